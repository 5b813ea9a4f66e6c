package org.mixreduce.driver.report;

import java.util.Optional;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.trust.SubsetLoss;

/** A subset in {@code subsets.csv}. */
public final class SubsetLine {

  /** The names of the columns, as a line. */
  public static final String HEADER =
      "path,start,subset,rows,weight,loss,expected_loss,excess,own_shape,own_k\n";

  private SubsetLine() {}

  /**
   * One line.
   *
   * @param loss what the subset loses by the model of all rows; empty where its own fit failed or
   *     it was left out
   * @param choice what its own BIC would select
   */
  public static String of(
      SubsetId subset,
      long rows,
      double weight,
      Optional<SubsetLoss> loss,
      Optional<CandidateKey> choice) {
    return String.join(
            ",",
            Numbers.quoted(subset.path()),
            String.valueOf(subset.start()),
            String.valueOf(subset.ordinal()),
            String.valueOf(rows),
            Numbers.count(weight),
            Numbers.exact(loss.map(SubsetLoss::loss).orElse(Double.NaN)),
            Numbers.exact(loss.map(SubsetLoss::expected).orElse(Double.NaN)),
            Numbers.exact(loss.map(SubsetLoss::excess).orElse(Double.NaN)),
            choice.map(key -> key.type().shape()).orElse("NA"),
            choice.map(key -> String.valueOf(key.components())).orElse("NA"))
        + "\n";
  }
}
