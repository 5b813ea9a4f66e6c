package org.mixreduce.core.family.gaussian;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.mixreduce.core.family.DegenerateComponentException;
import org.mixreduce.core.linear.PackedCholesky.NotPositiveDefiniteException;

/** Whether the components of a shape share one covariance. */
enum Pooling {
  /** One covariance from the components' scatters together. */
  EQUAL {
    @Override
    List<Covariance> apply(
        List<GaussianStatistics> statistics, Function<GaussianStatistics, Covariance> single) {
      double[] scatter = statistics.get(0).scatter().clone();
      double weight = statistics.get(0).weight();
      for (GaussianStatistics part : statistics.subList(1, statistics.size())) {
        weight += part.weight();
        for (int i = 0; i < scatter.length; i++) {
          scatter[i] += part.scatter()[i];
        }
      }
      GaussianStatistics first = statistics.get(0);
      Covariance shared =
          factor(0, new GaussianStatistics(weight, first.mean(), scatter, first.form()), single);
      return Collections.nCopies(statistics.size(), shared);
    }

    @Override
    int distinct(int components) {
      return 1;
    }
  },
  /** Each component has its own. */
  VARIABLE {
    @Override
    List<Covariance> apply(
        List<GaussianStatistics> statistics, Function<GaussianStatistics, Covariance> single) {
      List<Covariance> covariances = new ArrayList<>(statistics.size());
      for (int k = 0; k < statistics.size(); k++) {
        covariances.add(factor(k, statistics.get(k), single));
      }
      return covariances;
    }

    @Override
    int distinct(int components) {
      return components;
    }
  };

  /** The covariances of all components, given how one comes from its statistics. */
  abstract List<Covariance> apply(
      List<GaussianStatistics> statistics, Function<GaussianStatistics, Covariance> single);

  /** How many different covariances K components have. */
  abstract int distinct(int components);

  private static Covariance factor(
      int component,
      GaussianStatistics statistics,
      Function<GaussianStatistics, Covariance> single) {
    try {
      return single.apply(statistics);
    } catch (NotPositiveDefiniteException e) {
      throw new DegenerateComponentException(
          component, "covariance of " + statistics.weight() + " rows is " + e.getMessage());
    }
  }
}
