package org.mixreduce.core.family;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.testing.Golden;
import org.mixreduce.core.testing.Populations;

/** Log densities and divergences against R. */
public class GaussianGoldenTest {

  /** R's solve and determinant lose a few digits on these matrices, we as many. */
  private static final double RELATIVE = 1e-10;

  private final Golden golden = Golden.of("gaussians.properties");
  private final ComponentFamily family = Families.ofShape("VVV");

  private Component component(int n) {
    double[] mean = golden.numbers(n + ".mean");
    double[] square = golden.numbers(n + ".covariance");
    int d = mean.length;
    double[] packed = new double[PackedCholesky.length(d)];
    for (int j = 0; j < d; j++) {
      for (int l = 0; l <= j; l++) {
        packed[PackedCholesky.index(j, l)] = square[j * d + l];
      }
    }
    return family.read(List.of(new NamedArray("mean", mean), new NamedArray("covariance", packed)));
  }

  @Test
  public void logDensities() {
    for (int n = 1; n <= golden.number("count"); n++) {
      RowBlock row = RowBlock.ofRows(new double[][] {golden.numbers(n + ".point")});
      double[] out = Populations.logDensities(family, component(n), row);
      double expected = golden.number(n + ".density");
      assertEquals("density " + n, expected, out[0], RELATIVE * Math.abs(expected));
    }
  }

  @Test
  public void divergences() {
    for (int n = 1; n <= golden.number("count"); n++) {
      int next = (int) golden.number(n + ".next");
      double expected = golden.number(n + ".divergence");
      double actual = family.divergence(component(n), component(next));
      assertEquals("divergence " + n, expected, actual, RELATIVE * expected);
    }
  }

  @Test
  public void freeParametersAreMclusts() {
    Golden fits = Golden.of("mclust-fits.properties");
    for (ModelType type : Families.types()) {
      for (int k = 1; k <= 3; k++) {
        String key = "iris." + type.shape() + "." + k;
        if (fits.has(key + ".parameters")) {
          long parameters = k - 1 + Families.of(type).freeParameters(k, 4);
          assertEquals(key, fits.number(key + ".parameters"), parameters, 0);
        }
      }
    }
  }
}
