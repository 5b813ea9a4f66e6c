package org.mixreduce.benchmarks.compare;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MeasuredProcessTest {

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void tellsExitCodeTimeAndOutput() throws IOException, InterruptedException {
    MeasuredProcess.Cost cost = run("echo $WORD; sleep 0.2; exit 3", Duration.ofMinutes(1));
    assertEquals(Integer.valueOf(3), cost.exit());
    assertTrue(cost.seconds() + " s", cost.seconds() >= 0.2);
    assertEquals("said\n", Files.readString(log()));
    assertTrue(cost.failed());
  }

  @Test
  public void stopsWhatTakesTooLong() throws IOException, InterruptedException {
    MeasuredProcess.Cost cost = run("exec sleep 60", Duration.ofMillis(100));
    assertNull(cost.exit());
    assertTrue(cost.seconds() + " s", cost.seconds() < 30);
    assertEquals("stopped for taking too long", cost.failure());
  }

  private MeasuredProcess.Cost run(String script, Duration limit)
      throws IOException, InterruptedException {
    return new MeasuredProcess(
            List.of("sh", "-c", script), Map.of("WORD", "said"), folder.getRoot().toPath(), log())
        .run(limit);
  }

  private Path log() {
    return folder.getRoot().toPath().resolve("log.txt");
  }
}
