package org.mixreduce.core.uncertainty;

import org.mixreduce.core.bootstrap.MultinomialWeights;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.EmSettings;
import org.mixreduce.core.fit.ExpectationMaximisation;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.Termination;
import org.mixreduce.core.loops.KernelLoops;
import org.mixreduce.core.model.Mixture;

/**
 * One bag of the bag of little bootstraps (Kleiner, Talwalkar, Sarkar and Jordan 2014,
 * doi:10.1111/rssb.12050): a few rows, drawn from all, that stand for all N. Replicates draw N rows
 * from them with replacement, so a replicate is a sample of the full size that costs a fit of few
 * rows, and its estimate varies as that of all rows does.
 *
 * <p>The bag's own fit starts at the parameters whose uncertainty is asked for, and replicates
 * start at the bag's fit: components keep their numbers, and the spread is around the bag's own
 * centre.
 */
public final class Bag {

  /**
   * Nats that a fit may leave: the estimate is then within √(2 · 0.0001) = 0.014 of its standard
   * error of where it belongs. What is missing is missing towards the start, which all replicates
   * share, so they vary too little: with 0.001 nats by 5 % where components overlap.
   */
  private static final double ENOUGH = 1e-4;

  /**
   * A replicate that ends here counts with the parameters that it has. Where K is not too large
   * none does: of 6,000 replicates of normal and Student components (K = 5, d = 3, N = 1,000 to
   * 50,000, overlaps of 0.05 to 0.2) the longest took 417 iterations. Where seven components are
   * fitted to five normal ones, many do, because the likelihood is flat: at N = 5,000 a sixth, and
   * standard errors come out 7 % smaller than of replicates that all converge, single ones by a
   * factor of up to five; at N = 50,000 two in five, and 14 %. To leave them out instead would make
   * it worse (8 % and 35 %), and four times the limit costs twice the time. No limit makes these
   * numbers mean much, and the {@link Sandwich} says so: it contradicted 16 to 30 of 70 standard
   * errors, or did not exist, in nine data sets of nine.
   */
  private static final int MAX_ITERATIONS = 500;

  /** Replicates are added by so many. */
  private static final int STEP = 10;

  private final RowBlock rows;
  private final double total;
  private final Penalty penalty;
  private final Replication replication;

  /**
   * How many replicates a bag draws.
   *
   * @param least before any look at how settled they are
   * @param most whatever they say
   * @param relativeError of a standard error, averaged over the parameters, at which the bag has
   *     settled
   */
  public record Replication(int least, int most, double relativeError) {

    /** Of a standard error that is averaged over all bags. */
    private static final double TARGET = 0.04;

    /** So that the average of so many bags has a relative error of {@value #TARGET}. */
    public static Replication ofBags(int bags) {
      return new Replication(20, 400, TARGET * Math.sqrt(bags));
    }
  }

  /**
   * A bag.
   *
   * @param rows drawn from all rows, each of which was as likely
   * @param total N, the weight of all rows
   * @param penalty of a fit of all rows
   */
  public Bag(RowBlock rows, double total, Penalty penalty, Replication replication) {
    this.rows = standingFor(rows, total);
    this.total = total;
    this.penalty = penalty;
    this.replication = replication;
  }

  private static RowBlock standingFor(RowBlock rows, double total) {
    double factor = total / rows.totalWeight();
    double[] weights = rows.weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= factor;
    }
    return rows.withWeights(weights);
  }

  /**
   * The spread of the estimator of this mixture's kind around the bag's own centre.
   *
   * @param estimate where the bag's fit starts
   */
  public BagSpread spread(Mixture estimate, Seed seed) {
    MixtureParameters parameters = MixtureParameters.like(estimate);
    FitResult centre = fit(tiles(rows), estimate);
    int size = parameters.list().size();
    ReplicateMoments natural = new ReplicateMoments(size);
    ReplicateMoments scaled = new ReplicateMoments(size);
    int failures = 0;
    if (sound(centre)) {
      MultinomialWeights weights = new MultinomialWeights(rows);
      for (int r = 0; r < replication.most() && !settled(scaled, r); r++) {
        double[] drawn = weights.draw(seed.derive("replicate").derive(r).generator());
        RowTiles replicate = tiles(rows.withWeights(drawn).withoutWeightless());
        FitResult own = fit(replicate, centre.mixture());
        if (sound(own)) {
          double[] values = parameters.values(own.mixture());
          natural.add(values);
          scaled.add(parameters.scaled(values));
        } else {
          failures++;
        }
      }
    } else {
      failures = replication.least();
    }
    return new BagSpread(
        rows.rows(), natural.size(), failures, natural.variances(), scaled.variances());
  }

  /** The loops suit all replicates together, not one of them. */
  private RowTiles tiles(RowBlock block) {
    long all = (long) rows.rows() * replication.least();
    return new RowTiles(block, KernelLoops.forRows((int) Math.min(Integer.MAX_VALUE, all)));
  }

  private boolean settled(ReplicateMoments sample, int drawn) {
    return drawn >= replication.least()
        && drawn % STEP == 0
        && sample.relativeError() <= replication.relativeError();
  }

  private FitResult fit(RowTiles tiles, Mixture start) {
    EmSettings settings = new EmSettings(MAX_ITERATIONS, ENOUGH / total);
    return ExpectationMaximisation.run(tiles, start, penalty, settings);
  }

  /** A fit that moved a component to other rows no longer has the components of its start. */
  private static boolean sound(FitResult fit) {
    return fit.termination() != Termination.DEGENERATE && fit.reseedings().isEmpty();
  }
}
