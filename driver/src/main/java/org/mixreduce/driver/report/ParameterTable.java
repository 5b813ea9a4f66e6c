package org.mixreduce.driver.report;

import static org.mixreduce.core.family.ReportedParameter.ALL;

import java.util.List;
import java.util.Map;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.Uncertainty;

/** Parameters with standard errors and 95 % intervals: for people, and as comma-separated text. */
public final class ParameterTable {

  private static final String HEADER =
      "shape,k,component,parameter,variable,other_variable,estimate,standard_error,lower,upper,"
          + "sandwich_error";

  private ParameterTable() {}

  /** All models' parameters, one a line; no number is NA. */
  public static String csv(Map<CandidateKey, Uncertainty> models, List<String> variables) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    models.forEach(
        (key, uncertainty) -> {
          for (ParameterEstimate estimate : uncertainty.estimates()) {
            text.append(line(key, estimate, variables)).append('\n');
          }
        });
    return text.toString();
  }

  private static String line(CandidateKey key, ParameterEstimate estimate, List<String> variables) {
    ReportedParameter parameter = estimate.parameter();
    return String.join(
        ",",
        key.type().shape(),
        String.valueOf(key.components()),
        component(parameter),
        parameter.name(),
        Numbers.quoted(variable(parameter.variable(), variables)),
        Numbers.quoted(variable(parameter.other(), variables)),
        Numbers.exact(estimate.value()),
        Numbers.exact(estimate.standardError()),
        Numbers.exact(estimate.lower()),
        Numbers.exact(estimate.upper()),
        Numbers.exact(estimate.sandwichError()));
  }

  /** One model's parameters on a terminal. */
  static TextTable text(Uncertainty uncertainty, List<String> variables) {
    TextTable table =
        new TextTable().row("parameter", "estimate", "std. error", "95% from", "to", "sandwich");
    for (ParameterEstimate estimate : uncertainty.estimates()) {
      table.row(
          name(estimate.parameter(), variables),
          Numbers.significant(estimate.value()),
          Numbers.significant(estimate.standardError()),
          Numbers.significant(estimate.lower()),
          Numbers.significant(estimate.upper()),
          Numbers.significant(estimate.sandwichError()));
    }
    return table;
  }

  /** A parameter in words: {@code mean of waiting in 2}. */
  static String name(ReportedParameter parameter, List<String> variables) {
    StringBuilder text = new StringBuilder(parameter.name().replace('_', ' '));
    if (parameter.variable() != ALL) {
      text.append(" of ").append(variables.get(parameter.variable()));
    }
    if (parameter.other() != ALL) {
      text.append(" and ").append(variables.get(parameter.other()));
    }
    text.append(parameter.name().equals("weight") ? " of " : " in ");
    return text.append(component(parameter)).toString();
  }

  /** From 1, or all. */
  static String component(ReportedParameter parameter) {
    return parameter.component() == ALL ? "all" : String.valueOf(parameter.component() + 1);
  }

  private static String variable(int variable, List<String> variables) {
    return variable == ALL ? "" : variables.get(variable);
  }
}
