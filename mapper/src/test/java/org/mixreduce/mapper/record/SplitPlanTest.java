package org.mixreduce.mapper.record;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class SplitPlanTest {

  private static SplitPlan.File file(String path, long length, boolean splittable) {
    return new SplitPlan.File(path, "file:/" + path, length, splittable, 100);
  }

  private static List<List<Long>> lengths(SplitPlan.File... files) {
    List<List<Long>> lengths = new ArrayList<>();
    for (List<PackedSplit.Piece> split : SplitPlan.of(List.of(files))) {
      lengths.add(split.stream().map(PackedSplit.Piece::length).toList());
    }
    return lengths;
  }

  @Test
  public void cutsLongFilesAndPacksShortOnes() {
    assertEquals(
        List.of(List.of(100L), List.of(100L), List.of(50L, 30L), List.of(40L)),
        lengths(file("a", 250, true), file("b", 30, true), file("c", 40, true)));
  }

  @Test
  public void aLittleTooLongStaysWhole() {
    assertEquals(List.of(List.of(110L)), lengths(file("a", 110, true)));
    assertEquals(List.of(List.of(100L), List.of(11L)), lengths(file("a", 111, true)));
  }

  @Test
  public void whatCannotBeCutIsReadWhole() {
    assertEquals(List.of(List.of(950L)), lengths(file("a.gz", 950, false)));
  }

  @Test
  public void emptyFilesAreInNoSplit() {
    assertEquals(List.of(List.of(5L)), lengths(file("a", 0, true), file("b", 5, true)));
  }

  @Test
  public void aThousandTinyFilesNeedAsManySplitsAsTheirBytes() {
    List<SplitPlan.File> files = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      files.add(file(String.format("f%04d", i), 7, true));
    }
    List<List<PackedSplit.Piece>> splits = SplitPlan.of(files);
    assertTrue("" + splits.size(), splits.size() <= 72 && splits.size() >= 63);
    assertEquals(1000, splits.stream().mapToInt(List::size).sum());
  }

  @Test
  public void subsetsAbsorbShortRemainders() {
    SubsetCutter cutter = new SubsetCutter(5);
    assertTrue(cutter.cutsAt(8));
    assertTrue(!cutter.cutsAt(7));
    assertTrue(new SubsetCutter(1).cutsAt(2));
    assertTrue(!new SubsetCutter(Integer.MAX_VALUE).cutsAt(Integer.MAX_VALUE));
  }
}
