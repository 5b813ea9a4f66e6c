package org.mixreduce.driver.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.UncertaintyCodec;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.Uncertainty;

/** A model in a screenful: weights, means, standard deviations, criteria. */
public final class ModelSheet {

  /** Variables that fit on a screen. */
  private static final int SHOWN = 8;

  private ModelSheet() {}

  /** The exact criteria of a model; smaller is better. */
  static Map<Criterion, Double> criteria(ModelRecord record) {
    Criterion.Score score =
        new Criterion.Score(
            record.getWeight(),
            record.getLogLikelihood(),
            record.getClassification(),
            MixtureCodec.read(record.getMixture()).freeParameters());
    Map<Criterion, Double> values = new EnumMap<>(Criterion.class);
    for (Criterion criterion : Criterion.values()) {
      values.put(criterion, criterion.of(score));
    }
    return values;
  }

  /** The sheet. */
  public static String of(ModelRecord record) {
    Mixture mixture = MixtureCodec.read(record.getMixture());
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s mixture, shape %s, K = %d components in %d variables, %d parameters%n",
            record.getMixture().getFamily(),
            record.getMixture().getShape(),
            mixture.size(),
            mixture.dimension(),
            mixture.freeParameters()));
    if (record.getWeight() > 0 && Double.isNaN(record.getLogLikelihood())) {
      text.append(uncertified(record));
    } else if (record.getWeight() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "log-likelihood %s over %s rows (%s, %s)%n",
              Numbers.fixed(record.getLogLikelihood()),
              Numbers.count(record.getWeight()),
              "from " + Candidate.inWords(record.getOrigin()),
              Counted.of(record.getUpdates(), "exact update")));
      text.append("criteria, smaller is better:");
      criteria(record)
          .forEach(
              (criterion, value) ->
                  text.append("  ").append(criterion).append(' ').append(Numbers.fixed(value)));
      text.append('\n');
    }
    Optional<Uncertainty> uncertainty = uncertainty(record);
    text.append(
        uncertainty.isPresent()
            ? "\nmeans (below: ± standard errors, and in brackets standard deviations)\n"
            : "\nmeans (standard deviations below)\n");
    text.append(table(record, mixture, uncertainty));
    int hidden = mixture.dimension() - SHOWN;
    if (hidden > 0) {
      text.append("  and ").append(hidden).append(" more variables in model.json\n");
    }
    uncertainty.ifPresent(errors -> text.append(effort(errors, record)));
    return text.toString();
  }

  /** Rows were fitted, but none was read since. */
  private static String uncertified(ModelRecord record) {
    return String.format(
        Locale.ROOT,
        "not certified: fitted to %s rows (from the %s), none of which was read again%n"
            + "pseudo-BIC, smaller is better: %s; log-likelihood and exact criteria are not known%n",
        Numbers.count(record.getWeight()),
        record.getOrigin(),
        Numbers.fixed(record.getPseudoBic()));
  }

  /** The sheet and every parameter with its interval. */
  public static String withParameters(ModelRecord record) {
    return of(record)
        + uncertainty(record)
            .map(
                errors ->
                    "\nparameters with standard errors and 95 % intervals\n"
                        + ParameterTable.text(errors, record.getLayout().getFeatureNames()))
            .orElse("");
  }

  /** The uncertainty of the model's parameters, if it has been estimated. */
  static Optional<Uncertainty> uncertainty(ModelRecord record) {
    return Optional.ofNullable(record.getUncertainty())
        .map(errors -> UncertaintyCodec.read(errors, MixtureCodec.read(record.getMixture())));
  }

  private static String effort(Uncertainty uncertainty, ModelRecord record) {
    Uncertainty.Effort effort = uncertainty.effort();
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "standard errors from %d replicates on %d %s of %d rows, Monte Carlo error %.0f %%",
                effort.replicates(),
                effort.bags(),
                effort.bags() == 1 ? "bag" : "bags",
                effort.rowsPerBag(),
                100 * effort.relativeError()));
    if (effort.failures() > 0) {
      text.append("; ").append(effort.failures()).append(" replicates had no sound fit");
    }
    List<ParameterEstimate> contradictions = uncertainty.contradictions();
    if (uncertainty.checked() == 0) {
      text.append("\n  not checked by the sandwich");
    } else if (contradictions.isEmpty()) {
      text.append("\n  the sandwich agrees");
    } else {
      ParameterEstimate worst = contradictions.get(0);
      text.append(
          String.format(
              Locale.ROOT,
              "%n  the sandwich disagrees for %d of %d parameters by a factor of more than %.1f,"
                  + " most for the %s: %s and %s",
              contradictions.size(),
              uncertainty.estimates().size(),
              Uncertainty.CONTRADICTION,
              ParameterTable.name(worst.parameter(), record.getLayout().getFeatureNames()),
              Numbers.significant(worst.standardError()),
              Numbers.significant(worst.sandwichError())));
    }
    return text.append('\n').toString();
  }

  private static TextTable table(
      ModelRecord record, Mixture mixture, Optional<Uncertainty> uncertainty) {
    int shown = Math.min(SHOWN, mixture.dimension());
    List<String> names = record.getLayout().getFeatureNames();
    TextTable table = new TextTable();
    List<String> head = new ArrayList<>(List.of("component", "weight"));
    head.addAll(names.subList(0, shown));
    table.row(head);
    for (int k = 0; k < mixture.size(); k++) {
      List<String> means = new ArrayList<>();
      means.add(String.valueOf(k + 1));
      means.add(String.format(Locale.ROOT, "%.4f", mixture.weight(k)));
      List<String> deviations = new ArrayList<>(List.of("", ""));
      for (int j = 0; j < shown; j++) {
        means.add(Numbers.significant(mixture.component(k).mean()[j]));
        deviations.add(
            "(" + Numbers.significant(mixture.component(k).standardDeviations()[j]) + ")");
      }
      table.row(means);
      if (uncertainty.isPresent()) {
        table.row(errors(uncertainty.get(), k, shown));
      }
      table.row(deviations);
    }
    return table;
  }

  /** ± the standard errors of a component's weight and means. */
  private static List<String> errors(Uncertainty uncertainty, int component, int shown) {
    List<String> cells = new ArrayList<>(List.of(""));
    cells.add(error(uncertainty, "weight", component, ReportedParameter.ALL));
    for (int j = 0; j < shown; j++) {
      cells.add(error(uncertainty, "mean", component, j));
    }
    return cells;
  }

  private static String error(Uncertainty uncertainty, String name, int component, int variable) {
    for (ParameterEstimate estimate : uncertainty.estimates()) {
      ReportedParameter parameter = estimate.parameter();
      if (parameter.name().equals(name)
          && parameter.component() == component
          && parameter.variable() == variable) {
        return "±" + Numbers.error(estimate.standardError());
      }
    }
    return "";
  }
}
