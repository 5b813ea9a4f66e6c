package org.mixreduce.study.chain;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.driver.cli.ExitCode;
import org.mixreduce.driver.cli.MixReduce;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;

/**
 * The chain in memory and {@code mixreduce fit} on a file of the same rows say the same, to the
 * last digit: the study is about what people run.
 */
public class ChainAgreementTest {

  private static final DataSet DATA = Population.normal(3, 2, 0.05).draw(4000, new Seed(3));
  private static final int SUBSETS = 4;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void withAPooledSample() throws IOException {
    agree(300);
  }

  @Test
  public void withoutAPooledSample() throws IOException {
    agree(0);
  }

  private void agree(int pool) throws IOException {
    Path output = folder.getRoot().toPath().resolve("fit");
    fit(output, pool);
    InMemoryChain chain = new InMemoryChain(DATA.subsets(SUBSETS), ChainSettings.DEFAULTS);
    List<String> found = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    List<List<LocalFit>> fits = new ArrayList<>();
    List<CertifiedPath> best = new ArrayList<>();
    for (int k = 2; k <= 4; k++) {
      fits.add(chain.localFits(k, chain.pool(pool)));
      candidates.add(chain.aggregate(k, fits.get(k - 2), chain.pool(pool)));
      best.add(InMemoryChain.best(chain.certify(candidates.get(k - 2))).orElseThrow());
    }
    int first = 0;
    for (int c = 1; c < 3; c++) {
      first = bic(best.get(c)) < bic(best.get(first)) ? c : first;
    }
    CertifiedPath selected =
        InMemoryChain.best(chain.certifySelected(candidates.get(first))).orElseThrow();
    best.set(first, selected);
    for (int c = 0; c < 3; c++) {
      found.add(line(candidates.get(c), best.get(c)));
    }
    assertEquals(columns(output.resolve("candidates.csv"), 1, 4, 5, 6, 10, 11), found);
    // The place, in quotes, holds a comma.
    assertEquals(
        columns(output.resolve("subsets.csv"), 7, 8, 9),
        losses(chain.comparison(fits.get(first), selected.last().mixture())));
    if (pool > 0) {
      assertEquals(
          columns(output.resolve("parameters.csv"), 6, 7, 10),
          errors(chain, selected.last().mixture().sorted()));
    }
  }

  private static double bic(CertifiedPath path) {
    return Criterion.BIC.of(path.last().score());
  }

  /** The path of the rows is what seeds derive from: the chain in memory calls it "rows" too. */
  private void fit(Path output, int pool) throws IOException {
    Path rows = folder.getRoot().toPath().resolve("rows");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < DATA.rows().rows(); i++) {
      StringJoiner line = new StringJoiner(",");
      for (double value : DATA.rows().row(i)) {
        line.add(String.valueOf(value));
      }
      text.append(line).append('\n');
    }
    Files.writeString(rows, text);
    assertEquals(
        ExitCode.DONE,
        MixReduce.execute(
            "fit",
            "--input=" + rows,
            "--output=" + output,
            "--k=2..4",
            "--subset-rows=" + DATA.rows().rows() / SUBSETS,
            "--pool-rows=" + pool));
  }

  private static String line(Candidate candidate, CertifiedPath path) {
    return String.join(
        ",",
        String.valueOf(candidate.key().components()),
        String.valueOf(candidate.pseudoBic().value()),
        String.valueOf(path.logLikelihood()),
        String.valueOf(Criterion.BIC.of(path.last().score())),
        path.origin(),
        String.valueOf(path.updates()));
  }

  private static List<String> errors(InMemoryChain chain, Mixture selected) {
    List<String> lines = new ArrayList<>();
    for (ParameterEstimate estimate : chain.uncertainty(selected).orElseThrow().estimates()) {
      lines.add(estimate.value() + "," + estimate.standardError() + "," + estimate.sandwichError());
    }
    return lines;
  }

  private static List<String> losses(InMemoryComparison comparison) {
    return comparison.losses().stream()
        .map(Optional::orElseThrow)
        .map(loss -> loss.loss() + "," + loss.expected() + "," + loss.excess())
        .toList();
  }

  private static List<String> columns(Path file, int... columns) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
      String[] fields = line.split(",", -1);
      StringJoiner chosen = new StringJoiner(",");
      for (int column : columns) {
        chosen.add(fields[column]);
      }
      lines.add(chosen.toString());
    }
    return lines;
  }
}
