package org.mixreduce.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.Uncertainty;

/** A published model as JSON that a person can read. */
public final class ModelJson {

  private ModelJson() {}

  /** The whole file. */
  public static String of(ModelRecord record) {
    Mixture mixture = MixtureCodec.read(record.getMixture());
    ObjectNode json = Json.object();
    json.put("version", record.getVersion());
    json.put("family", record.getMixture().getFamily());
    json.put("shape", record.getMixture().getShape());
    json.put("k", mixture.size());
    json.put("dimension", mixture.dimension());
    Json.put(json, "variables", record.getLayout().getFeatureNames());
    json.put("rows", record.getWeight());
    json.put("parameters", mixture.freeParameters());
    json.put("certified", Double.isFinite(record.getLogLikelihood()));
    Json.put(json, "log_likelihood", record.getLogLikelihood());
    ObjectNode criteria = json.putObject("criteria_smaller_is_better");
    Json.put(criteria, "pseudo_bic", record.getPseudoBic());
    for (Map.Entry<Criterion, Double> entry : ModelSheet.criteria(record).entrySet()) {
      Json.put(criteria, entry.getKey().label(), entry.getValue());
    }
    json.put("origin", record.getOrigin());
    json.put("exact_updates", record.getUpdates());
    json.put("seed", record.getSeed());
    ArrayNode components = json.putArray("components");
    for (int k = 0; k < mixture.size(); k++) {
      component(components.addObject(), mixture, k);
    }
    ModelSheet.uncertainty(record)
        .ifPresent(
            uncertainty -> uncertainty(json, uncertainty, record.getLayout().getFeatureNames()));
    return Json.text(json);
  }

  private static void uncertainty(
      ObjectNode json, Uncertainty uncertainty, List<String> variables) {
    ObjectNode node = json.putObject("uncertainty");
    node.put("method", "bag of little bootstraps");
    Uncertainty.Effort effort = uncertainty.effort();
    node.put("bags", effort.bags());
    node.put("rows_per_bag", effort.rowsPerBag());
    node.put("replicates", effort.replicates());
    node.put("failed_replicates", effort.failures());
    Json.put(node, "relative_monte_carlo_error", effort.relativeError());
    node.put("interval", "95 %");
    ArrayNode parameters = node.putArray("parameters");
    for (ParameterEstimate estimate : uncertainty.estimates()) {
      ReportedParameter parameter = estimate.parameter();
      ObjectNode entry = parameters.addObject();
      entry.put("parameter", parameter.name());
      if (parameter.component() == ReportedParameter.ALL) {
        entry.put("component", "all");
      } else {
        entry.put("component", parameter.component() + 1);
      }
      if (parameter.variable() != ReportedParameter.ALL) {
        entry.put("variable", variables.get(parameter.variable()));
      }
      if (parameter.other() != ReportedParameter.ALL) {
        entry.put("other_variable", variables.get(parameter.other()));
      }
      Json.put(entry, "estimate", estimate.value());
      Json.put(entry, "standard_error", estimate.standardError());
      Json.put(entry, "lower", estimate.lower());
      Json.put(entry, "upper", estimate.upper());
      Json.put(entry, "sandwich_error", estimate.sandwichError());
    }
  }

  private static void component(ObjectNode json, Mixture mixture, int k) {
    Component component = mixture.component(k);
    json.put("component", k + 1);
    json.put("weight", mixture.weight(k));
    Json.put(json, "standard_deviation", component.standardDeviations());
    for (NamedArray array : mixture.family().write(component)) {
      Json.put(json, array.name(), array.values());
    }
  }
}
