package org.mixreduce.benchmarks.reduce;

import java.util.concurrent.TimeUnit;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.reduce.KlReduction;
import org.mixreduce.core.reduce.Reduction;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The KL reduction of ten thousand local fits on one core, once, in seconds, with the largest heap
 * that a garbage collection left behind.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
public class ReductionBenchmark {

  /** How many. */
  @Param("10000")
  public int fits;

  /** K. */
  @Param("20")
  public int k;

  /** d. */
  @Param("20")
  public int d;

  private LocalFits local;

  /** The heap beside the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Heap {
    /** Largest heap after a garbage collection, 10⁶ bytes. */
    public double liveMegabytes;
  }

  /** Draws the population. */
  @Setup(Level.Trial)
  public void draw() {
    local = new LocalFits(k, d, new Seed(1).derive("reduction"));
  }

  /** Adds one fit after the other, then reduces. */
  @Benchmark
  public Reduction reduce(Heap heap) {
    LivePeak peak = new LivePeak();
    KlReduction reduction = new KlReduction(local.family(), k, new Seed(1));
    for (int subset = 0; subset < fits; subset++) {
      reduction.add(local.get(subset), LocalFits.ROWS);
    }
    Reduction result = reduction.reduce();
    heap.liveMegabytes = peak.megabytes();
    return result;
  }
}
