package org.mixreduce.core.trust;

import java.util.List;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether one pass foretold the exact criterion. */
final class PseudoBicCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    Evidence.Selection selection = evidence.selection();
    if (selection.foretold() == null || selection.asked().size() == 1) {
      return List.of();
    }
    if (selection.foretold().equals(selection.selected())) {
      return List.of(
          Finding.good(
              Topic.PSEUDO_BIC, Double.NaN, Double.NaN, "the pseudo-BIC foretold the choice"));
    }
    return List.of(
        new Finding(
            Topic.PSEUDO_BIC,
            Level.NOTE,
            Double.NaN,
            Double.NaN,
            "the pseudo-BIC would have chosen " + selection.foretold(),
            ""));
  }
}
