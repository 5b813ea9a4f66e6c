package org.mixreduce.avro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mixreduce.avro.record.BagSpreadRecord;
import org.mixreduce.avro.record.ParameterEstimateRecord;
import org.mixreduce.avro.record.ScoreSumsRecord;
import org.mixreduce.avro.record.UncertaintyRecord;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.BagSpread;
import org.mixreduce.core.uncertainty.MixtureParameters;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.ScoreSums;
import org.mixreduce.core.uncertainty.Uncertainty;

/** Bags of rows and what they say of parameters. */
public final class UncertaintyCodec {

  private UncertaintyCodec() {}

  /** To Avro. */
  public static BagSpreadRecord write(
      int slot, int bag, BagSpread spread, Optional<ScoreSums> scores) {
    return new BagSpreadRecord(
        slot,
        bag,
        spread.rows(),
        spread.replicates(),
        spread.failures(),
        MixtureCodec.boxed(spread.variances()),
        MixtureCodec.boxed(spread.scaledVariances()),
        scores.map(UncertaintyCodec::write).orElse(null));
  }

  private static ScoreSumsRecord write(ScoreSums scores) {
    return new ScoreSumsRecord(
        scores.weight(),
        MixtureCodec.boxed(scores.scores()),
        MixtureCodec.boxed(scores.products()),
        MixtureCodec.boxed(scores.missing()),
        ExpectationCodec.write(scores.statistics()));
  }

  /** From Avro. */
  public static BagSpread readSpread(BagSpreadRecord record) {
    return new BagSpread(
        record.getRows(),
        record.getReplicates(),
        record.getFailures(),
        MixtureCodec.unboxed(record.getVariances()),
        MixtureCodec.unboxed(record.getScaledVariances()));
  }

  /**
   * From Avro, if the bag has them.
   *
   * @param mixture at which they were summed
   */
  public static Optional<ScoreSums> readScores(BagSpreadRecord record, Mixture mixture) {
    return Optional.ofNullable(record.getScores())
        .map(
            scores ->
                new ScoreSums(
                    scores.getWeight(),
                    MixtureCodec.unboxed(scores.getScores()),
                    MixtureCodec.unboxed(scores.getProducts()),
                    MixtureCodec.unboxed(scores.getMissing()),
                    ExpectationCodec.read(scores.getStatistics(), mixture.family())));
  }

  /** To Avro. */
  public static UncertaintyRecord write(Uncertainty uncertainty) {
    List<ParameterEstimateRecord> estimates = new ArrayList<>();
    for (ParameterEstimate estimate : uncertainty.estimates()) {
      ReportedParameter parameter = estimate.parameter();
      estimates.add(
          new ParameterEstimateRecord(
              parameter.name(),
              parameter.component(),
              parameter.variable(),
              parameter.other(),
              estimate.value(),
              estimate.standardError(),
              estimate.lower(),
              estimate.upper(),
              estimate.sandwichError()));
    }
    Uncertainty.Effort effort = uncertainty.effort();
    return new UncertaintyRecord(
        effort.bags(),
        effort.rowsPerBag(),
        effort.replicates(),
        effort.failures(),
        effort.relativeError(),
        estimates);
  }

  /**
   * From Avro.
   *
   * @param mixture whose parameters they are
   * @throws IllegalArgumentException if they are another's
   */
  public static Uncertainty read(UncertaintyRecord record, Mixture mixture) {
    List<ReportedParameter> parameters = MixtureParameters.like(mixture).list();
    List<ParameterEstimateRecord> records = record.getEstimates();
    if (records.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "field uncertainty has "
              + records.size()
              + " estimates, the mixture "
              + parameters.size()
              + " parameters");
    }
    List<ParameterEstimate> estimates = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      estimates.add(read(records.get(i), parameters.get(i)));
    }
    return new Uncertainty(
        estimates,
        new Uncertainty.Effort(
            record.getBags(),
            record.getRowsPerBag(),
            record.getReplicates(),
            record.getFailures(),
            record.getRelativeError()));
  }

  private static ParameterEstimate read(
      ParameterEstimateRecord record, ReportedParameter parameter) {
    ReportedParameter stored =
        new ReportedParameter(
            record.getParameter(),
            record.getComponent(),
            record.getVariable(),
            record.getOther(),
            parameter.scale());
    if (!stored.equals(parameter)) {
      throw new IllegalArgumentException(
          "field uncertainty has " + stored + " where the mixture has " + parameter);
    }
    return new ParameterEstimate(
        parameter,
        record.getValue(),
        record.getStandardError(),
        record.getLower(),
        record.getUpper(),
        record.getSandwichError());
  }
}
