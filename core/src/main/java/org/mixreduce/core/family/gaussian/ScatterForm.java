package org.mixreduce.core.family.gaussian;

import java.util.List;
import org.mixreduce.core.family.StatisticsAccumulator;
import org.mixreduce.core.linear.PackedCholesky;

/** Which products of variables a shape needs: those of each with itself, or of all pairs. */
enum ScatterForm {
  /** d numbers: diagonal and spherical shapes do not pay for full matrices. */
  DIAGONAL {
    @Override
    int length(int dimension) {
      return dimension;
    }

    @Override
    int diagonal(int variable) {
      return variable;
    }

    @Override
    void addOuter(double[] scatter, double factor, double[] delta) {
      for (int j = 0; j < delta.length; j++) {
        scatter[j] += factor * delta[j] * delta[j];
      }
    }

    @Override
    void divideByOuter(double[] scatter, double[] scale) {
      for (int j = 0; j < scale.length; j++) {
        scatter[j] /= scale[j] * scale[j];
      }
    }

    @Override
    StatisticsAccumulator accumulator(List<double[]> centres) {
      return new DiagonalAccumulator(centres);
    }
  },
  /** d(d+1)/2 numbers, the lower triangle by rows. */
  FULL {
    @Override
    int length(int dimension) {
      return PackedCholesky.length(dimension);
    }

    @Override
    int diagonal(int variable) {
      return PackedCholesky.index(variable, variable);
    }

    @Override
    void addOuter(double[] scatter, double factor, double[] delta) {
      int at = 0;
      for (int j = 0; j < delta.length; j++) {
        for (int l = 0; l <= j; l++) {
          scatter[at++] += factor * delta[j] * delta[l];
        }
      }
    }

    @Override
    void divideByOuter(double[] scatter, double[] scale) {
      int at = 0;
      for (int j = 0; j < scale.length; j++) {
        for (int l = 0; l <= j; l++) {
          scatter[at++] /= scale[j] * scale[l];
        }
      }
    }

    @Override
    StatisticsAccumulator accumulator(List<double[]> centres) {
      return new FullAccumulator(centres);
    }
  };

  /** How many numbers a scatter matrix takes in d variables. */
  abstract int length(int dimension);

  /** Where the square of a variable stands. */
  abstract int diagonal(int variable);

  /** Adds factor · δ δᵀ to a scatter. */
  abstract void addOuter(double[] scatter, double factor, double[] delta);

  /** Divides each product of two variables by the product of their scales. */
  abstract void divideByOuter(double[] scatter, double[] scale);

  /** Empty sums of rows around one centre a component. */
  abstract StatisticsAccumulator accumulator(List<double[]> centres);

  /** A packed full matrix in this form. */
  double[] ofPacked(double[] packed, int dimension) {
    if (this == FULL) {
      return packed.clone();
    }
    double[] diagonal = new double[dimension];
    for (int j = 0; j < dimension; j++) {
      diagonal[j] = packed[PackedCholesky.index(j, j)];
    }
    return diagonal;
  }
}
