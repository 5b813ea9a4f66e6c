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

  /** To Avro. */
  public static ExpectationRecord write(int slot, Expectation expectation) {
    ComponentFamily family = expectation.statistics().family();
    List<ComponentRecord> statistics = new ArrayList<>();
    for (ComponentStatistics component : expectation.statistics().components()) {
      statistics.add(MixtureCodec.writeArrays(family.write(component)));
    }
    return new ExpectationRecord(
        slot,
        expectation.weight(),
        expectation.logLikelihood(),
        expectation.classification(),
        statistics);
  }

  /**
   * From Avro; keeps nothing of the record.
   *
   * @param family of the mixture that stood in that slot
   */
  public static Expectation read(ExpectationRecord record, ComponentFamily family) {
    List<ComponentStatistics> components = new ArrayList<>();
    for (ComponentRecord component : record.getStatistics()) {
      components.add(family.readStatistics(MixtureCodec.readArrays(component)));
    }
    return new Expectation(
        record.getWeight(),
        record.getLogLikelihood(),
        record.getClassification(),
        new MixtureStatistics(family, components));
  }
}
