package org.mixreduce.driver.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.trust.Verdict;
import org.mixreduce.driver.chain.CandidateResult;
import org.mixreduce.driver.chain.Choice;

/** The run on the terminal: results on standard output, progress and warnings on standard error. */
public final class Console {

  private static final String NOT_CERTIFIED =
      """
      not certified: no row was read. K is chosen by the pseudo-BIC alone, which estimates the BIC
      from the local fits; the log-likelihood, BIC, AIC, AIC3 and ICL of the model are not known,
      and no exact update has mended what the reduction lost. Give the rows of all runs with --input
      to certify.""";

  private final PrintStream out;
  private final PrintStream err;

  /** Writes to these streams. */
  public Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** What is being done. */
  public void progress(String text) {
    err.println("mixreduce: " + text);
  }

  /** Something the user should know. */
  public void warn(String text) {
    err.println("warning: " + text);
  }

  /** A result. */
  public void print(String text) {
    out.print(text);
    out.flush();
  }

  /** What the profile scan found. */
  public void profile(DataProfile profile, RowLayout layout, long subsets) {
    DataProfile.Counts counts = profile.counts();
    out.println(
        Counted.of(counts.rows(), "row")
            + " of "
            + Counted.of(layout.dimension(), "variable")
            + " in "
            + Counted.of(subsets, "subset")
            + " ("
            + String.join(", ", layout.featureNames())
            + ")");
    out.println(rows(counts));
  }

  /** The runs that are added up, so that one that is missing is seen to be. */
  public void runs(List<String> names) {
    out.println(Counted.of(names.size(), "run") + ": " + String.join(", ", names));
  }

  /** A round's candidates as they land. */
  public void round(int round, List<Candidate> candidates) {
    candidates("round " + round, candidates);
  }

  /** Candidates before they are certified. */
  public void candidates(String title, List<Candidate> candidates) {
    out.println();
    out.println(title + " (pseudo-BIC from one pass: smaller is better)");
    TextTable table = new TextTable().row("shape", "K", "parameters", "pseudo-BIC", "local fits");
    for (Candidate candidate : candidates) {
      table.row(
          candidate.key().type().shape(),
          String.valueOf(candidate.key().components()),
          String.valueOf(candidate.parameters()),
          Numbers.fixed(candidate.pseudoBic().value()),
          fits(candidate.tally()));
    }
    out.print(table);
    out.flush();
  }

  private static String fits(Candidate.Tally tally) {
    return tally.fits() + (tally.failures() > 0 ? " (" + tally.failures() + " failed)" : "");
  }

  /** The end of a run. */
  public void result(
      DataProfile.Counts rows, List<CandidateResult> results, Choice choice, ModelRecord model) {
    out.println();
    switch (choice.basis()) {
      case ALL_ROWS -> table("certified on all rows", results, choice.selected());
      case OTHER_ROWS ->
          table(
              "evaluated on the rows given, which are not those fitted",
              results,
              choice.selected());
      case LOCAL_FITS -> out.println(NOT_CERTIFIED);
    }
    out.println();
    out.println("* selected by " + choice.criterionName() + ":");
    out.print(ModelSheet.of(model));
    out.println();
    out.println(rows(rows));
    out.flush();
  }

  private void table(String title, List<CandidateResult> results, CandidateResult selected) {
    out.println(title + " (criteria: smaller is better)");
    TextTable table =
        new TextTable()
            .row(
                "",
                "shape",
                "K",
                "parameters",
                "log-likelihood",
                "BIC",
                "AIC",
                "AIC3",
                "ICL",
                "origin",
                "updates",
                "gain/row");
    for (CandidateResult result : results) {
      table.row(row(result, result == selected));
    }
    out.print(table);
  }

  /** What the findings come to. */
  public void verdict(Verdict verdict) {
    out.println();
    out.print(VerdictSheet.text(verdict));
    out.flush();
  }

  private static String rows(DataProfile.Counts counts) {
    return "rows: "
        + counts.records()
        + " read, "
        + counts.rows()
        + " used; skipped "
        + counts.malformed()
        + " malformed, "
        + counts.missing()
        + " with missing values, "
        + counts.weightless()
        + " of weight zero";
  }

  private static List<String> row(CandidateResult result, boolean selected) {
    String mark = selected ? "*" : "";
    String shape = result.key().type().shape();
    String k = String.valueOf(result.key().components());
    String parameters = String.valueOf(result.parameters());
    Optional<Certification> certified = result.certified();
    if (certified.isEmpty()) {
      return List.of(mark, shape, k, parameters, result.status().label());
    }
    Criterion.Score score = certified.get().score();
    return List.of(
        mark,
        shape,
        k,
        parameters,
        Numbers.fixed(score.logLikelihood()),
        Numbers.fixed(Criterion.BIC.of(score)),
        Numbers.fixed(Criterion.AIC.of(score)),
        Numbers.fixed(Criterion.AIC3.of(score)),
        Numbers.fixed(Criterion.ICL.of(score)),
        certified.get().origin(),
        String.valueOf(certified.get().updates()),
        Numbers.small(certified.get().gainPerRow()));
  }
}
