package org.mixreduce.avro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mixreduce.avro.record.CandidateRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.avro.record.OriginRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.LiveModel;
import org.mixreduce.core.model.Mixture;

/** Candidates and the live models of certification. */
public final class ModelCodec {

  private ModelCodec() {}

  /** To Avro. */
  public static CandidateRecord write(Candidate candidate) {
    List<OriginRecord> origins = new ArrayList<>();
    candidate
        .origins()
        .forEach(
            (origin, mixture) ->
                origins.add(new OriginRecord(origin, MixtureCodec.write(mixture))));
    return CandidateRecord.newBuilder()
        .setCandidate(MixtureCodec.write(candidate.key()))
        .setParameters(candidate.parameters())
        .setWeight(candidate.tally().weight())
        .setFits(candidate.tally().fits())
        .setFailures(candidate.tally().failures())
        .setMessage(candidate.tally().message())
        .setPseudoBic(candidate.pseudoBic().value())
        .setOptimism(candidate.pseudoBic().optimism())
        .setDivergence(candidate.pseudoBic().divergence())
        .setObjective(candidate.reduction().objective())
        .setReductionStart(candidate.reduction().start())
        .setOrigins(origins)
        .setLocals(candidate.locals().stream().map(MixtureCodec::write).toList())
        .build();
  }

  /** From Avro. */
  public static Candidate read(CandidateRecord record) {
    Map<String, Mixture> origins = new LinkedHashMap<>();
    for (OriginRecord origin : record.getOrigins()) {
      origins.put(origin.getOrigin(), MixtureCodec.read(origin.getMixture()));
    }
    return new Candidate(
        MixtureCodec.read(record.getCandidate()),
        record.getParameters(),
        new Candidate.Tally(
            record.getWeight(), record.getFits(), record.getFailures(), record.getMessage()),
        new Candidate.PseudoBicValue(
            record.getPseudoBic(), record.getOptimism(), record.getDivergence()),
        new Candidate.ReductionSummary(record.getObjective(), record.getReductionStart()),
        origins,
        record.getLocals().stream().map(MixtureCodec::read).toList());
  }

  /** To Avro. */
  public static LiveModelRecord write(LiveModel model) {
    return new LiveModelRecord(model.slot(), MixtureCodec.write(model.mixture()));
  }

  /** From Avro. */
  public static LiveModel read(LiveModelRecord record) {
    return new LiveModel(record.getSlot(), MixtureCodec.read(record.getMixture()));
  }
}
