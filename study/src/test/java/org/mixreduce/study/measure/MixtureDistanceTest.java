package org.mixreduce.study.measure;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.mixreduce.study.Mixtures.part;

import org.junit.Test;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.Mixtures;

public class MixtureDistanceTest {

  /** The simplex method's reduced costs down to 1e-10 count as zero. */
  private static final double ROUNDING = 1e-9;

  @Test
  public void oneComponentEachIsTheGroundCost() {
    Mixture a = Mixtures.of(part(1, 0, 4));
    Mixture b = Mixtures.of(part(1, 3, 25));
    assertEquals(3 + (5 - 2), MixtureDistance.between(a, b), ROUNDING);
  }

  @Test
  public void rootsOfFullMatricesAreTaken() {
    // Σ = [[5, 4], [4, 5]] = R² with R = [[2, 1], [1, 2]]; the other is the identity.
    Mixture a = Mixtures.of(new Mixtures.Part(1, new double[] {0, 0}, new double[] {5, 4, 5}));
    Mixture b = Mixtures.of(new Mixtures.Part(1, new double[] {3, 4}, new double[] {1, 0, 1}));
    // ‖μ − μ'‖ = 5, ‖R − I‖_F = ‖[[1, 1], [1, 1]]‖_F = 2.
    assertEquals(7, MixtureDistance.between(a, b), ROUNDING);
  }

  @Test
  public void theOrderOfComponentsDoesNotMatter() {
    Mixture a = Mixtures.of(part(0.3, 0, 1), part(0.7, 10, 1));
    Mixture b = Mixtures.of(part(0.7, 10, 1), part(0.3, 0, 1));
    assertEquals(0, MixtureDistance.between(a, b), ROUNDING);
  }

  @Test
  public void weightThatDoesNotFitTravelsToTheNextComponent() {
    Mixture a = Mixtures.of(part(0.5, 0, 1), part(0.5, 10, 1));
    Mixture b = Mixtures.of(part(0.3, 0, 1), part(0.7, 10, 1));
    assertEquals(0.2 * 10, MixtureDistance.between(a, b), ROUNDING);
  }

  @Test
  public void numbersOfComponentsMayDiffer() {
    Mixture a = Mixtures.of(part(1, 1, 1));
    Mixture b = Mixtures.of(part(0.25, 0, 1), part(0.75, 3, 1));
    assertEquals(0.25 * 1 + 0.75 * 2, MixtureDistance.between(a, b), ROUNDING);
    assertEquals(0.25 * 1 + 0.75 * 2, MixtureDistance.between(b, a), ROUNDING);
  }

  @Test
  public void theBestPlanIsNotTheNearestNeighbours() {
    // Both of a's are nearest to b's at 4, which has room for one of them.
    Mixture a = Mixtures.of(part(0.5, 4, 1), part(0.5, 5, 1));
    Mixture b = Mixtures.of(part(0.5, 4, 1), part(0.5, 20, 1));
    assertEquals(0.5 * 0 + 0.5 * 15, MixtureDistance.between(a, b), ROUNDING);
  }

  @Test
  public void dimensionsMustAgree() {
    Mixture a = Mixtures.of(part(1, 0, 1));
    Mixture b = Mixtures.of(new Mixtures.Part(1, new double[] {0, 0}, new double[] {1, 0, 1}));
    assertThrows(IllegalArgumentException.class, () -> MixtureDistance.between(a, b));
  }
}
