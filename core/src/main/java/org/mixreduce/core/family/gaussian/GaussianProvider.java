package org.mixreduce.core.family.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.FamilyProvider;

/** The Gaussian shapes there are. */
public final class GaussianProvider implements FamilyProvider {

  /** The family's name. */
  public static final String FAMILY = "gaussian";

  /** Under no constraint: each component has its own full covariance. */
  static final CovarianceShape GENERAL = new MatrixShape("VVV", ScatterForm.FULL, Pooling.VARIABLE);

  private static final List<CovarianceShape> SHAPES =
      List.of(
          new SphericalShape("EII", Pooling.EQUAL),
          new SphericalShape("VII", Pooling.VARIABLE),
          new MatrixShape("EEI", ScatterForm.DIAGONAL, Pooling.EQUAL),
          new MatrixShape("VVI", ScatterForm.DIAGONAL, Pooling.VARIABLE),
          new MatrixShape("EEE", ScatterForm.FULL, Pooling.EQUAL),
          GENERAL);

  @Override
  public String family() {
    return FAMILY;
  }

  @Override
  public List<String> shapes() {
    List<String> names = new ArrayList<>();
    for (CovarianceShape shape : SHAPES) {
      names.add(shape.name());
    }
    return names;
  }

  @Override
  public ComponentFamily of(String name) {
    for (CovarianceShape shape : SHAPES) {
      if (shape.name().equals(name)) {
        return new GaussianFamily(shape);
      }
    }
    throw new IllegalArgumentException("no shape '" + name + "'; there are " + shapes());
  }
}
