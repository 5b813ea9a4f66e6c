package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.report.CandidatesCsv;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.report.ModelJson;

/** The end of a run: what became of every candidate, the choice, and the files that tell. */
final class Publication {

  private final RunDirectory directory;
  private final FitRequest request;
  private final Console console;
  private final Evidence evidence;

  Publication(RunDirectory directory, FitRequest request, Console console, Evidence evidence) {
    this.directory = directory;
    this.request = request;
    this.console = console;
    this.evidence = evidence;
  }

  /**
   * Chooses and writes.
   *
   * @throws BadInputException if there is nothing to choose from
   */
  void publish(
      RowLayout layout,
      DataProfile profile,
      Map<CandidateKey, Candidate> fitted,
      Map<CandidateKey, Certification> certified,
      Manifest manifest)
      throws IOException {
    double rows = profile.moments().weight();
    List<CandidateResult> results = results(layout.dimension(), rows, fitted, certified);
    CandidateResult selected =
        select(results).orElseThrow(() -> new BadInputException(noneCertified(results)));
    ModelRecord model =
        evidence == Evidence.LOCAL_FITS
            ? reduced(layout, selected, rows)
            : certified(layout, selected);
    directory.write(directory.file("candidates.csv"), CandidatesCsv.of(results, selected, rows));
    directory.write(directory.file("model.avro"), ModelRecord.getClassSchema(), List.of(model));
    directory.write(directory.file("model.json"), ModelJson.of(model));
    manifest.selected(selected);
    manifest.evidence(evidence);
    directory.write(directory.file("manifest.json"), manifest.json());
    directory.finish();
    Choice choice = new Choice(selected, request.chain().criterion(), evidence);
    console.result(profile.counts(), results, choice, model);
  }

  private Optional<CandidateResult> select(List<CandidateResult> results) {
    return evidence == Evidence.LOCAL_FITS
        ? Selection.byPseudoBic(results)
        : Selection.of(results, request.chain().criterion());
  }

  private List<CandidateResult> results(
      int dimension,
      double rows,
      Map<CandidateKey, Candidate> fitted,
      Map<CandidateKey, Certification> certified) {
    List<CandidateResult> results = new ArrayList<>();
    for (CandidateKey key : request.candidates()) {
      long parameters = key.freeParameters(dimension);
      CandidateResult.Status status;
      if (certified.containsKey(key)) {
        status = CandidateResult.Status.CERTIFIED;
      } else if (fitted.containsKey(key)) {
        boolean untried = evidence == Evidence.LOCAL_FITS && !fitted.get(key).origins().isEmpty();
        status = untried ? CandidateResult.Status.NOT_CERTIFIED : CandidateResult.Status.DEGENERATE;
      } else if (parameters >= rows) {
        status = CandidateResult.Status.TOO_FEW_ROWS;
      } else {
        status = CandidateResult.Status.NOT_REACHED;
      }
      results.add(
          new CandidateResult(
              key,
              parameters,
              status,
              Optional.ofNullable(fitted.get(key)),
              Optional.ofNullable(certified.get(key))));
    }
    return results;
  }

  private static String noneCertified(List<CandidateResult> results) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (CandidateResult result : results) {
      result
          .candidate()
          .map(candidate -> candidate.tally().message())
          .filter(message -> !message.isEmpty())
          .ifPresent(message -> reasons.putIfAbsent(result.key().toString(), message));
    }
    return "no candidate could be fitted: "
        + String.join("; ", reasons.values())
        + "; try --penalty 1, fewer columns or a simpler --shape";
  }

  private ModelRecord certified(RowLayout layout, CandidateResult selected) {
    Certification certified = selected.certified().orElseThrow();
    return model(layout, selected, certified.mixture())
        .setWeight(certified.score().weight())
        .setLogLikelihood(certified.score().logLikelihood())
        .setClassification(certified.score().classification())
        .setOrigin(certified.origin())
        .setUpdates(certified.updates())
        .build();
  }

  /** Of the two origins the one that the pooled sample speaks for. */
  private ModelRecord reduced(RowLayout layout, CandidateResult selected, double rows) {
    Map.Entry<String, Mixture> origin =
        selected.candidate().orElseThrow().origins().entrySet().iterator().next();
    return model(layout, selected, origin.getValue())
        .setWeight(rows)
        .setLogLikelihood(Double.NaN)
        .setClassification(Double.NaN)
        .setOrigin(origin.getKey())
        .setUpdates(0)
        .build();
  }

  private ModelRecord.Builder model(RowLayout layout, CandidateResult selected, Mixture mixture) {
    return ModelRecord.newBuilder()
        .setVersion(Manifest.version())
        .setMixture(MixtureCodec.write(mixture.sorted()))
        .setLayout(LayoutCodec.write(layout))
        .setPseudoBic(selected.candidate().map(c -> c.pseudoBic().value()).orElse(Double.NaN))
        .setSeed(request.seed());
  }
}
