package org.mixreduce.avro;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.avro.record.ComponentRecord;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.model.MixtureStatistics;

/** E-steps of live models. */
public final class ExpectationCodec {

  private ExpectationCodec() {}

  /** To Avro, without subsets. */
  public static ExpectationRecord write(int slot, Expectation expectation) {
    return write(slot, expectation, List.of());
  }

  /** To Avro, with the log-likelihood of each subset in the order of the rows. */
  public static ExpectationRecord write(int slot, Expectation expectation, List<Double> subsets) {
    return new ExpectationRecord(
        slot,
        expectation.weight(),
        expectation.logLikelihood(),
        expectation.classification(),
        write(expectation.statistics()),
        subsets);
  }

  static List<ComponentRecord> write(MixtureStatistics statistics) {
    List<ComponentRecord> records = new ArrayList<>();
    for (ComponentStatistics component : statistics.components()) {
      records.add(MixtureCodec.writeArrays(statistics.family().write(component)));
    }
    return records;
  }

  /**
   * From Avro; keeps nothing of the record.
   *
   * @param family of the mixture that stood in that slot
   */
  public static Expectation read(ExpectationRecord record, ComponentFamily family) {
    return new Expectation(
        record.getWeight(),
        record.getLogLikelihood(),
        record.getClassification(),
        read(record.getStatistics(), family));
  }

  static MixtureStatistics read(List<ComponentRecord> records, ComponentFamily family) {
    List<ComponentStatistics> components = new ArrayList<>();
    for (ComponentRecord component : records) {
      components.add(family.readStatistics(MixtureCodec.readArrays(component)));
    }
    return new MixtureStatistics(family, components);
  }
}
