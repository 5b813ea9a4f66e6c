package org.mixreduce.core.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether rows are as the shape has them. */
final class ShapeCheck implements Check {

  /** Standard errors by which the ratio must exceed one. */
  private static final double SURE = 3;

  @Override
  public List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    evidence
        .general()
        .filter(general -> !(general.gain() <= Thresholds.VERY_STRONG))
        .ifPresent(
            general ->
                findings.add(
                    general.compared()
                        ? constraint(general, evidence)
                        : notCompared(general, evidence)));
    double ratio = 2 * evidence.local().optimism() / evidence.mixture().freeParameters();
    if (ratio > Thresholds.AS_THE_SHAPE && ratio - 1 > SURE * error(evidence)) {
      findings.add(flattery(ratio, evidence));
    }
    return findings;
  }

  private static Finding constraint(ShapeComparison general, Evidence evidence) {
    String own = evidence.selection().selected().type().shape();
    String other = general.general().shape();
    return new Finding(
        Topic.SHAPE,
        Level.ACT,
        general.gain(),
        Thresholds.VERY_STRONG,
        String.format(
            Locale.ROOT,
            "rows are not as %s has them: on the pooled sample's %d rows %s with as many components"
                + " is %.0f better in BIC",
            own,
            general.rows(),
            other,
            general.gain()),
        evidence.refit("--shape " + own + "," + other) + ", and let the criterion choose");
  }

  private static Finding notCompared(ShapeComparison general, Evidence evidence) {
    return new Finding(
        Topic.SHAPE,
        Level.NOTE,
        Double.NaN,
        Thresholds.VERY_STRONG,
        String.format(
            Locale.ROOT,
            "whether rows are as %s has them was not looked at: there is no pooled sample with more"
                + " rows than %s has parameters",
            evidence.selection().selected().type().shape(),
            general.general().shape()),
        "");
  }

  private static Finding flattery(double ratio, Evidence evidence) {
    boolean icl = evidence.selection().criterion().equals(Criterion.ICL.toString());
    return new Finding(
        Topic.SHAPE,
        Level.NOTE,
        ratio,
        Thresholds.AS_THE_SHAPE,
        String.format(
            Locale.ROOT,
            "a fit flatters its own rows %.1f times as much as if they came from such a"
                + " mixture: components are not of this shape, and several may stand for one"
                + " cluster",
            ratio),
        evidence.refit("another --shape")
            + (icl ? "" : ", or take --criterion icl")
            + ", and components as an approximation");
  }

  /** Of the ratio, which is a mean over R replicates of χ² of ν degrees of freedom, over ν. */
  private static double error(Evidence evidence) {
    double degrees = (double) evidence.local().replicates() * evidence.mixture().freeParameters();
    return Math.sqrt(2 / degrees);
  }
}
