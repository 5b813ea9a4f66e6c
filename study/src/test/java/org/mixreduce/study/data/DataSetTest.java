package org.mixreduce.study.data;

import static org.junit.Assert.assertEquals;

import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;

public class DataSetTest {

  @Test
  public void oneSubsetIsShiftedAndTheOthersAreNot() {
    // 103 rows in 4 subsets: not all of the same size.
    DataSet data = Population.normal(2, 3, 0.05).draw(103, new Seed(3));
    Moments all = Moments.of(data.rows());
    DataSet shifted = data.withShiftedSubset(2, 4, 0.5);
    for (int b = 0; b < 4; b++) {
      RowBlock before = data.subsets(4).get(b);
      RowBlock after = shifted.subsets(4).get(b);
      for (int i = 0; i < before.rows(); i++) {
        for (int j = 0; j < 3; j++) {
          double shift = b == 2 ? 0.5 * Math.sqrt(all.covariance(j, j)) : 0;
          assertEquals(before.value(i, j) + shift, after.value(i, j), 0);
        }
      }
    }
  }
}
