package org.mixreduce.benchmarks.iteration;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.loops.KernelLoops;
import org.mixreduce.core.model.Mixture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * MixReduce's EM iteration on one core. The figure is nanoseconds per row, component and iteration;
 * with ten models it is per model as well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "--add-modules=jdk.incubator.vector",
      "-XX:CompileCommand=quiet",
      "-XX:CompileCommand=dontinline,org.mixreduce.core.loops.VectorLoops::*"
    })
public class EmIterationBenchmark {

  static final int ROWS = 50_000;
  static final int ONE = ROWS * IterationInput.COMPONENTS;
  static final int TEN = 10 * ONE;

  /** d. */
  @Param({"2", "10", "50"})
  public int d;

  /** The shape of the covariances. */
  @Param({"VVV", "VVI"})
  public String shape;

  /** The loops: VECTOR as tasks use them, PLAIN as without the JVM's vector module. */
  @Param({"VECTOR", "PLAIN"})
  public String loops;

  private IterationInput input;
  private RowTiles rows;
  private List<Mixture> first;

  /** Draws the rows. */
  @Setup(Level.Trial)
  public void draw() {
    input = IterationInput.of(ROWS, d, shape, 10);
    first = input.models().subList(0, 1);
    KernelLoops chosen = "PLAIN".equals(loops) ? KernelLoops.plain() : KernelLoops.best();
    rows = new RowTiles(input.rows(), chosen);
  }

  /** One model. */
  @Benchmark
  @OperationsPerInvocation(ONE)
  public List<Mixture> oneModel() {
    return EmIteration.run(first, rows, input.penalty());
  }

  /** Ten models over the same rows, as in starts, bootstrap replicates and candidates. */
  @Benchmark
  @OperationsPerInvocation(TEN)
  public List<Mixture> tenModels() {
    return EmIteration.run(input.models(), rows, input.penalty());
  }
}
