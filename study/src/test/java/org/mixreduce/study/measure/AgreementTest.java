package org.mixreduce.study.measure;

import static org.junit.Assert.assertEquals;
import static org.mixreduce.study.Mixtures.part;

import org.junit.Test;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.Mixtures;

public class AgreementTest {

  private static final Mixture MIXTURE = Mixtures.of(part(0.5, 0, 1), part(0.5, 100, 1));

  @Test
  public void agreementIsOneWhateverTheNumbers() {
    RowBlock rows = RowBlock.ofRows(new double[][] {{0}, {1}, {100}, {101}, {99}});
    int[] labels = {1, 1, 0, 0, 0};
    assertEquals(1, Agreement.adjustedRandIndex(MIXTURE, rows, labels), 0);
  }

  @Test
  public void oneMisplacedRowOfSix() {
    RowBlock rows = RowBlock.ofRows(new double[][] {{0}, {1}, {2}, {100}, {101}, {99}});
    int[] labels = {0, 0, 0, 1, 1, 0};
    // Cells 3, 1 and 2 of classes of 4 and 2 and components of 3 and 3: pairs together in both
    // 3 + 0 + 1, in classes 6 + 1, in components 3 + 3, of 15: (4 − 2.8) / (6.5 − 2.8).
    double expected = (4 - 7 * 6 / 15.0) / (6.5 - 7 * 6 / 15.0);
    assertEquals(expected, Agreement.adjustedRandIndex(MIXTURE, rows, labels), 1e-15);
  }
}
