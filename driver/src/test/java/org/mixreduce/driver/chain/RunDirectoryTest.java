package org.mixreduce.driver.chain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RunDirectoryTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path out() {
    return folder.getRoot().toPath().resolve("out");
  }

  private RunDirectory claim(boolean overwrite) throws IOException {
    RunDirectory directory = new RunDirectory(out().toString(), new Configuration());
    directory.claim(overwrite);
    return directory;
  }

  private void finishedRun(String manifest) throws IOException {
    RunDirectory directory = claim(Files.exists(out()));
    directory.write(directory.file("manifest.json"), manifest);
    directory.finish();
  }

  private String manifest() throws IOException {
    return Files.readString(out().resolve("manifest.json"));
  }

  private boolean aside() {
    return Files.exists(folder.getRoot().toPath().resolve("_out.replaced"));
  }

  @Test
  public void aFailedRunGivesBackWhatItWasToReplace() throws IOException {
    finishedRun("first");
    RunDirectory second = claim(true);
    second.write(second.file("manifest.json"), "second");
    second.discard();
    assertEquals("first", manifest());
    assertFalse(aside());
  }

  @Test
  public void aKilledRunLosesNothingEither() throws IOException {
    finishedRun("first");
    RunDirectory killed = claim(true);
    killed.write(killed.work("something"), "half");
    assertTrue(aside());
    RunDirectory third = claim(true);
    third.discard();
    assertEquals("first", manifest());
    finishedRun("fourth");
    assertEquals("fourth", manifest());
    assertFalse(aside());
  }
}
