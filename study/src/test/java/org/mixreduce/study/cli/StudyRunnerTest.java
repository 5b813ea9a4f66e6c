package org.mixreduce.study.cli;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.study.question.Question;
import org.mixreduce.study.question.Scale;
import org.mixreduce.study.question.Task;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.RawResults;
import org.mixreduce.study.raw.Trial;

public class StudyRunnerTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<Trial> ran = Collections.synchronizedList(new ArrayList<>());

  /** Four trials, of which the second fails when asked to. */
  private final class Four implements Question {
    private final boolean failing;

    Four(boolean failing) {
      this.failing = failing;
    }

    @Override
    public String name() {
      return "four";
    }

    @Override
    public List<Task> tasks(Scale scale) {
      List<Task> tasks = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        Trial trial = new Trial("cell", i);
        tasks.add(new Task(trial, () -> run(trial)));
      }
      return tasks;
    }

    private List<Measurement> run(Trial trial) {
      if (failing && trial.dataSet() == 2) {
        throw new IllegalStateException("no luck");
      }
      ran.add(trial);
      return List.of(new Measurement("arm", "value", trial.dataSet()));
    }
  }

  private void run(Question question) throws IOException, InterruptedException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    StudyRunner runner = new StudyRunner(folder.getRoot().toPath(), Scale.SMALL, nowhere);
    Map<String, RawResults> results = runner.results(List.of(question));
    runner.run(List.of(question), results, 2);
  }

  @Test
  public void whatIsThereIsNotRunAgain() throws IOException, InterruptedException {
    run(new Four(false));
    assertEquals(4, ran.size());
    run(new Four(false));
    assertEquals(4, ran.size());
  }

  @Test
  public void aTrialThatFailsIsNamedAndTheOthersAreKept() throws IOException, InterruptedException {
    IOException failure = assertThrows(IOException.class, () -> run(new Four(true)));
    assertTrue(failure.getMessage(), failure.getMessage().contains("cell data set 2"));
    assertEquals(3, ran.size());
    run(new Four(false));
    assertEquals(4, ran.size());
    assertEquals(2, ran.get(3).dataSet());
  }
}
