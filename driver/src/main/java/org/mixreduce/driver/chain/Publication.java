package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.UncertaintyCodec;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.trust.Verdict;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.driver.report.CandidatesCsv;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.report.ModelJson;
import org.mixreduce.driver.report.ParameterTable;

/** The end of a run: what became of every candidate, the choice, and the files that tell. */
final class Publication {

  private final RunDirectory directory;
  private final FitRequest request;
  private final Console console;

  Publication(RunDirectory directory, FitRequest request, Console console) {
    this.directory = directory;
    this.request = request;
    this.console = console;
  }

  /**
   * Writes all there is.
   *
   * @param uncertainty of the parameters of models, the selected one among them if it has any
   */
  void publish(
      RowLayout layout,
      DataProfile profile,
      Outcome outcome,
      Map<CandidateKey, Uncertainty> uncertainty,
      Verdict verdict,
      Manifest manifest)
      throws IOException {
    CandidateResult selected = outcome.selected();
    ModelRecord model =
        model(layout, selected, Optional.ofNullable(uncertainty.get(selected.key())));
    double rows = profile.moments().weight();
    directory.write(
        directory.file("candidates.csv"), CandidatesCsv.of(outcome.results(), selected, rows));
    directory.write(directory.file("model.avro"), ModelRecord.getClassSchema(), List.of(model));
    directory.write(directory.file("model.json"), ModelJson.of(model));
    if (!uncertainty.isEmpty()) {
      directory.write(
          directory.file("parameters.csv"), ParameterTable.csv(uncertainty, layout.featureNames()));
    }
    manifest.selected(selected);
    manifest.verdict(verdict);
    directory.write(directory.file("manifest.json"), manifest.json());
    directory.finish();
    console.result(
        profile.counts(), outcome.results(), selected, request.chain().criterion(), model);
    console.verdict(verdict);
  }

  private ModelRecord model(
      RowLayout layout, CandidateResult selected, Optional<Uncertainty> uncertainty) {
    Certification certified = selected.certified().orElseThrow();
    return ModelRecord.newBuilder()
        .setVersion(Manifest.version())
        .setMixture(MixtureCodec.write(certified.mixture().sorted()))
        .setLayout(LayoutCodec.write(layout))
        .setWeight(certified.score().weight())
        .setLogLikelihood(certified.score().logLikelihood())
        .setClassification(certified.score().classification())
        .setPseudoBic(selected.candidate().map(c -> c.pseudoBic().value()).orElse(Double.NaN))
        .setOrigin(certified.origin())
        .setUpdates(certified.updates())
        .setSeed(request.seed())
        .setUncertainty(uncertainty.map(UncertaintyCodec::write).orElse(null))
        .build();
  }
}
