package org.mixreduce.study.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.Bag;
import org.mixreduce.core.uncertainty.BagPlan;
import org.mixreduce.core.uncertainty.MixtureParameters;
import org.mixreduce.core.uncertainty.Sandwich;
import org.mixreduce.core.uncertainty.ScoreSums;
import org.mixreduce.core.uncertainty.StandardErrors;
import org.mixreduce.core.uncertainty.Uncertainty;

/**
 * The standard errors that {@code fit} finds by jobs, on rows in memory: bags of rows by their
 * hashes, replicates on each, waves of bags until the average has settled, the sandwich beside it.
 */
final class InMemoryStandardErrors {

  /** As the job does: a relative error of this is settled. */
  private static final double SETTLED = 0.06;

  /** Rows of all bags of a wave that the sandwich sees. */
  private static final int SCORE_ROWS = 20_000;

  /** Rows of a bag at most, the default of {@code fit}. */
  private static final int BAG_ROWS = 50_000;

  private final List<RowBlock> subsets;
  private final String path;
  private final Seed seed;
  private final Penalty penalty;
  private final double total;

  /**
   * Standard errors over these rows.
   *
   * @param path what the rows' file is called
   * @param penalty of a fit of all rows
   * @param total N
   */
  InMemoryStandardErrors(
      List<RowBlock> subsets, String path, Seed seed, Penalty penalty, double total) {
    this.subsets = subsets;
    this.path = path;
    this.seed = seed;
    this.penalty = penalty;
    this.total = total;
  }

  /** The uncertainty of a mixture; empty if no bag gave a sound fit. */
  Optional<Uncertainty> of(Mixture estimate) {
    long rows = subsets.stream().mapToLong(RowBlock::rows).sum();
    BagPlan plan = BagPlan.of(rows, estimate, BAG_ROWS);
    StandardErrors errors = new StandardErrors(MixtureParameters.like(estimate).list().size());
    ScoreSums scores = null;
    List<RowBlock> bags = bags(plan);
    for (int from = 0; from < plan.bags() && !settled(errors, from); from += BagPlan.WAVE) {
      int to = Math.min(from + BagPlan.WAVE, plan.bags());
      int scoreRows = Math.max(1, SCORE_ROWS / (to - from));
      for (int number = from; number < to; number++) {
        Bag bag = new Bag(bags.get(number), total, penalty, Bag.Replication.ofBags(plan.wave()));
        errors.add(bag.spread(estimate, seed.derive("bag").derive(number)));
        Optional<ScoreSums> own = Sandwich.sums(estimate, bags.get(number), scoreRows);
        if (own.isPresent()) {
          scores = scores == null ? own.get() : scores.plus(own.get());
        }
      }
    }
    if (errors.bags() == 0) {
      return Optional.empty();
    }
    Optional<double[]> sandwich =
        scores == null
            ? Optional.empty()
            : Sandwich.scaledStandardErrors(estimate, scores, total, penalty);
    return Optional.of(Uncertainty.of(estimate, errors, sandwich));
  }

  private static boolean settled(StandardErrors errors, int bags) {
    return bags > 0 && errors.relativeError() <= SETTLED;
  }

  private List<RowBlock> bags(BagPlan plan) {
    List<RowBlockBuilder> builders = new ArrayList<>();
    for (int bag = 0; bag < plan.bags(); bag++) {
      builders.add(new RowBlockBuilder(subsets.get(0).dimension()));
    }
    Seed rowSeed = seed.derive("bags").derive(path).derive(0);
    long row = 0;
    for (RowBlock block : subsets) {
      for (int i = 0; i < block.rows(); i++) {
        int bag = plan.bag(rowSeed.derive(row++).value());
        if (bag >= 0) {
          builders.get(bag).add(block.row(i), block.weights()[i]);
        }
      }
    }
    return builders.stream().map(RowBlockBuilder::build).toList();
  }
}
