package org.mixreduce.driver.report;

import java.util.Optional;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.trust.SubsetLoss;

/** A subset in {@code subsets.csv}. */
public final class SubsetLine {

  /** The names of the columns, as a line. */
  public static final String HEADER =
      "split,split_start,subset,place,rows,weight,loss,expected_loss,usual_loss,excess,own_shape,own_k\n";

  private SubsetLine() {}

  /**
   * One line.
   *
   * @param own the subset's own fit
   * @param loss what the subset loses by the model of all rows; empty where its own fit failed or
   *     it was left out
   * @param choice what its own criterion would select
   */
  public static String of(
      LocalFitRecord own, Optional<SubsetLoss> loss, Optional<CandidateKey> choice) {
    return String.join(
            ",",
            Numbers.quoted(own.getPath()),
            String.valueOf(own.getStart()),
            String.valueOf(own.getOrdinal()),
            Numbers.quoted(own.getPlace()),
            String.valueOf(own.getRows()),
            Numbers.count(own.getWeight()),
            Numbers.exact(loss.map(SubsetLoss::loss).orElse(Double.NaN)),
            Numbers.exact(loss.map(SubsetLoss::expected).orElse(Double.NaN)),
            Numbers.exact(loss.map(SubsetLoss::usual).orElse(Double.NaN)),
            Numbers.exact(loss.map(SubsetLoss::excess).orElse(Double.NaN)),
            choice.map(key -> key.type().shape()).orElse("NA"),
            choice.map(key -> String.valueOf(key.components())).orElse("NA"))
        + "\n";
  }
}
