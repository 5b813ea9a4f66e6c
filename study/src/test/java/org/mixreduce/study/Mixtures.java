package org.mixreduce.study;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.model.Mixture;

/** Small mixtures to compute with by hand. */
public final class Mixtures {

  private Mixtures() {}

  /** A component by its mean and packed covariance. */
  public record Part(double weight, double[] mean, double[] covariance) {}

  /** In one variable. */
  public static Part part(double weight, double mean, double variance) {
    return new Part(weight, new double[] {mean}, new double[] {variance});
  }

  /** A mixture of full covariances. */
  public static Mixture of(Part... parts) {
    ComponentFamily family = Families.ofShape("VVV");
    double[] weights = new double[parts.length];
    List<Component> components = new ArrayList<>();
    for (int k = 0; k < parts.length; k++) {
      weights[k] = parts[k].weight();
      components.add(
          family.read(
              List.of(
                  new NamedArray("mean", parts[k].mean()),
                  new NamedArray("covariance", parts[k].covariance()))));
    }
    return Mixture.of(family, weights, components);
  }
}
