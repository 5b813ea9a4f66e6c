package org.mixreduce.core.uncertainty;

import static org.mixreduce.core.family.ReportedParameter.ALL;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ParameterScale;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;

/**
 * What is reported of mixtures of K components in d variables: the K weights, unless K = 1, then
 * what the family reports of its components.
 */
public final class MixtureParameters {

  private final int weights;
  private final List<ReportedParameter> list;

  /** Of all mixtures of a family with K components in d variables. */
  public MixtureParameters(ComponentFamily family, int components, int dimension) {
    this.weights = components > 1 ? components : 0;
    List<ReportedParameter> all = new ArrayList<>();
    for (int k = 0; k < weights; k++) {
      all.add(new ReportedParameter("weight", k, ALL, ALL, ParameterScale.LOGIT));
    }
    all.addAll(family.parameters(components, dimension));
    this.list = List.copyOf(all);
  }

  /** Of mixtures like this one. */
  public static MixtureParameters like(Mixture mixture) {
    return new MixtureParameters(mixture.family(), mixture.size(), mixture.dimension());
  }

  /** The parameters, weights first. */
  public List<ReportedParameter> list() {
    return list;
  }

  /** Their values at a mixture. */
  public double[] values(Mixture mixture) {
    double[] values = new double[list.size()];
    System.arraycopy(mixture.weights(), 0, values, 0, weights);
    double[] own = mixture.family().parameterValues(mixture.components());
    System.arraycopy(own, 0, values, weights, own.length);
    return values;
  }

  /** The values, each on its parameter's {@link ReportedParameter#scale scale}. */
  public double[] scaled(double[] values) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = list.get(i).scale().of(values[i]);
    }
    return scaled;
  }
}
