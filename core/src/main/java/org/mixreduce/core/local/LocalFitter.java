package org.mixreduce.core.local;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mixreduce.core.bootstrap.Optimism;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.fit.Termination;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

/** The work on one subset: fit a candidate and measure by bootstrap how far it flatters itself. */
public final class LocalFitter {

  private final Moments global;
  private final FitSettings settings;
  private final Seed root;
  private final CommonStarts common;

  /**
   * A fitter for the subsets of a job that share no starting point.
   *
   * @param global the moments of all rows of the job
   * @param root the job's seed
   */
  public LocalFitter(Moments global, FitSettings settings, Seed root) {
    this(global, settings, root, CommonStarts.NONE);
  }

  private LocalFitter(Moments global, FitSettings settings, Seed root, CommonStarts common) {
    this.global = global;
    this.settings = settings;
    this.root = root;
    this.common = common;
  }

  /** A fitter that tries these starting points beside each subset's own. */
  public LocalFitter with(CommonStarts starts) {
    return new LocalFitter(global, settings, root, starts);
  }

  /**
   * Fits one candidate to one subset.
   *
   * @param replicates how many bootstrap replicates this subset contributes
   * @param given a starting point beside the drawn ones and the common one
   */
  public LocalFit fit(
      SubsetId subset,
      RowBlock rows,
      CandidateKey candidate,
      int replicates,
      Optional<Mixture> given) {
    Seed seed = subset.seed(root);
    MixtureFitter fitter = new MixtureFitter(rows, global, settings, seed);
    List<Mixture> starts = Stream.concat(common.of(candidate).stream(), given.stream()).toList();
    Optional<FitResult> best =
        fitter.fit(Families.of(candidate.type()), candidate.components(), starts);
    if (best.isEmpty() || !best.get().usable()) {
      return failed(subset, rows, candidate, best, fitter.work());
    }
    FitResult fit = best.get();
    Optimism optimism =
        Optimism.estimate(rows, fit, fitter.penalty(), replicates, seed.derive("bootstrap"));
    return new LocalFit(
        candidate,
        subset,
        rows.rows(),
        rows.totalWeight(),
        Optional.of(fit.mixture()),
        fit.expectation().logLikelihood(),
        fit.expectation().classification(),
        optimism.mean(),
        optimism.replicates(),
        optimism.resampled(),
        fit.termination(),
        fit.iterations(),
        fit.reseedings().size(),
        fitter.work() + optimism.work(),
        "");
  }

  private static LocalFit failed(
      SubsetId subset, RowBlock rows, CandidateKey candidate, Optional<FitResult> best, long work) {
    String reason = best.map(FitResult::message).orElse("no starting point");
    return new LocalFit(
        candidate,
        subset,
        rows.rows(),
        rows.totalWeight(),
        Optional.empty(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        0,
        new double[0],
        Termination.DEGENERATE,
        best.map(FitResult::iterations).orElse(0),
        best.map(fit -> fit.reseedings().size()).orElse(0),
        work,
        reason + " (subset " + subset + ", " + candidate + ")");
  }
}
