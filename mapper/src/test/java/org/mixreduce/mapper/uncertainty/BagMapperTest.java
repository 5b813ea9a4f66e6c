package org.mixreduce.mapper.uncertainty;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Test;
import org.mixreduce.avro.record.BagPlanRecord;
import org.mixreduce.avro.record.BagRowRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.mapper.MapperTestSupport;

public class BagMapperTest {

  private static final int ROWS = 120;

  /** Row i is (i, −i) of weight 1 + i mod 3, with a malformed line and a missing value between. */
  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      lines.add(1 + i % 3 + "," + i + "," + -i);
      if (i == 10) {
        lines.add("1,x,2");
      }
      if (i == 20) {
        lines.add("1,?,2");
      }
    }
    return lines;
  }

  private static RowLayout weighted() {
    return new RowLayout(
        new RowLayout.Syntax(',', '"', List.of("?")),
        Optional.empty(),
        3,
        List.of(new Column(1, "x"), new Column(2, "y")),
        List.of(),
        OptionalInt.of(0),
        OptionalInt.empty());
  }

  private static List<Pair<AvroKey<ShuffleKeyRecord>, AvroValue<BagRowRecord>>> map(
      long seed, int subsetRows, BagPlanRecord plan) throws Exception {
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setSeed(seed)
            .setSubsetRows(subsetRows)
            .setBags(plan)
            .build();
    return MapperTestSupport.driver(
            new BagMapper(), weighted(), settings, BagRowRecord.getClassSchema(), lines())
        .run();
  }

  @Test
  public void aRowIsInOneBagAtMostWithItsWeight() throws Exception {
    var out = map(1, 50, new BagPlanRecord(4, 0.2, 0, 4, 0));
    int[] sizes = new int[4];
    Set<Integer> rows = new HashSet<>();
    for (var pair : out) {
      ShuffleKeyRecord key = pair.getFirst().datum();
      BagRowRecord row = pair.getSecond().datum();
      int i = (int) Math.round(row.getValues().get(0));
      assertTrue("row " + i + " twice", rows.add(i));
      assertEquals(List.of((double) i, (double) -i), row.getValues());
      assertEquals(1 + i % 3, row.getWeight(), 0);
      // Keys sort the rows of a bag as they were read, and skipped records have no place.
      assertEquals(new ShuffleKeyRecord(key.getGroup(), MapperTestSupport.SPLIT, i), key);
      sizes[key.getGroup()]++;
    }
    for (int size : sizes) {
      // Binomial with p = 0.2.
      assertEquals(ROWS * 0.2, size, 4 * Math.sqrt(ROWS * 0.2 * 0.8));
    }
  }

  @Test
  public void aWaveSendsItsOwnBagsOnly() throws Exception {
    var all = map(1, 50, new BagPlanRecord(4, 0.2, 0, 4, 0));
    var some = map(1, 50, new BagPlanRecord(4, 0.2, 1, 3, 0));
    List<String> expected = new ArrayList<>();
    for (var pair : all) {
      int bag = pair.getFirst().datum().getGroup();
      if (bag == 1 || bag == 2) {
        expected.add(pair.toString());
      }
    }
    assertEquals(expected, some.stream().map(Pair::toString).toList());
  }

  /** Bags are drawn from rows, not from subsets; another seed draws others. */
  @Test
  public void subsetsAreNoMatterAndTheSeedIs() throws Exception {
    BagPlanRecord plan = new BagPlanRecord(4, 0.2, 0, 4, 0);
    String first = map(1, 50, plan).toString();
    assertEquals(first, map(1, 7, plan).toString());
    assertTrue(!first.equals(map(2, 50, plan).toString()));
  }

  @Test
  public void oneBagOfAllHasAll() throws Exception {
    assertEquals(ROWS, map(1, 50, new BagPlanRecord(1, 1.0, 0, 1, 0)).size());
  }
}
