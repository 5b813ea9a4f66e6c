package org.mixreduce.core.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.DensityKernel;
import org.mixreduce.core.family.StatisticsAccumulator;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;

/**
 * One E-step at fixed parameters over as many blocks as are added, a tile of rows at a time: logits
 * log π_k + log f_k(x), posteriors, statistics. Not safe for two threads.
 *
 * <p>Between blocks it holds one model and its statistics; within a block also K columns of a tile
 * and what the family's accumulator needs.
 */
public final class ExpectationStep {

  private final Mixture mixture;
  private final DensityKernel densities;
  private final double[] logWeights;
  private final List<double[]> centres;
  private double weight;
  private double logLikelihood;
  private double classification;
  private MixtureStatistics statistics;

  /** An E-step at this mixture. */
  public ExpectationStep(Mixture mixture) {
    this.mixture = mixture;
    this.densities = mixture.family().densities(mixture.components());
    this.logWeights = mixture.logWeights();
    this.centres = new ArrayList<>(mixture.size());
    for (Component component : mixture.components()) {
      centres.add(component.mean());
    }
  }

  /** The E-step over one block. */
  public static Expectation of(Mixture mixture, RowBlock rows) {
    return of(mixture, new RowTiles(rows));
  }

  /** The E-step over the tiles of one block. */
  public static Expectation of(Mixture mixture, RowTiles tiles) {
    ExpectationStep step = new ExpectationStep(mixture);
    step.add(tiles);
    return step.expectation();
  }

  /**
   * Adds all rows of a block.
   *
   * @return ℓ of these rows alone, in nats
   */
  public double add(RowTiles tiles) {
    if (tiles.block().rows() == 0) {
      return 0;
    }
    double ofBlock = 0;
    StatisticsAccumulator accumulator = mixture.family().accumulator(centres);
    double[][] shares = tiles.columns(mixture.size());
    double[][] scores = tiles.columns(2);
    for (RowTile tile : tiles) {
      densities.logDensities(tile, shares);
      posteriors(tile, shares, scores[0], scores[1]);
      ofBlock += addScores(tile, scores[0], scores[1]);
      weigh(shares, tile, tiles.block().unitWeights());
      accumulator.add(tile, shares);
    }
    weight += tiles.block().totalWeight();
    MixtureStatistics own = new MixtureStatistics(mixture.family(), accumulator.statistics());
    statistics = statistics == null ? own : statistics.plus(own);
    return ofBlock;
  }

  private void posteriors(RowTile tile, double[][] shares, double[] largest, double[] sum) {
    for (int k = 0; k < shares.length; k++) {
      addConstant(shares[k], logWeights[k], tile.paddedRows());
    }
    tile.loops().posteriors(shares, tile.paddedRows(), largest, sum);
    for (int i = 0; i < tile.rows(); i++) {
      if (!(sum[i] >= 1)) {
        outOfReach(shares, i, sum);
      }
    }
  }

  /** A row of density zero: log f = −∞, and the mixture's weights for posteriors. */
  private void outOfReach(double[][] shares, int i, double[] sum) {
    double most = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k][i] = mixture.weight(k);
      most = Math.max(most, mixture.weight(k));
    }
    sum[i] = 1 / most;
  }

  private static void addConstant(double[] values, double constant, int rows) {
    for (int i = 0; i < rows; i++) {
      values[i] += constant;
    }
  }

  private static void weigh(double[][] shares, RowTile tile, boolean unit) {
    for (double[] share : shares) {
      for (int i = 0; i < tile.rows() && !unit; i++) {
        share[i] *= tile.weight(i);
      }
      Arrays.fill(share, tile.rows(), tile.paddedRows(), 0);
    }
  }

  /** Adds log f = largest + log sum, and log max τ = −log sum; returns the sum of the first. */
  private double addScores(RowTile tile, double[] largest, double[] sum) {
    double logs = 0;
    double classes = 0;
    for (int i = 0; i < tile.rows(); i++) {
      double w = tile.weight(i);
      // A row that a bootstrap replicate left out counts nothing, even where its density is zero.
      if (w > 0) {
        double logSum = Math.log(sum[i]);
        logs += w * (largest[i] + logSum);
        classes -= w * logSum;
      }
    }
    logLikelihood += logs;
    classification += classes;
    return logs;
  }

  /** The sums so far. */
  public Expectation expectation() {
    MixtureStatistics sums =
        statistics == null
            ? new MixtureStatistics(
                mixture.family(), mixture.family().accumulator(centres).statistics())
            : statistics;
    return new Expectation(weight, logLikelihood, classification, sums);
  }
}
