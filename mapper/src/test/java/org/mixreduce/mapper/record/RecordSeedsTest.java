package org.mixreduce.mapper.record;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import org.junit.Test;
import org.mixreduce.core.data.Seed;

public class RecordSeedsTest {

  private final RecordSeeds seeds = new RecordSeeds(new Seed(5));

  @Test
  public void aSeedIsTheRecordsWhateverWasAskedBefore() {
    Seed first = seeds.byRecord(RecordPositions.at("a", 0, 1));
    assertNotEquals(first, seeds.byRecord(RecordPositions.at("b", 0, 1)));
    assertNotEquals(first, seeds.byRecord(RecordPositions.at("a", 0, 2)));
    assertEquals(first, seeds.byRecord(RecordPositions.at("a", 0, 1)));
    assertNotEquals(first, new RecordSeeds(new Seed(6)).byRecord(RecordPositions.at("a", 0, 1)));
  }

  /** Lines have ten bytes: the fourth of the file is the second of a piece that begins at 20. */
  @Test
  public void byOffsetTheSplitsDoNotMatter() {
    RecordPosition whole = RecordPositions.at("a", 0, 3);
    RecordPosition piece = RecordPositions.at("a", 20, 1);
    assertEquals(seeds.byOffset(whole), seeds.byOffset(piece));
    assertNotEquals(seeds.byRecord(whole), seeds.byRecord(piece));
  }

  @Test
  public void whatHasNoOffsetIsCounted() {
    RecordPosition position = RecordPositions.compressed("a", 20, 1);
    assertEquals(seeds.byRecord(position), seeds.byOffset(position));
  }
}
