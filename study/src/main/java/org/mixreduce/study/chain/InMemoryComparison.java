package org.mixreduce.study.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.trust.Heterogeneity;
import org.mixreduce.core.trust.LossSpread;
import org.mixreduce.core.trust.SubsetLoss;
import org.mixreduce.core.trust.Thresholds;

/**
 * Each subset's own fit against the model of all rows, as the verdict of {@code fit} compares them.
 *
 * @param heterogeneity of the subsets
 * @param optimism ō of the local fits, in nats, over all replicates; not a number without any
 * @param losses of the subsets in their order; empty where the own fit failed
 */
public record InMemoryComparison(
    Heterogeneity heterogeneity, double optimism, List<Optional<SubsetLoss>> losses) {

  /**
   * Of a certified model.
   *
   * @param total N
   */
  static InMemoryComparison of(
      List<RowTiles> subsets, List<LocalFit> fits, Mixture certified, double total) {
    double optimism = optimism(fits);
    double expected = Double.isNaN(optimism) ? certified.freeParameters() / 2.0 : optimism;
    double[] shared = new double[subsets.size()];
    DoubleStream.Builder lost = DoubleStream.builder();
    for (int b = 0; b < shared.length; b++) {
      shared[b] = new ExpectationStep(certified).add(subsets.get(b));
      if (comparable(fits.get(b), shared[b])) {
        lost.add(2 * (fits.get(b).logLikelihood() - shared[b]));
      }
    }
    LossSpread spread = LossSpread.of(lost.build().toArray());
    Heterogeneity heterogeneity =
        new Heterogeneity(
            expected, total, spread, Thresholds.outlying(2 * expected, shared.length));
    List<Optional<SubsetLoss>> losses = new ArrayList<>();
    for (int b = 0; b < shared.length; b++) {
      LocalFit own = fits.get(b);
      losses.add(
          comparable(own, shared[b])
              ? heterogeneity.add(
                  own.subset().toString(), own.rows(), own.weight(), own.logLikelihood(), shared[b])
              : Optional.empty());
    }
    return new InMemoryComparison(heterogeneity, optimism, losses);
  }

  private static boolean comparable(LocalFit own, double shared) {
    return own.mixture().isPresent() && Double.isFinite(shared);
  }

  private static double optimism(List<LocalFit> fits) {
    long replicates = 0;
    double sum = 0;
    for (LocalFit fit : fits) {
      if (fit.replicates() > 0) {
        replicates += fit.replicates();
        sum += fit.replicates() * fit.optimism();
      }
    }
    return replicates == 0 ? Double.NaN : sum / replicates;
  }
}
