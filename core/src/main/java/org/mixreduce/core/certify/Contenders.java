package org.mixreduce.core.certify;

import java.util.Comparator;
import java.util.List;
import org.mixreduce.core.criterion.Criterion;

/** The models that may yet be selected. */
public final class Contenders {

  /**
   * How many times as many updates the best may go on for: by then nearly all hard cases of the
   * study have arrived.
   */
  public static final int MORE_UPDATES = 5;

  private Contenders() {}

  /**
   * Which models should go on beyond the default updates: the best by the criterion if it is still
   * {@link Certification#underway underway}, and others that are and may yet overtake it, from
   * another origin or with another K; of few rows all ways to the best candidate's model. None if
   * the best has arrived and cannot be overtaken.
   *
   * @param models of all candidates; those without a finite log-likelihood stay behind
   */
  public static List<Certification> underway(List<Certification> models, Criterion criterion) {
    List<Certification> sound = models.stream().filter(Certification::certified).toList();
    return sound.stream()
        .min(Comparator.comparingDouble(model -> criterion.of(model.score())))
        .map(best -> with(best, sound, criterion))
        .orElse(List.of());
  }

  private static List<Certification> with(
      Certification best, List<Certification> models, Criterion criterion) {
    double least = criterion.of(best.score());
    return models.stream()
        .filter(Certification::underway)
        .filter(
            model ->
                model == best
                    || isOfFewRows(model, best)
                    || criterion.of(model.likelyEnd()) < least)
        .toList();
  }

  /** Of few rows all ways to the best candidate's model go on, however far behind they are. */
  private static boolean isOfFewRows(Certification model, Certification best) {
    return model.score().weight() <= Origins.FEW_ROWS && model.candidate().equals(best.candidate());
  }
}
