package org.mixreduce.benchmarks.iteration;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.model.Mixture;

/** Both iterations of the benchmarks do the same work: they arrive at the same parameters. */
public class ProductIterationTest {

  /** Rounding of the expanded quadratic on standardised rows; more digits are lost nowhere. */
  private static final double TOLERANCE = 1e-8;

  @Test
  public void fullCovariances() {
    assertSameUpdate("VVV", BlasChoice.JAVA);
  }

  @Test
  public void diagonalCovariances() {
    assertSameUpdate("VVI", BlasChoice.F2J);
  }

  private static void assertSameUpdate(String shape, BlasChoice choice) {
    IterationInput input = IterationInput.of(3001, 5, shape, 2);
    NaturalForm form = new NaturalForm(5, shape);
    List<Mixture> models = input.models();
    ProductIteration product = new ProductIteration(choice.blas(), form, models, 256);
    double[] actual = product.run(form.natural(models), input.rows(), input.penalty());
    double[] expected =
        form.natural(EmIteration.run(models, new RowTiles(input.rows()), input.penalty()));
    double logLikelihood = 0;
    for (Mixture model : models) {
      logLikelihood += ExpectationStep.of(model, input.rows()).logLikelihood();
    }
    assertEquals(logLikelihood, product.logLikelihood(), TOLERANCE * Math.abs(logLikelihood));
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(expected, actual, TOLERANCE * largest);
  }
}
