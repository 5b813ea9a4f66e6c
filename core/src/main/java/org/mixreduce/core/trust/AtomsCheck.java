package org.mixreduce.core.trust;

import java.util.List;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

/** Whether columns have values that many rows share. */
final class AtomsCheck implements Check {

  @Override
  public List<Finding> of(Evidence evidence) {
    if (evidence.atoms().isEmpty()) {
      return List.of();
    }
    return List.of(
        new Finding(
            Topic.ATOMS,
            Level.NOTE,
            evidence.atoms().size(),
            0,
            "values that many rows share exactly, in "
                + String.join(", ", evidence.atoms())
                + ": the likelihood there is as large as the penalty lets it be",
            "leave the columns out, or treat such rows apart"));
  }
}
