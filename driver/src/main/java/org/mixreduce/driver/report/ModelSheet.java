package org.mixreduce.driver.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.model.Mixture;

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
              "log-likelihood %s over %s rows (%s, %d exact updates)%n",
              Numbers.fixed(record.getLogLikelihood()),
              Numbers.count(record.getWeight()),
              "from the " + record.getOrigin(),
              record.getUpdates()));
      text.append("criteria, smaller is better:");
      criteria(record)
          .forEach(
              (criterion, value) ->
                  text.append("  ").append(criterion).append(' ').append(Numbers.fixed(value)));
      text.append('\n');
    }
    text.append("\nmeans (standard deviations below)\n");
    text.append(table(record, mixture));
    int hidden = mixture.dimension() - SHOWN;
    if (hidden > 0) {
      text.append("  and ").append(hidden).append(" more variables in model.json\n");
    }
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

  private static TextTable table(ModelRecord record, Mixture mixture) {
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
      table.row(means).row(deviations);
    }
    return table;
  }
}
