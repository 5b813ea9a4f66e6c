package org.mixreduce.core.family.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.family.DegenerateComponentException;
import org.mixreduce.core.family.DensityKernel;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.family.StatisticsAccumulator;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.linear.PackedCholesky.NotPositiveDefiniteException;

/** Gaussian components N(μ_k, Σ_k) under one covariance shape. */
final class GaussianFamily implements ComponentFamily {

  /**
   * A variance that is this share of the variable's variance over all rows, a standard deviation of
   * 1e-8 of theirs, is what rounding leaves of none.
   */
  private static final double NO_VARIANCE = 1e-16;

  private final CovarianceShape shape;

  GaussianFamily(CovarianceShape shape) {
    this.shape = shape;
  }

  @Override
  public ModelType type() {
    return new ModelType(GaussianProvider.FAMILY, shape.name());
  }

  @Override
  public ComponentFamily general() {
    return shape == GaussianProvider.GENERAL ? this : new GaussianFamily(GaussianProvider.GENERAL);
  }

  @Override
  public Component inGeneral(Component component) {
    GaussianComponent gaussian = (GaussianComponent) component;
    int d = gaussian.dimension();
    double[] packed = new double[ScatterForm.FULL.length(d)];
    for (int j = 0; j < d; j++) {
      for (int l = 0; l <= j; l++) {
        packed[PackedCholesky.index(j, l)] = gaussian.covariance(j, l);
      }
    }
    return new GaussianComponent(gaussian.mean(), Covariance.of(ScatterForm.FULL, packed, d));
  }

  @Override
  public long freeParameters(int components, int dimension) {
    return (long) components * dimension + shape.freeParameters(components, dimension);
  }

  @Override
  public int statisticsLength(int dimension) {
    return 1 + dimension + shape.form().length(dimension);
  }

  @Override
  public DensityKernel densities(List<Component> components) {
    List<GaussianComponent> gaussians = gaussians(components);
    return shape.form() == ScatterForm.FULL
        ? new FullDensityKernel(gaussians)
        : new DiagonalDensityKernel(gaussians);
  }

  @Override
  public StatisticsAccumulator accumulator(List<double[]> centres) {
    return shape.form().accumulator(centres);
  }

  @Override
  public ComponentStatistics expectedStatistics(Component component, double weight) {
    GaussianComponent gaussian = (GaussianComponent) component;
    double[] scatter = gaussian.covariance().values().clone();
    for (int i = 0; i < scatter.length; i++) {
      scatter[i] *= weight;
    }
    return new GaussianStatistics(weight, gaussian.mean(), scatter, shape.form());
  }

  /**
   * {@inheritDoc}
   *
   * <p>The penalty is worth 2λ rows of scatter 2λ S in each component: maximising the penalised
   * likelihood over a shape is maximising the plain one with these added, whatever the shape.
   */
  @Override
  public List<Component> maximise(List<ComponentStatistics> statistics, Penalty penalty) {
    List<GaussianStatistics> augmented = new ArrayList<>(statistics.size());
    for (int k = 0; k < statistics.size(); k++) {
      GaussianStatistics own = (GaussianStatistics) statistics.get(k);
      if (!(own.weight() > 0)) {
        throw new DegenerateComponentException(k, "no rows");
      }
      augmented.add(augment(own, penalty));
    }
    List<Covariance> covariances = shape.maximise(augmented);
    List<Component> components = new ArrayList<>(statistics.size());
    for (int k = 0; k < statistics.size(); k++) {
      checkSpread(k, covariances.get(k), penalty.global());
      components.add(new GaussianComponent(augmented.get(k).mean(), covariances.get(k)));
    }
    return components;
  }

  private GaussianStatistics augment(GaussianStatistics own, Penalty penalty) {
    if (penalty.lambda() == 0) {
      return own;
    }
    double rows = 2 * penalty.lambda();
    double[] scatter = own.scatter().clone();
    double[] global = shape.form().ofPacked(penalty.global().covariance(), own.mean().length);
    for (int i = 0; i < scatter.length; i++) {
      scatter[i] += rows * global[i];
    }
    return new GaussianStatistics(own.weight() + rows, own.mean(), scatter, own.form());
  }

  private static void checkSpread(int component, Covariance covariance, Moments global) {
    if (global == null) {
      return;
    }
    for (int j = 0; j < covariance.dimension(); j++) {
      double variance = covariance.values()[covariance.form().diagonal(j)];
      if (variance <= NO_VARIANCE * global.covariance(j, j)) {
        throw new DegenerateComponentException(
            component, "variable " + (j + 1) + " has variance " + variance);
      }
    }
  }

  @Override
  public double penaltyTerm(List<Component> components, Penalty penalty) {
    if (penalty.lambda() == 0) {
      return 0;
    }
    int d = components.get(0).dimension();
    double[] values = shape.form().ofPacked(penalty.global().covariance(), d);
    Covariance global = Covariance.of(shape.form(), values, d);
    double sum = 0;
    for (GaussianComponent component : gaussians(components)) {
      Covariance covariance = component.covariance();
      sum += covariance.traceOfInverseTimes(global) + covariance.logDeterminant();
    }
    return -penalty.lambda() * sum;
  }

  /**
   * {@inheritDoc}
   *
   * <p>½ [(μ_q − μ_p)ᵀ Σ_q⁻¹ (μ_q − μ_p) + tr(Σ_q⁻¹ Σ_p) − d − log |Σ_q⁻¹ Σ_p|], the last three
   * together and not less than zero, which rounding could make them where the two are nearly equal.
   */
  @Override
  public double divergence(Component from, Component to) {
    return divergence(from, to, Double.POSITIVE_INFINITY);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Both parts are sums of squares, O(d²) terms of the means' distance and O(d³) of Stein's
   * loss, and none is added once the sum has reached the limit. Components that lie apart by some
   * standard deviations are so told from each other by the first few.
   */
  @Override
  public double divergence(Component from, Component to, double limit) {
    GaussianComponent p = (GaussianComponent) from;
    GaussianComponent q = (GaussianComponent) to;
    double distance = q.covariance().squaredDistance(p.meanShared(), q.meanShared(), 2 * limit);
    return distance >= 2 * limit
        ? distance / 2
        : q.covariance().addSteinLoss(p.covariance(), distance, 2 * limit) / 2;
  }

  /**
   * {@inheritDoc}
   *
   * <p>½ [(n + l) log |Σ_m| − n log |Σ_a| − l log |Σ_b|] (Runnalls 2007,
   * doi:10.1109/TAES.2007.4383588, equation 21). It holds under every shape, because each is a
   * cone: where Σ_m maximises over its multiples too, the traces and distances of both divergences
   * add up to (n + l) d. The error is a few ulp of the three terms.
   */
  @Override
  public double mergerCost(Component a, double n, Component b, double l) {
    double merged = logDeterminant(barycentre(a, n, b, l));
    // Differences first: scales of all variables, which are in all three, cancel.
    double twice = n * (merged - logDeterminant(a)) + l * (merged - logDeterminant(b));
    return Math.max(0, twice / 2);
  }

  private static double logDeterminant(Component component) {
    return ((GaussianComponent) component).covariance().logDeterminant();
  }

  @Override
  public void draw(Component component, RandomGenerator random, double[] out) {
    GaussianComponent gaussian = (GaussianComponent) component;
    double[] z = new double[out.length];
    for (int j = 0; j < z.length; j++) {
      z[j] = random.nextGaussian();
    }
    gaussian.covariance().colour(z, out);
    for (int j = 0; j < out.length; j++) {
      out[j] += gaussian.meanShared()[j];
    }
  }

  @Override
  public List<ReportedParameter> parameters(int components, int dimension) {
    return new GaussianParameters(shape, components, dimension).list();
  }

  @Override
  public double[] parameterValues(List<Component> components) {
    int dimension = components.get(0).dimension();
    return new GaussianParameters(shape, components.size(), dimension).values(components);
  }

  @Override
  public List<Component> ofParameterValues(double[] values, int components, int dimension) {
    try {
      return new GaussianParameters(shape, components, dimension).components(values);
    } catch (NotPositiveDefiniteException e) {
      throw new IllegalArgumentException("covariance is " + e.getMessage(), e);
    }
  }

  @Override
  public List<NamedArray> write(Component component) {
    GaussianComponent gaussian = (GaussianComponent) component;
    return List.of(
        new NamedArray("mean", gaussian.mean()),
        new NamedArray("covariance", gaussian.covariance().values().clone()));
  }

  @Override
  public Component read(List<NamedArray> parameters) {
    double[] mean = NamedArray.find(parameters, "mean").clone();
    requireFinite("mean", mean);
    int length = shape.form().length(mean.length);
    double[] values = NamedArray.find(parameters, "covariance", length).clone();
    requireFinite("covariance", values);
    try {
      return new GaussianComponent(mean, Covariance.of(shape.form(), values, mean.length));
    } catch (NotPositiveDefiniteException e) {
      throw new IllegalArgumentException("covariance is " + e.getMessage(), e);
    }
  }

  @Override
  public List<NamedArray> write(ComponentStatistics statistics) {
    GaussianStatistics gaussian = (GaussianStatistics) statistics;
    return List.of(
        new NamedArray("weight", new double[] {gaussian.weight()}),
        new NamedArray("mean", gaussian.mean()),
        new NamedArray("scatter", gaussian.scatter()));
  }

  @Override
  public ComponentStatistics readStatistics(List<NamedArray> statistics) {
    double weight = NamedArray.find(statistics, "weight", 1)[0];
    double[] mean = NamedArray.find(statistics, "mean");
    int length = shape.form().length(mean.length);
    double[] scatter = NamedArray.find(statistics, "scatter", length);
    return new GaussianStatistics(weight, mean, scatter, shape.form());
  }

  private static void requireFinite(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(name + " value " + (i + 1) + " is " + values[i]);
      }
    }
  }

  private static List<GaussianComponent> gaussians(List<Component> components) {
    List<GaussianComponent> gaussians = new ArrayList<>(components.size());
    for (Component component : components) {
      gaussians.add((GaussianComponent) component);
    }
    return gaussians;
  }
}
