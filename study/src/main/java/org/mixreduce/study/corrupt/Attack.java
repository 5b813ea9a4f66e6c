package org.mixreduce.study.corrupt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.model.Mixture;

/**
 * What a corrupt subset sends in place of its local fit, after Zhang, Tan and Chen (2026, JRSS-B,
 * doi:10.1093/jrsssb/qkag065). Components are Gaussian with full covariances.
 */
public enum Attack {
  /** Every mean is replaced by a draw of N(0, 100² I). */
  MEANS {
    @Override
    Component attack(ComponentFamily family, Component component, RandomGenerator random) {
      double[] mean = new double[component.dimension()];
      for (int j = 0; j < mean.length; j++) {
        mean[j] = 100 * random.nextGaussian();
      }
      double[] covariance = NamedArray.find(family.write(component), "covariance");
      return component(family, mean, covariance);
    }
  },

  /** To every covariance A Aᵀ is added, A: d × d standard normal, drawn for each component. */
  COVARIANCES {
    @Override
    Component attack(ComponentFamily family, Component component, RandomGenerator random) {
      int d = component.dimension();
      double[][] a = new double[d][d];
      for (double[] row : a) {
        for (int j = 0; j < d; j++) {
          row[j] = random.nextGaussian();
        }
      }
      double[] covariance = NamedArray.find(family.write(component), "covariance").clone();
      for (int i = 0; i < d; i++) {
        for (int j = 0; j <= i; j++) {
          for (int l = 0; l < d; l++) {
            covariance[PackedCholesky.index(i, j)] += a[i][l] * a[j][l];
          }
        }
      }
      return component(family, component.mean(), covariance);
    }
  },

  /** Weights are replaced by a draw of Dirichlet(a), each a_k one of 10 to 19. */
  WEIGHTS {
    @Override
    double[] weights(int components, double[] own, RandomGenerator random) {
      double[] weights = new double[components];
      double sum = 0;
      for (int k = 0; k < components; k++) {
        double shape = 10 + random.nextInt(10);
        weights[k] = new GammaDistribution(random, shape, 1).sample();
        sum += weights[k];
      }
      for (int k = 0; k < components; k++) {
        weights[k] /= sum;
      }
      return weights;
    }
  };

  /** The mixture that is sent. */
  public Mixture on(Mixture honest, RandomGenerator random) {
    List<Component> components = new ArrayList<>();
    for (Component component : honest.components()) {
      components.add(attack(honest.family(), component, random));
    }
    double[] weights = weights(honest.size(), honest.weights(), random);
    return Mixture.of(honest.family(), weights, components);
  }

  Component attack(ComponentFamily family, Component component, RandomGenerator random) {
    return component;
  }

  double[] weights(int components, double[] own, RandomGenerator random) {
    return own;
  }

  private static Component component(ComponentFamily family, double[] mean, double[] covariance) {
    return family.read(
        List.of(new NamedArray("mean", mean), new NamedArray("covariance", covariance)));
  }

  /** The name in tables: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
