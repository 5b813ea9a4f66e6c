package org.mixreduce.core.uncertainty;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.DensityKernel;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.PosteriorKernel;

/**
 * Adds up {@link ScoreSums} at a mixture. A component's score is a central difference of its log
 * density in each coordinate, so any family has one. The step is {@value #STEP} of the {@linkplain
 * Coordinates#unit unit}: truncation is about its square, relative to a score of size one in that
 * unit, and rounding about an ulp of the log density over the step.
 *
 * <p>Memory: 1.5 ν(ν+1) numbers and, for each parameter that a component has or shares, two
 * components with their factors and two numbers for each of 256 rows.
 */
final class ScoreStep {

  private static final double STEP = 1e-4;

  private final Coordinates coordinates;
  private final PosteriorKernel posteriors;
  private final double[] origin;
  private final List<List<Difference>> differences = new ArrayList<>();

  /** The score of one component in one coordinate, over a tile of rows. */
  private static final class Difference {
    private final int place;
    private final DensityKernel up;
    private final DensityKernel down;
    private final double width;
    private final double[][] above = new double[1][RowTile.ROWS];
    private final double[][] below = new double[1][RowTile.ROWS];

    Difference(int place, DensityKernel up, DensityKernel down, double width) {
      this.place = place;
      this.up = up;
      this.down = down;
      this.width = width;
    }

    void evaluate(RowTile tile) {
      up.logDensities(tile, above);
      down.logDensities(tile, below);
      for (int i = 0; i < tile.rows(); i++) {
        above[0][i] = (above[0][i] - below[0][i]) / width;
      }
    }

    double score(int row) {
      return above[0][row];
    }
  }

  /**
   * Scores at a mixture.
   *
   * @throws EdgeOfFamilyException if it lies so near the edge of its family that a small step
   *     leaves it
   */
  ScoreStep(Mixture mixture) {
    this.coordinates = new Coordinates(mixture);
    this.posteriors = new PosteriorKernel(mixture);
    this.origin = mixture.mean();
    for (int k = 0; k < mixture.size(); k++) {
      differences.add(new ArrayList<>());
    }
    for (int i = 0; i < coordinates.ofFamily(); i++) {
      addDifferences(i);
    }
  }

  private void addDifferences(int i) {
    Mixture mixture = coordinates.origin();
    double step = STEP * coordinates.unit(i);
    List<Component> up = coordinates.moved(new int[] {i}, new double[] {step});
    List<Component> down = coordinates.moved(new int[] {i}, new double[] {-step});
    for (int k = 0; k < mixture.size(); k++) {
      if (coordinates.moves(i, k)) {
        differences
            .get(k)
            .add(
                new Difference(
                    coordinates.weights() + i,
                    mixture.family().densities(List.of(up.get(k))),
                    mixture.family().densities(List.of(down.get(k))),
                    2 * step));
      }
    }
  }

  /** The sums over one block. */
  ScoreSums over(RowBlock rows) {
    Sums sums = new Sums();
    for (int from = 0; from < rows.rows(); from += RowTile.ROWS) {
      int count = Math.min(RowTile.ROWS, rows.rows() - from);
      posteriors.evaluate(rows, from, count);
      RowTile tile = rows.tile(from, count, origin);
      differences.forEach(own -> own.forEach(difference -> difference.evaluate(tile)));
      for (int i = 0; i < count; i++) {
        sums.addRow(i, tile.weight(i));
      }
    }
    return new ScoreSums(
        rows.totalWeight(),
        sums.scores,
        sums.products,
        sums.missing(),
        ExpectationStep.of(coordinates.origin(), rows).statistics());
  }

  /** Over the rows of one block. */
  private final class Sums {
    private final double[] scores = new double[coordinates.size()];
    private final double[] products = new double[PackedCholesky.length(coordinates.size())];

    /** Σ w Σ_k τ_k u_k u_kᵀ. */
    private final double[] complete = new double[products.length];

    void addRow(int row, double weight) {
      double[] score = new double[scores.length];
      for (int k = 0; k < differences.size(); k++) {
        double share = posteriors.posterior(row, k);
        if (share == 0) {
          continue;
        }
        int[] places = places(k);
        double[] own = componentScore(k, row);
        for (int i = 0; i < places.length; i++) {
          score[places[i]] += share * own[i];
        }
        addOuter(complete, weight * share, places, own);
      }
      addOuter(products, weight, score);
      for (int i = 0; i < score.length; i++) {
        scores[i] += weight * score[i];
      }
    }

    double[] missing() {
      double[] missing = new double[products.length];
      for (int i = 0; i < missing.length; i++) {
        missing[i] = complete[i] - products[i];
      }
      return missing;
    }
  }

  /** Where the numbers of {@link #componentScore} stand in ψ, ascending. */
  private int[] places(int k) {
    int weights = coordinates.weights();
    int[] places = new int[weights + differences.get(k).size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i < weights ? i : differences.get(k).get(i - weights).place;
    }
    return places;
  }

  /** u_k: of the weights ∂ log π_k / ∂α_j = [j = k] − π_j, and of the component. */
  private double[] componentScore(int k, int row) {
    int weights = coordinates.weights();
    double[] score = new double[weights + differences.get(k).size()];
    for (int j = 0; j < weights; j++) {
      score[j] = (j == k ? 1 : 0) - coordinates.origin().weight(j);
    }
    for (int i = weights; i < score.length; i++) {
      score[i] = differences.get(k).get(i - weights).score(row);
    }
    return score;
  }

  private static void addOuter(double[] sums, double factor, double[] v) {
    for (int i = 0; i < v.length; i++) {
      double scaled = factor * v[i];
      int at = PackedCholesky.index(i, 0);
      for (int j = 0; j <= i; j++) {
        sums[at + j] += scaled * v[j];
      }
    }
  }

  private static void addOuter(double[] sums, double factor, int[] places, double[] v) {
    for (int i = 0; i < v.length; i++) {
      double scaled = factor * v[i];
      int at = PackedCholesky.index(places[i], 0);
      for (int j = 0; j <= i; j++) {
        sums[at + places[j]] += scaled * v[j];
      }
    }
  }
}
