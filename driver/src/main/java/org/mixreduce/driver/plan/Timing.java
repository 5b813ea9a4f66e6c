package org.mixreduce.driver.plan;

import java.util.List;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.local.CommonStarts;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.uncertainty.BagPlan;
import org.mixreduce.driver.chain.FitRequest;

/**
 * How long jobs take: what was measured on the sample, by one core, times the work there is,
 * divided by the tasks side by side. All in seconds.
 */
final class Timing {

  /** Iterations of a replicate, which starts at the fit. */
  private static final double REPLICATE_ITERATIONS = 12;

  /** The same, to a hundredth of a standard error of all rows, where components are apart. */
  static final double QUICK_BAG_ITERATIONS = 10;

  /** The same where they overlap. */
  static final double SLOW_BAG_ITERATIONS = 40;

  /** Replicates that settle a bag of a whole wave, and one that is alone. */
  private static final double WAVE_REPLICATES = 40;

  private static final double ALONE_REPLICATES = 300;

  /** Runs of a pooled sample to the end: three finalists, and the climb from the reduction. */
  private static final double POOL_RUNS = 4;

  /** Random rows whose densities under two mixtures say how far local fits are from three. */
  private static final double DIVERGENCE_ROWS = 3 * 2 * 200_000.0;

  private final FitRequest request;
  private final RowLayout layout;
  private final Division rows;
  private final double readSeconds;
  private final Pilot pilot;
  private final Containers containers;

  Timing(
      FitRequest request,
      RowLayout layout,
      Division rows,
      double readSeconds,
      Pilot pilot,
      Containers containers) {
    this.request = request;
    this.layout = layout;
    this.rows = rows;
    this.readSeconds = readSeconds;
    this.pilot = pilot;
    this.containers = containers;
  }

  int dimension() {
    return layout.dimension();
  }

  /** A scan that only reads. */
  double reading() {
    return maps(readSeconds);
  }

  private double maps(double seconds) {
    return Containers.wall(seconds, rows.splits(), containers.maps());
  }

  /** A round. */
  double round(List<CandidateKey> keys) {
    double mapSeconds = readSeconds;
    double reduceSeconds = 0;
    double slowest = 0;
    for (CandidateKey key : keys) {
      mapSeconds += localFits(key);
      double reduce = aggregation(key);
      reduceSeconds += reduce;
      slowest = Math.max(slowest, reduce);
    }
    double reduces = Math.max(slowest, reduceSeconds / containers.reduces());
    return maps(mapSeconds) + reduces;
  }

  private double localFits(CandidateKey key) {
    double work = 0;
    for (long subset : rows.subsets()) {
      work += fit(key, subset, 1);
    }
    if (request.local().poolRows() > 0) {
      long common =
          Math.min(
              CommonStarts.rows(key.components(), layout.dimension()), request.local().poolRows());
      work += rows.splits() * fit(key, Math.min(common, Math.round(rows.rows())), 1);
    }
    double mean = rows.rows() / Math.max(1, rows.subsets().size());
    work += request.local().replicates() * REPLICATE_ITERATIONS * mean;
    return work * key.components() * pilot.secondsPerWork(key);
  }

  /** Row densities a component of a fit of so many rows. */
  private double fit(CandidateKey key, double subset, double finals) {
    Pilot.Cost cost = pilot.cost(key);
    return cost.shortRuns() + finals * cost.iterations() * subset;
  }

  private double aggregation(CandidateKey key) {
    double pool = Math.min(request.local().poolRows(), rows.rows());
    double work = pool == 0 ? 0 : fit(key, pool, POOL_RUNS);
    return (work + DIVERGENCE_ROWS) * key.components() * pilot.secondsPerWork(key);
  }

  /** A scan that evaluates so many mixtures of each candidate. */
  double scan(List<CandidateKey> keys, int mixtures) {
    double seconds = readSeconds;
    for (CandidateKey key : keys) {
      seconds += mixtures * rows.rows() * key.components() * pilot.secondsPerWork(key);
    }
    return maps(seconds);
  }

  /** A wave of bags of one model. */
  double wave(CandidateKey key, BagPlan plan, double iterations) {
    double replicates = plan.bags() == 1 ? ALONE_REPLICATES : WAVE_REPLICATES;
    double bag = plan.share() * rows.rows();
    double seconds = replicates * iterations * bag * key.components() * pilot.secondsPerWork(key);
    return reading() + Containers.wall(seconds * plan.wave(), plan.wave(), containers.reduces());
  }
}
