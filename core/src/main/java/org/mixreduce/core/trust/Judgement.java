package org.mixreduce.core.trust;

import java.util.List;

/** Turns evidence into findings. */
public final class Judgement {

  /** In the order in which they are told. */
  private static final List<Check> CHECKS =
      List.of(
          new HeterogeneityCheck(),
          new OutlyingSubsetsCheck(),
          new LocalFitsCheck(),
          new ConvergenceCheck(),
          new MaximumCheck(),
          new NumberOfComponentsCheck(),
          new PseudoBicCheck(),
          new ShapeCheck(),
          new PenaltyCheck(),
          new ComponentSizeCheck(),
          new StandardErrorsCheck(),
          new AtomsCheck());

  private Judgement() {}

  /** The verdict that the evidence leads to. */
  public static Verdict of(Evidence evidence) {
    return new Verdict(
        CHECKS.stream().flatMap(check -> check.of(evidence).stream()).toList(),
        evidence.selection().votes());
  }
}
