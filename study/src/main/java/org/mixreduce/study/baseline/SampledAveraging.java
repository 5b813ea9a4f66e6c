package org.mixreduce.study.baseline;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;

/**
 * KL-averaging by sampling (Liu and Ihler 2014, NIPS 27): the mixture nearest to all local ones,
 * min Σ_b KL(f_b ‖ f), by a fit to rows that are drawn from each of them.
 */
public final class SampledAveraging {

  private SampledAveraging() {}

  /**
   * The average; empty if no fit of the drawn rows is sound.
   *
   * @param draws from each local fit
   */
  public static Optional<Mixture> of(List<LocalFit> fits, int draws, FitSettings how, Seed seed) {
    List<Mixture> mixtures = fits.stream().flatMap(fit -> fit.mixture().stream()).toList();
    ComponentFamily family = mixtures.get(0).family();
    RowBlock rows = draw(mixtures, draws, seed.derive("draws").generator());
    return new MixtureFitter(rows, Moments.of(rows), how, seed)
        .fit(family, mixtures.get(0).size(), Optional.empty())
        .filter(FitResult::usable)
        .map(FitResult::mixture);
  }

  private static RowBlock draw(List<Mixture> mixtures, int draws, RandomGenerator random) {
    double[] row = new double[mixtures.get(0).dimension()];
    RowBlockBuilder builder = new RowBlockBuilder(row.length);
    for (Mixture mixture : mixtures) {
      for (int i = 0; i < draws; i++) {
        mixture.draw(random, row);
        builder.add(row, 1);
      }
    }
    return builder.build();
  }
}
