package org.mixreduce.study.raw;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RawResultsTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final Trial FIRST = new Trial("K=5 d=2", 1);
  private static final Trial SECOND = new Trial("K=5 d=2", 2);
  private static final List<Measurement> FOUND =
      List.of(new Measurement("full data", "w1", 0.1 + 0.2), new Measurement("pool", "w1", 1e-300));

  private Path file;

  @Before
  public void file() {
    file = folder.getRoot().toPath().resolve("new/estimation.csv");
  }

  @Test
  public void whatWasAppendedIsThereAgainToTheLastDigit() throws IOException {
    RawResults results = RawResults.open(file);
    assertFalse(results.contains(FIRST));
    results.append(FIRST, FOUND, 1.5);
    RawResults again = RawResults.open(file);
    assertTrue(again.contains(FIRST));
    assertFalse(again.contains(SECOND));
    assertEquals(FOUND, again.trials().get(FIRST).subList(0, 2));
    assertEquals(new Measurement("", RawResults.SECONDS, 1.5), again.trials().get(FIRST).get(2));
  }

  @Test
  public void aTrialThatWasCutOffIsDroppedAndCanBeRunAgain() throws IOException {
    RawResults results = RawResults.open(file);
    results.append(FIRST, FOUND, 1.5);
    String whole = Files.readString(file);
    results.append(SECOND, FOUND, 12.5);
    String all = Files.readString(file);
    // Wherever the second trial's lines are cut, the first one stays and the second one goes.
    for (int end = whole.length(); end < all.length(); end++) {
      Files.writeString(file, all.substring(0, end));
      RawResults opened = RawResults.open(file);
      assertTrue(opened.contains(FIRST));
      assertFalse("cut at " + end, opened.contains(SECOND));
      assertEquals(whole, Files.readString(file));
    }
    RawResults resumed = RawResults.open(file);
    resumed.append(SECOND, FOUND, 12.5);
    assertEquals(all, Files.readString(file));
  }

  @Test
  public void anotherFileIsRefused() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "something,else\n1,2\n");
    IOException refusal = assertThrows(IOException.class, () -> RawResults.open(file));
    assertTrue(refusal.getMessage().contains("move it away"));
  }

  @Test
  public void namesWithCommasAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Measurement("a,b", "w1", 1));
    assertThrows(IllegalArgumentException.class, () -> new Trial("K=5, d=2", 1));
  }
}
