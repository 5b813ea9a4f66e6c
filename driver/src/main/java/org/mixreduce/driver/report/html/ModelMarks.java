package org.mixreduce.driver.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.driver.report.Json;

/**
 * A model as the page shows it: weights, means and standard deviations of the variables listed,
 * with intervals where there are any, and covariances of the variables drawn.
 */
final class ModelMarks {

  private static final String WEIGHT = "weight";
  private static final String MEAN = "mean";
  private static final String DEVIATION = "standard_deviation";

  private final Mixture mixture;
  private final Map<Place, ParameterEstimate> estimates = new HashMap<>();

  /** Where a parameter belongs; {@link ReportedParameter#ALL} where it is shared. */
  private record Place(String name, int component, int variable) {}

  ModelMarks(Mixture mixture, Optional<Uncertainty> uncertainty) {
    this.mixture = mixture;
    uncertainty.stream()
        .flatMap(errors -> errors.estimates().stream())
        .forEach(
            estimate -> {
              ReportedParameter p = estimate.parameter();
              estimates.put(new Place(p.name(), p.component(), p.variable()), estimate);
            });
  }

  ObjectNode json(
      ModelRecord record, TellingVariables telling, List<Integer> listed, List<Integer> drawn) {
    List<String> names = record.getLayout().getFeatureNames();
    ObjectNode json = Json.object();
    json.put("family", record.getMixture().getFamily());
    json.put("shape", record.getMixture().getShape());
    json.put("k", mixture.size());
    json.put("dimension", mixture.dimension());
    json.put("parameters", mixture.freeParameters());
    json.put("rows", record.getWeight());
    Json.put(json, "log_likelihood", record.getLogLikelihood());
    json.put("origin", record.getOrigin());
    json.put("updates", record.getUpdates());
    json.put("intervals", !estimates.isEmpty());
    ArrayNode variables = json.putArray("variables");
    for (int j : listed) {
      ObjectNode variable = variables.addObject();
      variable.put("name", names.get(j));
      variable.put("share", telling.share(j));
    }
    ArrayNode shown = json.putArray("drawn");
    drawn.forEach(j -> shown.add(listed.indexOf(j)));
    ArrayNode components = json.putArray("components");
    for (int k = 0; k < mixture.size(); k++) {
      component(components.addObject(), k, listed, drawn);
    }
    return json;
  }

  private void component(ObjectNode json, int k, List<Integer> listed, List<Integer> drawn) {
    Component component = mixture.component(k);
    json.set(WEIGHT, value(WEIGHT, k, ReportedParameter.ALL, mixture.weight(k)));
    double[] mean = component.mean();
    double[] deviation = component.standardDeviations();
    ArrayNode means = json.putArray("means");
    ArrayNode deviations = json.putArray("deviations");
    for (int j : listed) {
      means.add(value(MEAN, k, j, mean[j]));
      deviations.add(value(DEVIATION, k, j, deviation[j]));
    }
    double[][] covariance = covariance(component);
    ArrayNode matrix = json.putArray("covariance");
    for (int j : drawn) {
      ArrayNode line = matrix.addArray();
      drawn.forEach(l -> line.add(covariance[j][l]));
    }
  }

  /** From what every shape writes: a lower triangle by rows, or a diagonal. */
  private double[][] covariance(Component component) {
    int d = mixture.dimension();
    double[][] covariance = new double[d][d];
    double[] deviations = component.standardDeviations();
    for (int j = 0; j < d; j++) {
      covariance[j][j] = deviations[j] * deviations[j];
    }
    for (NamedArray array : mixture.family().write(component)) {
      double[] values = array.values();
      if (array.name().equals("covariance") && values.length == d * (d + 1) / 2) {
        for (int j = 0, at = 0; j < d; j++) {
          for (int l = 0; l <= j; l++, at++) {
            covariance[j][l] = values[at];
            covariance[l][j] = values[at];
          }
        }
      }
    }
    return covariance;
  }

  private ObjectNode value(String name, int component, int variable, double value) {
    ObjectNode json = Json.object();
    json.put("value", value);
    find(name, component, variable)
        .ifPresent(
            estimate -> {
              Json.put(json, "error", estimate.standardError());
              Json.put(json, "lower", estimate.lower());
              Json.put(json, "upper", estimate.upper());
            });
    return json;
  }

  private Optional<ParameterEstimate> find(String name, int component, int variable) {
    for (int k : new int[] {component, ReportedParameter.ALL}) {
      for (int j : new int[] {variable, ReportedParameter.ALL}) {
        ParameterEstimate found = estimates.get(new Place(name, k, j));
        if (found != null) {
          return Optional.of(found);
        }
      }
    }
    return Optional.empty();
  }

  /** The mixture of a record. */
  static Mixture mixture(ModelRecord record) {
    return MixtureCodec.read(record.getMixture());
  }
}
