package org.mixreduce.core.certify;

import java.util.Comparator;
import java.util.List;

/** The models that lead to one candidate, from different starting points. */
public final class Origins {

  private Origins() {}

  /**
   * Which of them should go on beyond the default updates: the highest if it is still {@link
   * Certification#underway underway}, and others that are and may yet overtake it. None if the
   * highest has arrived and cannot be overtaken.
   *
   * @param models of one candidate; those without a finite log-likelihood stay behind
   */
  public static List<Certification> underway(List<Certification> models) {
    List<Certification> sound = models.stream().filter(Certification::certified).toList();
    return sound.stream()
        .max(Comparator.comparingDouble(model -> model.score().logLikelihood()))
        .map(
            highest ->
                sound.stream()
                    .filter(Certification::underway)
                    .filter(model -> model == highest || model.mayOvertake(highest))
                    .toList())
        .orElse(List.of());
  }
}
