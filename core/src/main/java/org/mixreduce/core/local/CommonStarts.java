package org.mixreduce.core.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

/**
 * For each candidate a starting point that every subset tries beside its own: a fit of the first
 * rows of the pooled sample.
 *
 * <p>Subsets that are fitted from their own starts alone end in different maxima of the likelihood
 * where rows are few or components overlap. Then their sum of log-likelihoods falls short of what
 * the subsets could reach, by more than BIC's price of a component, and their reduction is no good
 * model of anything. A subset takes the common start only if it leads higher than its own.
 *
 * <p>It depends on the sample, the seed and the candidate, so all tasks find the same.
 *
 * <p>Memory: one mixture of each candidate; the rows only while they are fitted.
 */
public final class CommonStarts {

  /** No pooled sample, nothing in common. */
  public static final CommonStarts NONE = new CommonStarts(Map.of());

  /**
   * Rows that are fitted: enough to find the maximum's neighbourhood, so few that it costs no more
   * than one subset does.
   */
  private static final int ROWS = 5000;

  private static final int ROWS_PER_MEAN = 50;

  private final Map<CandidateKey, Mixture> starts;

  private CommonStarts(Map<CandidateKey, Mixture> starts) {
    this.starts = starts;
  }

  /**
   * Fits the sample.
   *
   * @param pool the pooled sample in random order, of which the first {@link #rows} are taken
   * @param global the moments of all rows of the job
   * @param root the job's seed
   */
  public static CommonStarts of(
      List<CandidateKey> candidates,
      RowBlock pool,
      Moments global,
      FitSettings settings,
      Seed root) {
    Map<CandidateKey, Mixture> starts = new HashMap<>();
    Seed seed = SubsetId.POOLED_SAMPLE.seed(root).derive("common start");
    for (CandidateKey key : candidates) {
      int rows = Math.min(pool.rows(), rows(key.components(), pool.dimension()));
      RowBlock first = pool.select(IntStream.range(0, rows).toArray());
      new MixtureFitter(first, global, settings, seed)
          .fit(Families.of(key.type()), key.components(), Optional.empty())
          .filter(FitResult::usable)
          .ifPresent(fit -> starts.put(key, fit.mixture()));
    }
    return new CommonStarts(starts);
  }

  /** How many rows of the sample are fitted at most, for K components in d variables. */
  public static int rows(int k, int dimension) {
    return Math.max(ROWS, ROWS_PER_MEAN * k * (dimension + 1));
  }

  /** The start of a candidate; empty if the sample could not be fitted. */
  public Optional<Mixture> of(CandidateKey candidate) {
    return Optional.ofNullable(starts.get(candidate));
  }
}
