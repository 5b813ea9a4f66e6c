package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.UncertaintyCodec;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.trust.Verdict;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.driver.report.CandidatesCsv;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.report.ModelJson;
import org.mixreduce.driver.report.ParameterTable;
import org.mixreduce.driver.run.StepTimes;

/** The end of a run: what became of every candidate, the choice, and the files that tell. */
final class Publication {

  private static final String PARAMETERS = "parameters.csv";

  private final RunDirectory directory;
  private final FitRequest request;
  private final Console console;
  private final Basis basis;

  Publication(RunDirectory directory, FitRequest request, Console console, Basis basis) {
    this.directory = directory;
    this.request = request;
    this.console = console;
    this.basis = basis;
  }

  /**
   * Writes all there is.
   *
   * @param uncertainty of the parameters of models, the selected one among them if it has any
   * @param verdict on the selected model, if there is evidence for one
   */
  void publish(
      RowLayout layout,
      DataProfile profile,
      Outcome outcome,
      Map<CandidateKey, Uncertainty> uncertainty,
      Optional<Verdict> verdict,
      Manifest manifest)
      throws IOException {
    CandidateResult selected = outcome.selected();
    double rows = profile.moments().weight();
    ModelRecord model =
        basis == Basis.LOCAL_FITS
            ? reduced(layout, selected, rows)
            : certified(layout, selected, Optional.ofNullable(uncertainty.get(selected.key())));
    directory.write(
        directory.file("candidates.csv"), CandidatesCsv.of(outcome.results(), selected, rows));
    directory.write(directory.file("model.avro"), ModelRecord.getClassSchema(), List.of(model));
    directory.write(directory.file("model.json"), ModelJson.of(model));
    if (!uncertainty.isEmpty()) {
      directory.write(
          directory.file(PARAMETERS), ParameterTable.csv(uncertainty, layout.featureNames()));
    } else {
      // One of the run that is extended would tell of another model.
      directory.drop(PARAMETERS);
    }
    manifest.steps(StepTimes.of(directory.fileSystem(), directory.work("")));
    manifest.selected(selected);
    manifest.basis(basis);
    verdict.ifPresent(manifest::verdict);
    directory.write(directory.file("manifest.json"), manifest.json());
    Optional<Path> report = new ReportStep(directory, console).write();
    directory.finish();
    Choice choice = new Choice(selected, request.chain().criterion(), basis);
    console.result(profile.counts(), outcome.results(), choice, model);
    verdict.ifPresent(console::verdict);
    report.ifPresent(file -> console.print("\nreport: " + file + "\n"));
  }

  private ModelRecord certified(
      RowLayout layout, CandidateResult selected, Optional<Uncertainty> uncertainty) {
    Certification certified = selected.certified().orElseThrow();
    return model(layout, selected, certified.mixture())
        .setWeight(certified.score().weight())
        .setLogLikelihood(certified.score().logLikelihood())
        .setClassification(certified.score().classification())
        .setOrigin(certified.origin())
        .setUpdates(certified.updates())
        .setUncertainty(uncertainty.map(UncertaintyCodec::write).orElse(null))
        .build();
  }

  /** Of reduction and pooled sample the one that the pooled sample speaks for. */
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
