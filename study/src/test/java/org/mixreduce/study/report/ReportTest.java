package org.mixreduce.study.report;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.study.question.ChosenComponents;
import org.mixreduce.study.question.EstimationError;
import org.mixreduce.study.question.LikelihoodLost;
import org.mixreduce.study.question.Stages;
import org.mixreduce.study.question.VerdictSignals;
import org.mixreduce.study.question.VerdictSignals.Rows;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/** Tables from made-up measurements whose averages are computed by hand. */
public class ReportTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Map<Trial, List<Measurement>> trials = new LinkedHashMap<>();

  private void tell(String cell, int dataSet, String arm, String measure, double value) {
    trials
        .computeIfAbsent(new Trial(cell, dataSet), key -> new ArrayList<>())
        .add(new Measurement(arm, measure, value));
  }

  private Section section(Report report, String... cells) {
    return report.of(Observations.of(trials, List.of(cells)));
  }

  @Test
  public void estimationIsRelativeToTheFullDataFitOfTheSameRows() throws IOException {
    String certified = EstimationError.arm(0, Stages.CERTIFIED);
    // The second data set is told first: order comes from its number.
    tell("cell", 2, EstimationError.FULL_DATA, EstimationError.W1, 0.04);
    tell("cell", 2, certified, EstimationError.W1, 0.04);
    tell("cell", 1, EstimationError.FULL_DATA, EstimationError.W1, 0.02);
    tell("cell", 1, certified, EstimationError.W1, 0.022);
    Section section = section(new EstimationReport(), "cell");
    String row =
        "| **pool of 0: certified** | 0.0310 ± 0.0090 | 5.0 ± 5.0 % | 2 | 2 % | **missed** |";
    assertTrue(section.tables(), section.tables().contains(row));
    section.figures().get(0).save(folder.getRoot().toPath());
    assertEquals(
        900,
        ImageIO.read(Files.newInputStream(folder.getRoot().toPath().resolve("estimation.png")))
            .getWidth());
  }

  @Test
  public void sortedRowsAreComparedPairwise() {
    String shuffled = LikelihoodLost.arm(LikelihoodLost.SHUFFLED, 20, 0, Stages.CERTIFIED);
    String sorted = LikelihoodLost.arm(LikelihoodLost.SORTED, 20, 0, Stages.CERTIFIED);
    tell("cell", 1, shuffled, LikelihoodLost.LOST, 0.5);
    tell("cell", 1, sorted, LikelihoodLost.LOST, 1.0);
    tell("cell", 2, shuffled, LikelihoodLost.LOST, 0.1);
    tell("cell", 2, sorted, LikelihoodLost.LOST, 0.2);
    Section section = section(new OrderReport(), "cell");
    String row =
        "| pool of 0: certified | 0.300 ± 0.200 | 0.600 ± 0.400 | 0.300 ± 0.200 | 2 | at most 1 |"
            + " reached |";
    assertTrue(section.tables(), section.tables().contains(row));
  }

  @Test
  public void choicesAreComparedWithTheFullDataFits() {
    choose("d=4 B=5", 1, 5, 5, 6, 7);
    choose("d=4 B=5", 2, 5, 5, 5, 7);
    choose("d=4 B=20", 1, 4, 5, 4, 4);
    Section section = section(new ComponentsReport(), "d=4 B=5", "d=4 B=20");
    String tables = section.tables();
    assertTrue(tables, tables.contains("| d=4 B=5 | 2 | 2 | 100 ± 0 % | 100 ± 0 % |"));
    assertTrue(tables, tables.contains("| d=4 B=20 | 1 | 1 | 0 ± 0 % | 0 ± 0 % |"));
    String certified =
        "| certified choice is the full-data choice, shuffled | 66.7 ± 27.2 % | 3 | 98 % | **missed** |";
    assertTrue(tables, tables.contains(certified));
    // The third chain stopped at K = 4 although 5 was certified as best.
    String reached =
        "| chain reaches the certified choice, shuffled | 66.7 ± 27.2 % | 3 | 100 % | **missed** |";
    assertTrue(tables, tables.contains(reached));
  }

  @Test
  public void sortedRowsCountOnlyWhereTheyWereFitted() {
    choose("d=4 B=5", 1, 5, 5, 5, 7);
    tell("d=4 B=5", 2, ChosenComponents.FULL_DATA, ChosenComponents.CHOSEN, 5);
    for (String way : List.of(ChosenComponents.CERTIFIED, ChosenComponents.PSEUDO)) {
      tell("d=4 B=5", 2, LikelihoodLost.SHUFFLED + " " + way, ChosenComponents.CHOSEN, 4);
    }
    String tables = section(new ComponentsReport(), "d=4 B=5").tables();
    String row = "| d=4 B=5 | 2 | 1 | 100 ± 0 % | 50 ± 35 % | 100 ± 0 % | 50 ± 35 % | 100 ± 0 % |";
    assertTrue(tables, tables.contains(row));
  }

  @Test
  public void aPolishThatDidNotPayIsTold() {
    String before = LikelihoodLost.arm(LikelihoodLost.SHUFFLED, 20, 1000, Stages.REDUCTION);
    String after = LikelihoodLost.arm(LikelihoodLost.SHUFFLED, 20, 1000, Stages.POLISHED);
    tell("cell", 1, before, LikelihoodLost.LOST, 0.5);
    tell("cell", 1, after, LikelihoodLost.LOST, 0.5);
    tell("cell", 2, before, LikelihoodLost.LOST, 300);
    tell("cell", 2, after, LikelihoodLost.LOST, 2);
    String tables = section(new OrderReport(), "cell").tables();
    assertTrue(tables, tables.contains("it was kept in 50 ± 35 % (B = 20) on shuffled rows"));
  }

  @Test
  public void signalsOfTheVerdictAreCountedBeyondTheirThresholds() {
    double[] excesses = {5, 7, 2, 10};
    for (int i = 0; i < 4; i++) {
      signal(Rows.NORMAL, i + 1, VerdictSignals.EXCESS, excesses[i]);
      signal(Rows.SHIFTED, i + 1, VerdictSignals.SHIFTED_EXCESS, 20);
      signal(Rows.SHIFTED, i + 1, VerdictSignals.EXCESS, 15 + 2 * i);
      signal(Rows.SHIFTED, i + 1, VerdictSignals.OUTLYING, 5 * i);
      signal(Rows.SHIFTED, i + 1, VerdictSignals.NAMED, i == 1 ? 1 : 0);
    }
    String tables = section(new VerdictReport(), Rows.NORMAL.cell(), Rows.SHIFTED.cell()).tables();
    // Thresholds 6, 4.8 and 9; √(½ ½ / 4) = 25 %, √(¾ ¼ / 4) = 21.7 %.
    String alarms =
        "| largest excess of an unshifted subset: normal | a false alarm | 6.0 | 50.0 ± 25.0 % |"
            + " 75.0 ± 21.7 % | 25.0 ± 21.7 % | 4 |";
    String detections =
        "| excess of the shifted subset: shifted | a detection | 6.0 | 100.0 ± 0.0 % |"
            + " 100.0 ± 0.0 % | 100.0 ± 0.0 % | 4 |";
    assertTrue(tables, tables.contains(alarms));
    assertTrue(tables, tables.contains(detections));
    // The excess of the others is 15, 17, 19 and 21.
    String named = "| shifted | 75.0 ± 21.7 % | 25.0 ± 21.7 % | 75.0 ± 21.7 % | 4 |";
    assertTrue(tables, tables.contains(named));
    String values =
        "| largest excess of an unshifted subset: normal | 2.00 | 7.00 | 10.00 | 10.00 | 4 |";
    assertTrue(tables, tables.contains(values));
  }

  private void signal(Rows rows, int dataSet, String measure, double value) {
    tell(rows.cell(), dataSet, VerdictSignals.EVIDENCE, measure, value);
  }

  private void choose(String cell, int dataSet, int full, int certified, int pseudo, int reached) {
    tell(cell, dataSet, ChosenComponents.FULL_DATA, ChosenComponents.CHOSEN, full);
    for (String order : List.of(LikelihoodLost.SHUFFLED, LikelihoodLost.SORTED)) {
      String way = order + " " + ChosenComponents.CERTIFIED;
      String screen = order + " " + ChosenComponents.PSEUDO;
      tell(cell, dataSet, way, ChosenComponents.CHOSEN, certified);
      tell(cell, dataSet, screen, ChosenComponents.CHOSEN, pseudo);
      tell(cell, dataSet, screen, ChosenComponents.REACHED, reached);
      tell(cell, dataSet, screen, ChosenComponents.REACHED_SINGLY, reached);
    }
  }
}
