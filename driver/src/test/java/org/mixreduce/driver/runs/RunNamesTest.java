package org.mixreduce.driver.runs;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.junit.Test;
import org.mixreduce.driver.report.RunManifest;
import org.mixreduce.driver.report.RunManifest.Source;

public class RunNamesTest {

  private final List<EarlierRun> runs = new ArrayList<>();

  /** Names depend on the directory and on where the rows came from, and on nothing else. */
  private RunNamesTest run(String directory, String... sources) {
    List<Source> list = new ArrayList<>();
    for (String source : sources) {
      list.add(new Source(source, List.of()));
    }
    RunManifest manifest = new RunManifest("0", null, list, 0);
    runs.add(
        new EarlierRun(
            new Path(directory), manifest, null, null, new TreeSet<>(), Optional.empty()));
    return this;
  }

  private List<String> prefixes() {
    RunNames names = new RunNames(runs);
    List<String> prefixes = new ArrayList<>();
    for (int r = 0; r < runs.size(); r++) {
      prefixes.add(names.prefix(r));
    }
    return prefixes;
  }

  @Test
  public void aFitIsCalledByItsPathAndAnAggregateKeepsItsNames() {
    run("/x/fits/03", "").run("/x/models/02", "01//", "02//");
    assertEquals(List.of("fits/03//", ""), prefixes());
    RunNames names = new RunNames(runs);
    assertEquals("models/02", names.name(1));
    assertEquals(
        List.of("fits/03//", "01//", "02//"), names.sources().stream().map(Source::name).toList());
  }

  @Test
  public void namesThatAreTakenGetANumber() {
    run("/x/sum", "today//", "today~2//").run("/x/today", "");
    assertEquals(List.of("", "today~3//"), prefixes());
  }

  @Test
  public void aggregatesOfRunsOfTheSameNamesAreToldApart() {
    run("/x/a", "01//", "02//").run("/x/b", "02//", "03//").run("/x/c", "04//");
    assertEquals(List.of("", "b//", ""), prefixes());
  }

  @Test
  public void aSingleRunIsCalledByItsLastName() {
    run("/x/fits/01", "");
    assertEquals(List.of("01//"), prefixes());
  }
}
