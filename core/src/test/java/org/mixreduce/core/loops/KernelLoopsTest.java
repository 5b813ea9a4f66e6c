package org.mixreduce.core.loops;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Test;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.PosteriorKernel;
import org.mixreduce.core.testing.Populations;
import org.mixreduce.core.testing.TriangularSolve;

/** Plain loops, vectors and the textbook's formula against each other. */
public class KernelLoopsTest {

  /** The tests' JVM is started with the module, so that both are there to be compared. */
  @Test
  public void vectorsAreThereAndSaySo() {
    assertNotSame(KernelLoops.plain(), KernelLoops.best());
    assertTrue(KernelLoops.best().description().contains("vectors"));
  }

  /**
   * Every shape, every remainder of d by four, tiles that are full and not, shares of all sizes.
   */
  @Test
  public void plainAndVectorsGiveTheSameBits() {
    for (ModelType type : Families.types()) {
      ComponentFamily family = Families.of(type);
      for (int d = 1; d <= 13; d++) {
        for (double spread : new double[] {0.3, 3, 30}) {
          Mixture mixture = Populations.mixture(family, 4, d, spread, d);
          RowBlock rows = Populations.rows(mixture, 700 + d, 17);
          assertSameBits(
              ExpectationStep.of(mixture, new RowTiles(rows, KernelLoops.plain())),
              ExpectationStep.of(mixture, new RowTiles(rows, KernelLoops.best())));
        }
      }
    }
  }

  /** Numbers of rows around a lane, a tile and none; weights of all kinds; one component. */
  @Test
  public void sameBitsAtTheEdges() {
    for (String shape : new String[] {"VVV", "VVI"}) {
      for (int rows : new int[] {0, 1, 7, 8, 9, 255, 256, 257, 513}) {
        for (int k : new int[] {1, 3}) {
          Mixture mixture = Populations.mixture(Families.ofShape(shape), k, 5, 3, rows);
          RowBlock block =
              Populations.rows(mixture, 600, 18).select(IntStream.range(0, rows).toArray());
          double[] weights = new double[rows];
          for (int i = 0; i < rows; i++) {
            weights[i] = i % 3 == 0 ? 0 : i * 0.37;
          }
          for (RowBlock of : new RowBlock[] {block, block.withWeights(weights)}) {
            Expectation plain = ExpectationStep.of(mixture, new RowTiles(of, KernelLoops.plain()));
            assertSameBits(
                plain, ExpectationStep.of(mixture, new RowTiles(of, KernelLoops.best())));
            assertEquals(of.totalWeight(), plain.weight(), 0);
            double shares = 0;
            for (double share : plain.statistics().weights()) {
              shares += share;
            }
            // Padding up to a multiple of eight must not have been counted.
            assertEquals(of.totalWeight(), shares, 1e-12 * of.totalWeight());
          }
        }
      }
    }
  }

  /** Squares of distances beyond double precision: density zero, and the weights for posteriors. */
  @Test
  public void aRowOutOfReachIsShared() {
    Mixture mixture = Populations.mixture(Families.ofShape("VVV"), 3, 2, 1, 9);
    RowBlock rows = RowBlock.ofRows(new double[][] {{0, 0}, {1e200, 0}});
    for (KernelLoops loops : new KernelLoops[] {KernelLoops.plain(), KernelLoops.best()}) {
      Expectation expectation = ExpectationStep.of(mixture, new RowTiles(rows, loops));
      assertEquals(Double.NEGATIVE_INFINITY, expectation.logLikelihood(), 0);
      double shares = 0;
      for (double share : expectation.statistics().weights()) {
        shares += share;
      }
      assertEquals(2, shares, 1e-12);
    }
  }

  /** The origin is the model's, so a row scores alike alone and amid others. */
  @Test
  public void scoresDoNotDependOnNeighbours() {
    Mixture mixture = Populations.mixture(Families.ofShape("VVV"), 3, 4, 2, 10);
    RowBlock rows = Populations.rows(mixture, 50, 11);
    PosteriorKernel together = new PosteriorKernel(mixture);
    together.evaluate(rows, 0, 50);
    PosteriorKernel alone = new PosteriorKernel(mixture);
    for (int i = 0; i < 50; i++) {
      alone.evaluate(RowBlock.ofRows(new double[][] {rows.row(i)}), 0, 1);
      assertEquals(together.logDensity(i), alone.logDensity(0), 0);
    }
  }

  private static void assertSameBits(Expectation a, Expectation b) {
    assertEquals(a.logLikelihood(), b.logLikelihood(), 0);
    assertEquals(a.classification(), b.classification(), 0);
    ComponentFamily family = a.statistics().family();
    for (int k = 0; k < a.statistics().components().size(); k++) {
      assertEquals(
          family.write(a.statistics().components().get(k)),
          family.write(b.statistics().components().get(k)));
    }
  }

  @Test
  public void logLikelihoodIsThatOfTheTriangularSolve() {
    for (int d : new int[] {1, 2, 3, 5, 10, 31, 50}) {
      Mixture mixture = Populations.mixture(Families.ofShape("VVV"), 5, d, 2, d);
      RowBlock rows = Populations.rows(mixture, 1500, 3);
      double reference = TriangularSolve.logLikelihood(mixture, rows);
      // The sum of 1500 terms of some hundred roundings each stays far below it.
      assertEquals(
          reference,
          ExpectationStep.of(mixture, rows).logLikelihood(),
          1e-12 * Math.abs(reference));
    }
  }

  /** Components 10⁴ times tighter than the spread of the data, where the expanded square fails. */
  @Test
  public void tightComponentsKeepTheirDigits() {
    ComponentFamily family = Families.ofShape("VVV");
    Mixture mixture = Populations.mixture(family, 5, 10, 1e4, 5);
    RowBlock rows = Populations.rows(mixture, 2000, 6);
    double reference = TriangularSolve.logLikelihood(mixture, rows);
    double own = ExpectationStep.of(mixture, rows).logLikelihood();
    // z = W (x − o) − W (μ − o) has an error of 1e4 roundings, a square of size one twice that.
    assertEquals(reference, own, 1e-11 * Math.abs(reference));
    double expanded = TriangularSolve.expandedLogLikelihood(mixture, rows);
    // (1e4)² roundings: what the product form xᵀΣ⁻¹x − 2 μᵀΣ⁻¹x + μᵀΣ⁻¹μ loses.
    assertTrue(Math.abs(expanded - reference) > 100 * Math.abs(own - reference));
    assertEquals(reference, expanded, 1e-7 * Math.abs(reference));
  }

  @Test
  public void aLargeCommonOffsetCostsNoDigits() {
    Mixture mixture = Populations.mixture(Families.ofShape("VVV"), 3, 4, 3, 7);
    RowBlock rows = Populations.rows(mixture, 1000, 8);
    // A power of two: adding and taking it away again rounds the rows themselves to 2^-23.
    double offset = 1L << 29;
    double here = ExpectationStep.of(mixture, rows).logLikelihood();
    double there = ExpectationStep.of(moved(mixture, offset), moved(rows, offset)).logLikelihood();
    assertEquals(here, there, 1e-6 * Math.abs(here));
  }

  private static RowBlock moved(RowBlock rows, double offset) {
    double[][] copy = new double[rows.rows()][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = rows.row(i);
      for (int j = 0; j < copy[i].length; j++) {
        copy[i][j] += offset;
      }
    }
    return RowBlock.ofRows(copy);
  }

  private static Mixture moved(Mixture mixture, double offset) {
    return Mixture.of(
        mixture.family(),
        mixture.weights(),
        mixture.components().stream()
            .map(
                component -> {
                  double[] mean = component.mean();
                  for (int j = 0; j < mean.length; j++) {
                    mean[j] += offset;
                  }
                  double[] covariance =
                      NamedArray.find(mixture.family().write(component), "covariance");
                  return mixture
                      .family()
                      .read(
                          java.util.List.of(
                              new NamedArray("mean", mean),
                              new NamedArray("covariance", covariance)));
                })
            .toList());
  }

  /** To 2 ulp of StrictMath over all that posteriors ask for. */
  @Test
  public void exponential() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double v = -40 * random.nextDouble();
      double expected = StrictMath.exp(v);
      assertEquals(expected, Exponential.of(v), 2 * Math.ulp(expected));
    }
    assertEquals(1, Exponential.of(0), 0);
  }

  @Test
  public void posteriorsLeaveOutWhatCannotMatter() {
    for (KernelLoops loops : new KernelLoops[] {KernelLoops.plain(), KernelLoops.best()}) {
      double[][] logits = new double[2][8];
      logits[0] = new double[] {0, 0, 0, -36, -5, 700, 3, Double.NEGATIVE_INFINITY};
      logits[1] = new double[] {0, -36, -38, 0, -1e9, -700, 3, Double.NEGATIVE_INFINITY};
      double[] largest = new double[8];
      double[] sum = new double[8];
      loops.posteriors(logits, 8, largest, sum);
      assertArrayEquals(
          new double[] {0, 0, 0, 0, -5, 700, 3, Double.NEGATIVE_INFINITY}, largest, 0);
      assertArrayEquals(
          new double[] {0.5, Math.exp(-36), 0, 1 / (1 + Math.exp(-36)), 0, 0, 0.5, Double.NaN},
          logits[1],
          1e-16);
      assertTrue(logits[1][1] > 0);
      assertTrue(Double.isNaN(sum[7]));
    }
  }
}
