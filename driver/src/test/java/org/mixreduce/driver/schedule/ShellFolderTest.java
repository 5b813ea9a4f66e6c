package org.mixreduce.driver.schedule;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The folder {@code workflows/shell}: what its scripts ask of MixReduce, and how they end. */
public class ShellFolderTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("mixreduce.root", ".."), "workflows", "shell");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path asked;
  private Path mixreduce;

  /** Writes down what it is asked for, leaves a summary, and ends a command as it is told. */
  @Before
  public void writeMixReduce() throws IOException {
    asked = folder.getRoot().toPath().resolve("asked");
    mixreduce = folder.getRoot().toPath().resolve("mixreduce");
    Files.writeString(
        mixreduce,
        """
        echo "$*" | sed 's/ --summary .*//' >> "$ASKED"
        [ "$1" != "${FAILS%:*}" ] || exit "${FAILS#*:}"
        while [ $# -gt 0 ]; do
          [ "$1" != --summary ] || printf 'verdict=%s\\nk=2\\nto_act_on=1\\n' "$VERDICT" > "$2"
          shift
        done
        """);
  }

  private int daily(String verdict, String fails) throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder(
            "bash", FOLDER.resolve("daily").toString(), "in", "out", "2026-01-31", "--k", "2..8");
    Map<String, String> environment = script.environment();
    environment.keySet().removeAll(List.of("GENERIC", "ON_DOUBT", "WINDOW"));
    environment.putAll(
        Map.of(
            "MIXREDUCE",
            "bash " + mixreduce,
            "ASKED",
            asked.toString(),
            "REMOVE",
            "true",
            "VERDICT",
            verdict,
            "FAILS",
            fails));
    script.redirectErrorStream(true);
    script.redirectOutput(folder.getRoot().toPath().resolve("log").toFile());
    return script.start().waitFor();
  }

  @Test
  public void aDayIsFittedAloneAggregatedWithThoseBeforeItAndScored() throws Exception {
    assertEquals(0, daily("trustworthy", "none:0"));
    assertEquals(
        List.of(
            "fit --resume --input in --output out/fits/2026-01-31 --patience 1000 --k 2..8",
            "aggregate --overwrite --runs out/fits/2026-01-* --through 2026-01-31 --skip-unfinished"
                + " --output out/models/2026-01-31",
            "score --model out/models/2026-01-31 --input in --output out/scores/2026-01-31"),
        Files.readAllLines(asked));
  }

  @Test
  public void theExitCodeSaysWhetherToTryAgain() throws Exception {
    for (int code = 1; code <= 3; code++) {
      Files.deleteIfExists(asked);
      assertEquals(code, daily("trustworthy", "fit:" + code));
      assertEquals(1, Files.readAllLines(asked).size());
      assertEquals(code, daily("trustworthy", "aggregate:" + code));
    }
    Files.delete(asked);
    assertEquals(4, daily("doubtful", "none:0"));
    assertEquals(1, Files.readAllLines(asked).size());
  }
}
