package org.mixreduce.core.robust;

import org.mixreduce.core.model.Mixture;

/**
 * How far two mixtures are apart when each is {@linkplain SingleComponent reduced to one
 * component}: J(f, g) = KL(f₁ ‖ g₁) + KL(g₁ ‖ f₁), in nats per row.
 *
 * <p>Zero on itself, symmetric, not negative. It is blind to what else a mixture says, on purpose:
 * fits of the same rows in different maxima of the likelihood have the same f₁. If the rows are of
 * a distribution in the family, J / (1/n + 1/m) of fits of n and of m rows is about χ² with the
 * free parameters of one component as its degrees of freedom.
 */
public final class MomentDistance {

  private MomentDistance() {}

  /** J(f, g) of mixtures of one family. */
  public static double between(Mixture f, Mixture g) {
    return between(SingleComponent.of(f, 1), SingleComponent.of(g, 1));
  }

  /** J of what was reduced already. */
  static double between(SingleComponent f, SingleComponent g) {
    double there = f.family().divergence(f.component(), g.component());
    double back = f.family().divergence(g.component(), f.component());
    // Divergences are ≥ 0 but for rounding, which may leave either side of zero.
    return Math.max(0, there + back);
  }
}
