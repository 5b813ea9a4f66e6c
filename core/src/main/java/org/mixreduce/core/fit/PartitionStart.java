package org.mixreduce.core.fit;

import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.linear.PackedCholesky.NotPositiveDefiniteException;
import org.mixreduce.core.model.Mixture;

/**
 * Starting points from a partition of the rows: k-means++ seeds, a few of Lloyd's iterations, then
 * the mixture that maximises under the hard assignment.
 */
final class PartitionStart {

  private static final int LLOYD_ITERATIONS = 10;

  private final RowBlock rows;
  private final double[][] points;

  /**
   * Prepares rows, scaled by the spread of all rows of the job.
   *
   * @param global the moments of all rows
   */
  PartitionStart(RowBlock rows, Moments global, StartScale scale) {
    this.rows = rows;
    this.points = scaled(rows, global, scale);
  }

  private static double[][] scaled(RowBlock rows, Moments global, StartScale scale) {
    double[] mean = global.mean();
    PackedCholesky cholesky = transform(global, scale);
    double[][] points = new double[rows.rows()][];
    for (int i = 0; i < points.length; i++) {
      double[] point = rows.row(i);
      for (int j = 0; j < point.length; j++) {
        point[j] -= mean[j];
      }
      cholesky.solveLower(point);
      points[i] = point;
    }
    return points;
  }

  private static PackedCholesky transform(Moments global, StartScale scale) {
    double[] covariance = global.covariance();
    int d = global.dimension();
    if (scale == StartScale.SPHERED) {
      try {
        return PackedCholesky.of(covariance, d, 1e-10);
      } catch (NotPositiveDefiniteException e) {
        // Collinear variables have no sphere: their standard deviations still serve.
        return transform(global, StartScale.STANDARDISED);
      }
    }
    double[] diagonal = new double[covariance.length];
    for (int j = 0; j < d; j++) {
      int at = PackedCholesky.index(j, j);
      diagonal[at] = covariance[at] > 0 ? covariance[at] : 1;
    }
    return PackedCholesky.of(diagonal, d, 0);
  }

  /**
   * A mixture of K components.
   *
   * @throws org.mixreduce.core.family.DegenerateComponentException if a part is too small for its
   *     component, which a penalty prevents
   */
  Mixture draw(ComponentFamily family, int k, Penalty penalty, RandomGenerator random) {
    int[] assignment = partition(k, random);
    return HardAssignment.statistics(family, rows, assignment, k).maximise(penalty);
  }

  private int[] partition(int k, RandomGenerator random) {
    int[] seeds =
        DistanceSeeding.choose(
            k, rows.weights(), (i, j) -> squaredDistance(points[i], points[j]), random);
    double[][] centres = new double[k][];
    for (int c = 0; c < k; c++) {
      centres[c] = points[seeds[c]].clone();
    }
    int[] assignment = new int[points.length];
    Arrays.fill(assignment, -1);
    for (int iteration = 0; iteration < LLOYD_ITERATIONS; iteration++) {
      if (!assign(centres, assignment)) {
        break;
      }
      moveCentres(centres, assignment);
    }
    return assignment;
  }

  private boolean assign(double[][] centres, int[] assignment) {
    boolean changed = false;
    for (int i = 0; i < points.length; i++) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < centres.length; c++) {
        double distance = squaredDistance(points[i], centres[c]);
        if (distance < least) {
          least = distance;
          best = c;
        }
      }
      changed |= assignment[i] != best;
      assignment[i] = best;
    }
    return changed;
  }

  private void moveCentres(double[][] centres, int[] assignment) {
    double[][] sums = new double[centres.length][rows.dimension()];
    double[] weights = new double[centres.length];
    for (int i = 0; i < points.length; i++) {
      double w = rows.weights()[i];
      weights[assignment[i]] += w;
      for (int j = 0; j < points[i].length; j++) {
        sums[assignment[i]][j] += w * points[i][j];
      }
    }
    for (int c = 0; c < centres.length; c++) {
      if (weights[c] > 0) {
        for (int j = 0; j < sums[c].length; j++) {
          centres[c][j] = sums[c][j] / weights[c];
        }
      }
    }
  }

  private static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double delta = a[j] - b[j];
      sum += delta * delta;
    }
    return sum;
  }
}
