package org.mixreduce.core.fit;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.family.DegenerateComponentException;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;

/**
 * The EM algorithm (Dempster, Laird and Rubin 1977) for the penalised likelihood of a mixture of
 * any family. Between reseedings the objective never decreases, but by rounding.
 *
 * <p>It stops when Aitken's extrapolation says that little is left: with the last two gains g' and
 * g, the gains to come add up to about g a / (1 − a), a = g / g' (Böhning et al. 1994,
 * doi:10.1007/BF01720593). A test on the last gain alone would stop slow fits too early.
 */
public final class ExpectationMaximisation {

  private final RowBlock rows;
  private final RowTiles tiles;
  private final Penalty penalty;
  private final EmSettings settings;
  private final List<Reseeding> reseedings = new ArrayList<>();

  private ExpectationMaximisation(RowBlock rows, Penalty penalty, EmSettings settings) {
    this.rows = rows;
    this.tiles = new RowTiles(rows);
    this.penalty = penalty;
    this.settings = settings;
  }

  /** Climbs from a starting point. */
  public static FitResult run(RowBlock rows, Mixture start, Penalty penalty, EmSettings settings) {
    return new ExpectationMaximisation(rows, penalty, settings).climb(start);
  }

  private FitResult climb(Mixture start) {
    Mixture mixture = start;
    AitkenRule rule = new AitkenRule(settings.tolerance() * rows.totalWeight());
    for (int iteration = 0; ; iteration++) {
      Expectation expectation = ExpectationStep.of(mixture, tiles);
      double objective =
          expectation.logLikelihood() + mixture.family().penaltyTerm(mixture.components(), penalty);
      if (!Double.isFinite(objective)) {
        return result(
            mixture,
            expectation,
            objective,
            Termination.DEGENERATE,
            iteration,
            "the log-likelihood is " + objective);
      }
      boolean converged = rule.converged(objective);
      if (converged || iteration == settings.maxIterations()) {
        Termination termination = converged ? Termination.CONVERGED : Termination.ITERATION_LIMIT;
        return result(mixture, expectation, objective, termination, iteration, "");
      }
      try {
        int before = reseedings.size();
        MixtureStatistics statistics = refill(mixture, expectation.statistics(), iteration);
        mixture = statistics.maximise(penalty);
        if (reseedings.size() > before) {
          rule.restart();
        }
      } catch (DegenerateComponentException e) {
        return result(
            mixture, expectation, objective, Termination.DEGENERATE, iteration, e.getMessage());
      }
    }
  }

  private FitResult result(
      Mixture mixture,
      Expectation expectation,
      double objective,
      Termination termination,
      int iterations,
      String message) {
    return new FitResult(
        mixture, expectation, objective, termination, iterations, List.copyOf(reseedings), message);
  }

  /** Gives components that hold less than one row the rows that the mixture serves worst. */
  private MixtureStatistics refill(Mixture mixture, MixtureStatistics statistics, int iteration) {
    double oneRow = rows.totalWeight() / rows.rows();
    MixtureStatistics refilled = statistics;
    double[] weights = statistics.weights();
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] >= oneRow) {
        continue;
      }
      if (reseedings.size() >= weights.length) {
        throw new DegenerateComponentException(
            k, "emptied again after " + reseedings.size() + " reseedings");
      }
      reseedings.add(new Reseeding(iteration, k, weights[k]));
      refilled = WorstServedRows.reseed(rows, mixture, refilled, k);
    }
    return refilled;
  }
}
