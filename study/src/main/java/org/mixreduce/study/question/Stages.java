package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.chain.CertifiedPath;
import org.mixreduce.study.chain.InMemoryChain;

/**
 * The models that a chain passes through for one K, in the order in which it meets them. Names of
 * stages:
 *
 * <ul>
 *   <li>{@value #REDUCTION}: the reduction of the local fits as it is;
 *   <li>{@value #POLISHED}: the same, climbed on the pooled sample where that pays; where it does
 *       not, the reduction once more;
 *   <li>{@value #POOL}: the fit of the pooled sample alone;
 *   <li>each of them with {@code + r}: after r exact updates. The way from the reduction begins at
 *       the polished one where there is a pooled sample;
 *   <li>{@value #CERTIFIED}: the best origin in the end, the best local fit among them, which is
 *       what {@code fit} reports: it may have gone on beyond the updates of all candidates.
 * </ul>
 */
public final class Stages {

  /** Exact updates of every candidate, {@code --refine}. */
  public static final int UPDATES = 5;

  /** The reduction. */
  public static final String REDUCTION = "reduction";

  /** The polished reduction. */
  public static final String POLISHED = "polished";

  /** The pooled sample alone. */
  public static final String POOL = "pool";

  /** What is reported. */
  public static final String CERTIFIED = "certified";

  /**
   * A model on the way.
   *
   * @param name of the stage
   * @param mixture the parameters
   * @param logLikelihood over all rows, in nats
   */
  record Stage(String name, Mixture mixture, double logLikelihood) {
    private static Stage of(String name, CertifiedPath.Step step) {
      return new Stage(name, step.mixture(), step.score().logLikelihood());
    }
  }

  private Stages() {}

  /** The name of a stage after so many exact updates. */
  public static String updated(String origin, int updates) {
    return updates == 0 ? origin : origin + " + " + updates;
  }

  /** The stages with these local fits and pooled sample. */
  static List<Stage> of(InMemoryChain chain, int k, List<LocalFit> fits, Optional<RowBlock> pool) {
    List<Stage> stages = new ArrayList<>();
    if (pool.isPresent()) {
      Candidate plain = chain.aggregate(k, fits, Optional.empty());
      Mixture reduced = plain.origins().get(Candidate.REDUCTION);
      if (reduced != null) {
        stages.add(new Stage(REDUCTION, reduced, chain.evaluate(reduced).logLikelihood()));
      }
    }
    List<CertifiedPath> paths = chain.certifySelected(chain.aggregate(k, fits, pool));
    for (CertifiedPath path : paths) {
      if (path.origin().equals(Candidate.LOCAL)) {
        // Ends where others lead further, so it has no stage after so many updates.
        continue;
      }
      String start =
          path.origin().equals(Candidate.POOL) ? POOL : pool.isPresent() ? POLISHED : REDUCTION;
      for (int r = 0; r <= UPDATES; r++) {
        stages.add(Stage.of(updated(start, r), path.after(r)));
      }
    }
    InMemoryChain.best(paths).ifPresent(path -> stages.add(Stage.of(CERTIFIED, path.last())));
    return stages;
  }
}
