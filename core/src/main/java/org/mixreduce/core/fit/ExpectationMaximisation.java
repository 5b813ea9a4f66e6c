package org.mixreduce.core.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.family.DegenerateComponentException;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;

/**
 * The EM algorithm (Dempster, Laird and Rubin 1977) for the penalised likelihood of a mixture of
 * any family, accelerated by {@link AndersonAcceleration}. A proposal that lowers the objective, or
 * is no mixture, is dropped for EM's own step, so that between reseedings the objective never
 * decreases, but by rounding.
 *
 * <p>It stops when Aitken's extrapolation says that little is left: with the last two gains g' and
 * g, the gains to come add up to about g a / (1 − a), a = g / g' (Böhning et al. 1994,
 * doi:10.1007/BF01720593). A test on the last gain alone would stop slow fits too early. Gains of
 * proposals are less regular than EM's: where the rule ends on one, EM's own step has to gain as
 * little before it holds.
 */
public final class ExpectationMaximisation {

  /**
   * Nats per row: as long as a step gains more, EM chooses its maximum, and nobody should make it
   * jump to another.
   */
  private static final double STILL_CHOOSING = 1e-3;

  private final RowTiles tiles;
  private final Penalty penalty;
  private final EmSettings settings;
  private final AndersonAcceleration acceleration;
  private final AitkenRule rule;
  private final List<Reseeding> reseedings = new ArrayList<>();
  private Point present;
  private double gain = Double.POSITIVE_INFINITY;
  private boolean doubted;
  private int iterations;

  /**
   * A mixture and the E-step at it.
   *
   * @param from the statistics that the mixture maximises; null at the starting point
   * @param proposed whether acceleration led here, and not EM's own step
   */
  private record Point(
      MixtureStatistics from,
      boolean proposed,
      Mixture mixture,
      Expectation expectation,
      double objective) {}

  private ExpectationMaximisation(RowTiles tiles, Penalty penalty, EmSettings settings) {
    this.tiles = tiles;
    this.penalty = penalty;
    this.settings = settings;
    Moments units = penalty.global() == null ? Moments.of(tiles.block()) : penalty.global();
    this.acceleration = new AndersonAcceleration(units);
    this.rule = new AitkenRule(settings.tolerance() * tiles.block().totalWeight());
  }

  /** Climbs from a starting point. */
  public static FitResult run(RowBlock rows, Mixture start, Penalty penalty, EmSettings settings) {
    return run(new RowTiles(rows), start, penalty, settings);
  }

  /** Climbs from a starting point, over rows that are in tiles already. */
  public static FitResult run(RowTiles rows, Mixture start, Penalty penalty, EmSettings settings) {
    return new ExpectationMaximisation(rows, penalty, settings).climb(start);
  }

  private FitResult climb(Mixture start) {
    present = evaluate(null, false, start);
    boolean moved = true;
    while (true) {
      if (!Double.isFinite(present.objective())) {
        return ended(Termination.DEGENERATE, "the log-likelihood is " + present.objective());
      }
      if (moved && converged()) {
        return ended(Termination.CONVERGED, "");
      }
      if (iterations == settings.maxIterations()) {
        return ended(Termination.ITERATION_LIMIT, "");
      }
      try {
        moved = step();
      } catch (DegenerateComponentException e) {
        return ended(Termination.DEGENERATE, e.getMessage());
      }
    }
  }

  private boolean converged() {
    if (doubted) {
      doubted = false;
      if (gain <= rule.tolerance()) {
        return true;
      }
    }
    boolean said = rule.converged(present.objective());
    doubted = said && present.proposed();
    return said && !doubted;
  }

  private Point evaluate(MixtureStatistics from, boolean proposed, Mixture mixture) {
    Expectation expectation = ExpectationStep.of(mixture, tiles);
    double objective =
        expectation.logLikelihood() + mixture.family().penaltyTerm(mixture.components(), penalty);
    return new Point(from, proposed, mixture, expectation, objective);
  }

  /** One iteration; returns whether the present point is another. */
  private boolean step() {
    int before = reseedings.size();
    MixtureStatistics image = refill(present.mixture(), present.expectation().statistics());
    iterations++;
    boolean reseeded = reseedings.size() > before;
    if (reseeded || gain > STILL_CHOOSING * tiles.block().totalWeight()) {
      acceleration.restart();
    } else if (!doubted) {
      Optional<Point> proposal = acceleration.propose(present.from(), image).flatMap(this::sound);
      if (proposal.isPresent()) {
        return tryPoint(proposal.get());
      }
    }
    moveTo(evaluate(image, false, image.maximise(penalty)));
    if (reseeded) {
      // What a reseeding gained or lost says nothing of the climb.
      gain = Double.POSITIVE_INFINITY;
      rule.restart();
    }
    return true;
  }

  /** Moves to a proposal if it is no worse; else EM's own step is next, with nothing to combine. */
  private boolean tryPoint(Point proposal) {
    boolean better = proposal.objective() >= present.objective();
    if (better) {
      moveTo(proposal);
    } else {
      acceleration.restart();
    }
    return better;
  }

  private void moveTo(Point point) {
    gain = point.objective() - present.objective();
    present = point;
  }

  /** The proposal evaluated, if it is a mixture in which each component has a row. */
  private Optional<Point> sound(MixtureStatistics proposal) {
    for (double weight : proposal.weights()) {
      if (!(weight >= oneRow())) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(evaluate(proposal, true, proposal.maximise(penalty)));
    } catch (DegenerateComponentException e) {
      return Optional.empty();
    }
  }

  private FitResult ended(Termination termination, String message) {
    return new FitResult(
        present.mixture(),
        present.expectation(),
        present.objective(),
        termination,
        iterations,
        List.copyOf(reseedings),
        message);
  }

  /** Gives components that hold less than one row the rows that the mixture serves worst. */
  private MixtureStatistics refill(Mixture mixture, MixtureStatistics statistics) {
    MixtureStatistics refilled = statistics;
    double[] weights = statistics.weights();
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] >= oneRow()) {
        continue;
      }
      if (reseedings.size() >= weights.length) {
        throw new DegenerateComponentException(
            k, "emptied again after " + reseedings.size() + " reseedings");
      }
      reseedings.add(new Reseeding(iterations, k, weights[k]));
      refilled = WorstServedRows.reseed(tiles.block(), mixture, refilled, k);
    }
    return refilled;
  }

  /** Weights are frequencies, so one row weighs one; where most weigh less, their average. */
  private double oneRow() {
    return Math.min(1, tiles.block().totalWeight() / tiles.block().rows());
  }
}
