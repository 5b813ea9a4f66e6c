package org.mixreduce.study.chain;

import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.gaussian.GaussianProvider;
import org.mixreduce.core.fit.FitSettings;

/**
 * What {@code fit} is told by its options, by their names there.
 *
 * @param type family and shape
 * @param fit how subsets and the pooled sample are fitted ({@code --starts}, {@code --penalty})
 * @param replicates bootstrap replicates of a candidate, spread over all subsets
 * @param updates exact updates at most ({@code --refine})
 * @param tolerance nats per row: an update that gains less is the last ({@code --refine-tolerance})
 * @param seed of everything random
 */
public record ChainSettings(
    ModelType type, FitSettings fit, int replicates, int updates, double tolerance, Seed seed) {

  /** What {@code fit} does unless told otherwise. */
  public static final ChainSettings DEFAULTS =
      new ChainSettings(
          new ModelType(GaussianProvider.FAMILY, "VVV"),
          FitSettings.DEFAULTS,
          20,
          5,
          1e-7,
          new Seed(1));

  /** With another seed. */
  public ChainSettings withSeed(Seed other) {
    return new ChainSettings(type, fit, replicates, updates, tolerance, other);
  }

  /** With another number of bootstrap replicates. */
  public ChainSettings withReplicates(int other) {
    return new ChainSettings(type, fit, other, updates, tolerance, seed);
  }
}
