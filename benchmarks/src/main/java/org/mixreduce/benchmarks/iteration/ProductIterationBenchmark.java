package org.mixreduce.benchmarks.iteration;

import static org.mixreduce.benchmarks.iteration.EmIterationBenchmark.ONE;
import static org.mixreduce.benchmarks.iteration.EmIterationBenchmark.ROWS;
import static org.mixreduce.benchmarks.iteration.EmIterationBenchmark.TEN;

import dev.ludovic.netlib.blas.BLAS;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
 * The iteration of {@link EmIterationBenchmark}, on the same rows from the same models, as matrix
 * products. The figure is in the same unit. An implementation that cannot run here shows up as a
 * failed trial with the reason.
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
public class ProductIterationBenchmark {

  /** d. */
  @Param({"2", "10", "50"})
  public int d;

  /** The shape of the covariances. */
  @Param({"VVV", "VVI"})
  public String shape;

  /** Whose dgemm; there is F2J as well, at ten seconds an iteration of ten models with d = 50. */
  @Param({"JAVA", "VECTOR", "NATIVE"})
  public String blas;

  /** Rows of a tile. */
  @Param("256")
  public int tile;

  private IterationInput input;
  private ProductIteration one;
  private ProductIteration ten;
  private double[] oneNatural;
  private double[] tenNatural;

  /** Draws the rows. */
  @Setup(Level.Trial)
  public void draw() {
    BLAS chosen = BlasChoice.valueOf(blas).blas();
    input = IterationInput.of(ROWS, d, shape, 10);
    NaturalForm form = new NaturalForm(d, shape);
    List<Mixture> first = input.models().subList(0, 1);
    one = new ProductIteration(chosen, form, first, tile);
    ten = new ProductIteration(chosen, form, input.models(), tile);
    oneNatural = form.natural(first);
    tenNatural = form.natural(input.models());
  }

  /** One model. */
  @Benchmark
  @OperationsPerInvocation(ONE)
  public double[] oneModel() {
    return one.run(oneNatural, input.rows(), input.penalty());
  }

  /** Ten models in one pair of products. */
  @Benchmark
  @OperationsPerInvocation(TEN)
  public double[] tenModels() {
    return ten.run(tenNatural, input.rows(), input.penalty());
  }
}
