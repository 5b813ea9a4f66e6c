package org.mixreduce.core.fit;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.StatisticsAccumulator;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;
import org.mixreduce.core.model.PosteriorKernel;

/** One E-step at fixed parameters over as many blocks as are added. Not safe for two threads. */
public final class ExpectationStep {

  private final Mixture mixture;
  private final PosteriorKernel posteriors;
  private final StatisticsAccumulator accumulator;
  private double weight;
  private double logLikelihood;
  private double classification;

  /** An E-step at this mixture. */
  public ExpectationStep(Mixture mixture) {
    this.mixture = mixture;
    this.posteriors = new PosteriorKernel(mixture);
    List<double[]> centres = new ArrayList<>(mixture.size());
    for (Component component : mixture.components()) {
      centres.add(component.mean());
    }
    this.accumulator = mixture.family().accumulator(centres);
  }

  /** The E-step over one block. */
  public static Expectation of(Mixture mixture, RowBlock rows) {
    ExpectationStep step = new ExpectationStep(mixture);
    step.add(rows);
    return step.expectation();
  }

  /** Adds all rows of a block. */
  public void add(RowBlock rows) {
    for (int from = 0; from < rows.rows(); from += PosteriorKernel.TILE) {
      addTile(rows, from, Math.min(PosteriorKernel.TILE, rows.rows() - from));
    }
  }

  private void addTile(RowBlock rows, int from, int count) {
    posteriors.evaluate(rows, from, count);
    double[] weights = rows.weights();
    double logSum = 0;
    double classSum = 0;
    double weightSum = 0;
    for (int i = 0; i < count; i++) {
      double w = weights[from + i];
      // A row that a bootstrap replicate left out counts nothing, even where its density is zero.
      if (w > 0) {
        weightSum += w;
        logSum += w * posteriors.logDensity(i);
        classSum += w * Math.log(posteriors.largestPosterior(i));
      }
    }
    weight += weightSum;
    logLikelihood += logSum;
    classification += classSum;
    weighPosteriors(weights, from, count);
    accumulator.add(rows, from, count, posteriors.posteriors(), PosteriorKernel.TILE);
  }

  private void weighPosteriors(double[] weights, int from, int count) {
    double[] shares = posteriors.posteriors();
    for (int k = 0; k < mixture.size(); k++) {
      int at = k * PosteriorKernel.TILE;
      for (int i = 0; i < count; i++) {
        shares[at + i] *= weights[from + i];
      }
    }
  }

  /** The sums so far. */
  public Expectation expectation() {
    return new Expectation(
        weight,
        logLikelihood,
        classification,
        new MixtureStatistics(mixture.family(), accumulator.statistics()));
  }
}
