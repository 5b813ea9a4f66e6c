package org.mixreduce.driver.chain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.mixreduce.driver.chain.FitRequest.StandardErrorChoice.NONE;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.Test;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.driver.chain.FitRequest.StandardErrorChoice;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.TaskHeap;
import org.mixreduce.mapper.record.HeldInput;
import org.mixreduce.mapper.record.ReaderMemory;

public class TaskMemoryTest {

  private static final CandidateKey FULL = new CandidateKey(new ModelType("gaussian", "VVV"), 10);
  private static final CandidateKey DIAGONAL =
      new CandidateKey(new ModelType("gaussian", "VVI"), 10);

  private static final double MANY = 1e12;

  private static FitRequest.Local local(int subsetRows, int poolRows) {
    return new FitRequest.Local(subsetRows, poolRows, 8, 20, 1);
  }

  @Test
  public void theFormulaOfTheReadme() {
    TaskMemory memory = TaskMemory.of(local(1000, 2000), 10, MANY, List.of(FULL), 16);
    long process = 96L << 20;
    double model = 8 * 10 * (512 * 11 + (30 + 3 * 8) * 66);
    assertEquals(
        process + (16L << 20) + 8 * 2000 * 78 + model + 32 * 10 * 66 + 16 * 10 * 66,
        memory.mapBytes(),
        1);
    assertEquals(
        process + 8 * 2000 * 78 + model + 24 * 400.0 * (8 * 66 + 200) + 4000 * 66 + 128 * 10 * 66,
        memory.reduceBytes(),
        1);
    // 10 (10 + 55) + 9 parameters.
    double sandwich = 8 * (8 * 659 * 659 + 650 * (6 * 66 + 512.0));
    assertEquals(process + 8 * 1000 * 78 + model + sandwich, memory.bagTask().bytes(1000), 1);
  }

  /** Beyond a thousand parameters there is no sandwich; the largest below it counts. */
  @Test
  public void theSandwichIsOfTheLargestModelThatItSuits() {
    CandidateKey larger = new CandidateKey(FULL.type(), 16);
    TaskMemory both = TaskMemory.of(local(1000, 2000), 10, MANY, List.of(FULL, larger), 16);
    TaskMemory alone = TaskMemory.of(local(1000, 2000), 10, MANY, List.of(larger), 16);
    double sandwich = 8 * (8 * 659 * 659 + 650 * (6 * 66 + 512.0));
    assertEquals(sandwich, both.bagTask().bytes(1000) - alone.bagTask().bytes(1000), 1);
  }

  /** A covariance that twenty components share moves all of them. */
  @Test
  public void aSharedParameterCountsForEveryComponent() {
    CandidateKey shared = new CandidateKey(new ModelType("gaussian", "EEE"), 20);
    TaskMemory memory = TaskMemory.of(local(1000, 2000), 10, MANY, List.of(shared), 16);
    double model = 8 * 20 * (512 * 11 + (30 + 3 * 8) * 66);
    // 20 · 10 + 55 + 19 parameters; 20 (10 + 55) moves.
    double sandwich = 8 * (8 * 274 * 274 + 1300 * (6 * 66 + 512.0));
    assertEquals((96L << 20) + 8 * 1000 * 78 + model + sandwich, memory.bagTask().bytes(1000), 1);
  }

  private static FitRequest request(FitRequest.Local local, StandardErrorChoice errors) {
    return new FitRequest(
        null,
        List.of(FULL.type()),
        List.of(10),
        local,
        new FitRequest.Chain(
            3, 3, 5, 1e-7, Criterion.BIC, new FitRequest.Errors(errors, 2_000_000)),
        FitRequest.Aggregate.KL,
        new FitRequest.Limits(0, 0),
        Optional.empty(),
        1);
  }

  /** Bags that a reduce task cannot hold, and the ways not to have any. */
  @Test
  public void aBagCountsOnlyWhereThereAreBags() {
    TaskHeap heap = new TaskHeap(4L << 30, 256L << 20, 100, bytes -> "raise A", bytes -> "raise B");
    FitRequest.Local wide = local(50_000, 20_000);
    TaskMemory memory = TaskMemory.of(wide, 10, MANY, List.of(FULL), 100);
    FitRequest selected = request(wide, StandardErrorChoice.SELECTED);
    UsageException refusal = assertThrows(UsageException.class, () -> memory.check(heap, selected));
    for (String word :
        List.of("reduce task", "--bag-rows 2000000", "--standard-errors none", "raise B")) {
      assertTrue(refusal.getMessage(), refusal.getMessage().contains(word));
    }
    memory.check(heap, request(wide, NONE));
    FitRequest.Local closed = local(50_000, 0);
    TaskMemory.of(closed, 10, MANY, List.of(FULL), 100)
        .check(heap, request(closed, StandardErrorChoice.ALL));
  }

  /**
   * Of a large sample a map task fits 50 K (d + 1) = 5500 rows, and only before its subsets come.
   */
  @Test
  public void aMapTaskHoldsASubsetOrRowsOfTheSampleButNotBoth() {
    long small = TaskMemory.of(local(1000, 1_000_000), 10, MANY, List.of(FULL), 0).mapBytes();
    long none = TaskMemory.of(local(1000, 0), 10, MANY, List.of(FULL), 0).mapBytes();
    assertEquals(8 * (5500 - 1500) * 78, small - none);
    long large = TaskMemory.of(local(50_000, 1_000_000), 10, MANY, List.of(FULL), 0).mapBytes();
    assertEquals(TaskMemory.of(local(50_000, 0), 10, MANY, List.of(FULL), 0).mapBytes(), large);
  }

  @Test
  public void fewRowsNeedLittleWhateverASubsetMayHold() {
    TaskMemory few = TaskMemory.of(local(1_000_000, 1_000_000), 10, 300, List.of(FULL), 0);
    assertTrue(few.mapBytes() < (98L << 20));
  }

  /** Models that one scan cannot hold beside each other are scanned in turn, one at least. */
  @Test
  public void aScanHoldsAsManyModelsAsThereIsRoomFor() {
    Mixture mixture = mixture();
    long one = TaskMemory.live(new CandidateKey(mixture.family().type(), 2), 1);
    List<Mixture> five = Collections.nCopies(5, mixture);
    assertEquals(1, CertifyStep.fitting(five, 0));
    assertEquals(1, CertifyStep.fitting(five, one - 1));
    assertEquals(3, CertifyStep.fitting(five, 2 * one));
    assertEquals(5, CertifyStep.fitting(five, 100 * one));
  }

  private static Mixture mixture() {
    ComponentFamily family = Families.ofShape("VVV");
    Component component =
        family.read(
            List.of(
                new NamedArray("mean", new double[1]),
                new NamedArray("covariance", new double[] {1})));
    return Mixture.of(family, new double[] {0.5, 0.5}, List.of(component, component));
  }

  @Test
  public void diagonalShapesDoNotPayForFullMatrices() {
    long full = TaskMemory.of(local(1, 1), 200, MANY, List.of(FULL), 0).mapBytes();
    long diagonal = TaskMemory.of(local(1, 1), 200, MANY, List.of(DIAGONAL), 0).mapBytes();
    long process = 96L << 20;
    assertTrue(full - process > 4 * (diagonal - process));
  }

  @Test
  public void aRefusalNamesTheOptionTheNeedAndTheRemedy() {
    TaskHeap heap =
        new TaskHeap(512L << 20, 128L << 20, 100, bytes -> "raise A", bytes -> "raise B");
    FitRequest.Local wide = local(2_000_000, 20_000);
    TaskMemory memory = TaskMemory.of(wide, 10, MANY, List.of(FULL), 100);
    UsageException refusal =
        assertThrows(UsageException.class, () -> memory.check(heap, request(wide, NONE)));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("--subset-rows 2000000"));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("has 512 MB"));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("raise A"));
    FitRequest.Local deep = local(1000, 2_000_000);
    UsageException other =
        assertThrows(
            UsageException.class,
            () ->
                TaskMemory.of(deep, 10, MANY, List.of(FULL), 100).check(heap, request(deep, NONE)));
    assertTrue(other.getMessage(), other.getMessage().contains("--pool-rows 2000000"));
    assertTrue(other.getMessage(), other.getMessage().contains("raise B"));
  }

  /** Half of what is there beyond the need is for readers, in files that were not looked at. */
  @Test
  public void whatReadersHoldIsCountedAndBounded() {
    TaskHeap heap = new TaskHeap(1L << 30, 1L << 30, 16, bytes -> "raise A", bytes -> "raise B");
    FitRequest.Local local = local(1000, 2000);
    TaskMemory lines = TaskMemory.of(local, 10, MANY, List.of(FULL), 16);
    assertEquals((1L << 30) - lines.mapBytes(), lines.room(heap));
    Configuration untouched = new Configuration(false);
    lines.bound(heap, untouched);
    assertNull(untouched.get(ReaderMemory.KEY));

    TaskMemory group = lines.reading(new HeldInput(300L << 20, "row group 3 of part-1"));
    assertEquals(lines.mapBytes() + (300L << 20), group.mapBytes());
    assertEquals(lines.reduceBytes(), group.reduceBytes());
    long beyond = (1L << 30) - group.mapBytes();
    Configuration conf = new Configuration(false);
    group.bound(heap, conf);
    assertEquals((300L << 20) + beyond / 2, ReaderMemory.read(conf).bytes());
    assertEquals(beyond, group.room(heap) + beyond / 2);
    new ReaderMemory(5).write(conf);
    group.bound(heap, conf);
    assertEquals("what the user has set stays", 5, ReaderMemory.read(conf).bytes());
    group.checkMap(heap, local);

    TaskMemory huge = lines.reading(new HeldInput(1L << 30, "row group 3 of part-1"));
    UsageException refusal = assertThrows(UsageException.class, () -> huge.checkMap(heap, local));
    for (String word :
        List.of("row group 3 of part-1", "1024 MB", "smaller row groups", "fewer", "raise A")) {
      assertTrue(refusal.getMessage(), refusal.getMessage().contains(word));
    }
  }

  @Test
  public void theHeapOfTasksIsTheirOptionOrTheirContainersShare() {
    Configuration conf = new Configuration();
    conf.set("mapreduce.framework.name", "yarn");
    conf.set("mapreduce.map.java.opts", "-Xmx900m");
    conf.set("mapreduce.reduce.memory.mb", "2000");
    TaskHeap heap = TaskHeap.of(conf);
    assertEquals(900L << 20, heap.mapBytes());
    // Hadoop's default share, 0.8.
    assertEquals(1600L << 20, heap.reduceBytes());
    assertTrue(
        heap.mapRemedy().apply(1),
        heap.mapRemedy().apply(1).contains("-Xmx in -D mapreduce.map.java.opts"));
    assertEquals("raise -D mapreduce.reduce.memory.mb", heap.reduceRemedy().apply(1));
  }

  @Test
  public void localTasksShareTheProcess() {
    Configuration conf = new Configuration();
    conf.set("mapreduce.local.map.tasks.maximum", "4");
    long process = 96L << 20;
    long expected = (Runtime.getRuntime().maxMemory() - process) / 4 + process;
    TaskHeap heap = TaskHeap.of(conf);
    assertEquals(expected, heap.mapBytes());
    // 4 × 100 MB and what the process takes, and a twentieth for the collector.
    String remedy = heap.mapRemedy().apply(process + (100L << 20));
    assertTrue(remedy, remedy.contains("-Xmx521m"));
  }

  @Test
  public void partsOfAScanAreToldApartByWhatIsInThem() {
    assertEquals("3", CertifyStep.name(3, 0, 8, 8));
    assertEquals("3-0-5", CertifyStep.name(3, 0, 5, 8));
    assertEquals("3-5-8", CertifyStep.name(3, 5, 8, 8));
  }
}
