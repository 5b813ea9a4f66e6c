package org.mixreduce.driver.schedule;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The folder {@code workflows/shell}: what its scripts ask of MixReduce and of the file system, and
 * how they end.
 */
public class ShellFolderTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("mixreduce.root", ".."), "workflows", "shell");
  private static final String DAY = "2026-01-31";

  /** Where nothing is found but what the system brings. */
  private static final String PATH = "/usr/bin:/bin";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path asked;
  private final Map<String, String> environment = new TreeMap<>();

  /** Both write down what they are asked for; mixreduce ends a command as it is told. */
  @Before
  public void writeCommands() throws IOException {
    asked = path("asked");
    Path mixreduce = path("mixreduce");
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
    Path hadoop = Files.createDirectories(path("hadoop home/bin")).resolve("hadoop");
    Files.writeString(hadoop, "#!/bin/sh\necho \"hadoop $*\" >> \"$ASKED\"\n");
    assertTrue(hadoop.toFile().setExecutable(true));
    environment.put("PATH", PATH);
    environment.put("MIXREDUCE", "bash " + mixreduce);
    environment.put("ASKED", asked.toString());
    environment.put("HADOOP_HOME", path("hadoop home").toString());
    environment.put("FAILS", "none:0");
    environment.put("VERDICT", "trustworthy");
  }

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  private int daily(Object output) throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder(
            "bash",
            FOLDER.resolve("daily").toString(),
            "in",
            output.toString(),
            DAY,
            "--k",
            "2..8");
    script.environment().clear();
    script.environment().putAll(environment);
    script.redirectErrorStream(true);
    script.redirectOutput(path("log").toFile());
    return script.start().waitFor();
  }

  @Test
  public void aDayIsFittedAloneAggregatedWithThoseBeforeItAndScored() throws Exception {
    assertEquals(0, daily("out"));
    assertEquals(
        List.of(
            "fit --resume --input in --output out/fits/2026-01-31 --patience 1000 --k 2..8",
            "aggregate --overwrite --runs out/fits/2026-01-* --through 2026-01-31 --skip-unfinished"
                + " --output out/models/2026-01-31",
            "hadoop fs -rm -r -f -skipTrash out/scores/2026-01-31",
            "score --model out/models/2026-01-31 --input in --output out/scores/2026-01-31"),
        Files.readAllLines(asked));
  }

  @Test
  public void theExitCodeSaysWhetherToTryAgain() throws Exception {
    for (int code = 1; code <= 3; code++) {
      Files.deleteIfExists(asked);
      environment.put("FAILS", "fit:" + code);
      assertEquals(code, daily("out"));
      assertEquals(1, Files.readAllLines(asked).size());
      environment.put("FAILS", "aggregate:" + code);
      assertEquals(code, daily("out"));
    }
  }

  /** As the other schedulers do, or the next day would aggregate it. */
  @Test
  public void aDoubtfulDayIsPutAside() throws Exception {
    environment.put("VERDICT", "doubtful");
    assertEquals(4, daily("out"));
    assertEquals(
        List.of(
            "hadoop fs -rm -r -f -skipTrash out/suspect/2026-01-31",
            "hadoop fs -mkdir -p out/suspect",
            "hadoop fs -mv out/fits/2026-01-31 out/suspect"),
        Files.readAllLines(asked).subList(1, 4));
    assertEquals(4, Files.readAllLines(asked).size());
    assertTrue(Files.readString(path("log")).contains("out/suspect/2026-01-31/manifest.json"));
    Files.delete(asked);
    environment.put("ON_DOUBT", "score");
    assertEquals(0, daily("out"));
    assertFalse(Files.readString(asked).contains("suspect"));
  }

  @Test
  public void localFilesAreLocal() throws Exception {
    environment.put("VERDICT", "doubtful");
    environment.put("FS", "local");
    Path old = Files.createDirectories(path("out/suspect/" + DAY)).resolve("old");
    Files.writeString(old, "of an earlier start");
    Files.createDirectories(path("out/fits/" + DAY + "/new"));
    assertEquals(4, daily("file:" + path("out")));
    assertFalse(Files.exists(path("out/fits/" + DAY)));
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(path("out/suspect/" + DAY + "/new")));

    environment.put("VERDICT", "trustworthy");
    Files.createDirectories(path("out/scores/" + DAY + "/half"));
    assertEquals(0, daily(path("out")));
    assertFalse(Files.exists(path("out/scores/" + DAY)));
  }

  /** A local directory of the same name is not what MixReduce has written. */
  @Test
  public void whatMayBeElsewhereIsNotTakenForLocal() throws Exception {
    assumeFalse("installed there", Files.exists(Path.of("/usr/bin/hadoop")));
    environment.remove("HADOOP_HOME");
    Path scores = Files.createDirectories(path("out/scores/" + DAY));
    refuse(path("out"));
    environment.remove("MIXREDUCE");
    environment.put("HADOOP_CONF_DIR", "/etc/hadoop/conf");
    refuse(path("out"));
    environment.remove("HADOOP_CONF_DIR");
    refuse("hdfs://namenode:8020" + path("out"));
    assertTrue(Files.exists(scores));
  }

  private void refuse(Object output) throws Exception {
    assertEquals(2, daily(output));
    String log = Files.readString(path("log"));
    assertTrue(log, log.startsWith("daily: no hadoop command to reach " + output));
    assertFalse("nothing is begun", Files.exists(asked));
  }
}
