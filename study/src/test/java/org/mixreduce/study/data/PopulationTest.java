package org.mixreduce.study.data;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.gaussian.GaussianComponent;

public class PopulationTest {

  private static final int ROWS = 200_000;

  @Test
  public void everyLawHasTheMomentsOfItsComponent() {
    for (ComponentLaw law : ComponentLaw.values()) {
      DataSet data = new Population(1, 3, 0.1, law).draw(ROWS, new Seed(8));
      GaussianComponent truth = (GaussianComponent) data.truth().component(0);
      Moments moments = Moments.of(data.rows());
      for (int j = 0; j < 3; j++) {
        double variance = truth.covariance(j, j);
        // Five standard errors of a mean.
        double ofMean = 5 * Math.sqrt(variance / ROWS);
        assertEquals(law + " mean", truth.mean()[j], moments.mean()[j], ofMean);
        for (int l = 0; l <= j; l++) {
          double scale = Math.sqrt(variance * truth.covariance(l, l));
          // Of a variance √((κ − 1) / n), κ = 9 for five degrees of freedom and the skewed law.
          double ofVariance = 5 * scale * Math.sqrt(8.0 / ROWS);
          assertEquals(law.name(), truth.covariance(j, l), moments.covariance(j, l), ofVariance);
        }
      }
    }
  }

  @Test
  public void skewedComponentsAreSkewed() {
    DataSet data = new Population(1, 1, 0.1, ComponentLaw.SKEWED).draw(ROWS, new Seed(8));
    double mean = data.truth().component(0).mean()[0];
    double deviation = data.truth().component(0).standardDeviations()[0];
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += Math.pow((data.rows().value(i, 0) - mean) / deviation, 3);
    }
    // The log-normal's (e^{s²} + 2) √(e^{s²} − 1) for s = 0.5; its estimate has an error near 0.05.
    assertEquals(1.75, sum / ROWS, 0.25);
  }

  @Test
  public void theSameSeedDrawsTheSameAndThePopulationDoesNotHangOnTheNumberOfRows() {
    Population population = Population.normal(3, 2, 0.05);
    DataSet data = population.draw(500, new Seed(4));
    assertEquals(data.rows(), population.draw(500, new Seed(4)).rows());
    assertArrayEquals(
        data.truth().weights(), population.draw(10, new Seed(4)).truth().weights(), 0);
  }

  @Test
  public void sortingKeepsRowsWithTheirLabels() {
    DataSet data = Population.normal(3, 2, 0.05).draw(500, new Seed(4));
    DataSet sorted = data.sortedByComponent();
    int[] labels = data.labels().clone();
    Arrays.sort(labels);
    assertArrayEquals(labels, sorted.labels());
    int first = 0;
    while (data.labels()[first] != 0) {
      first++;
    }
    assertArrayEquals(data.rows().row(first), sorted.rows().row(0), 0);
  }

  @Test
  public void subsetsAreNeighboursOfEqualNumberToOne() {
    DataSet data = Population.normal(3, 2, 0.05).draw(500, new Seed(4));
    List<RowBlock> subsets = data.subsets(7);
    int next = 0;
    for (RowBlock subset : subsets) {
      assertTrue(subset.rows() == 71 || subset.rows() == 72);
      assertArrayEquals(data.rows().row(next), subset.row(0), 0);
      next += subset.rows();
    }
    assertEquals(500, next);
  }
}
