package org.mixreduce.driver.report;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.report.RunManifest.InputFile;
import org.mixreduce.driver.report.RunManifest.Source;

/** What is written comes back. */
public class RunManifestTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void theManifestOfAFit() throws IOException {
    Path file = folder.getRoot().toPath().resolve("a b\".csv");
    Files.writeString(file, "1,2\n");
    Manifest manifest = new Manifest("fit", List.of("--k", "2"));
    manifest.option("penalty", "0.5");
    manifest.input(
        new JobRunner(new Configuration(), folder.getRoot().toString()).files(),
        new Configuration());
    RunManifest read = RunManifest.read(manifest.json());
    assertEquals(Manifest.version(), read.version());
    assertEquals(Optional.of("0.5"), read.options().find("penalty"));
    assertEquals(Optional.empty(), read.options().find("starts"));
    assertEquals(1, read.sources().size());
    assertEquals("", read.sources().get(0).name());
    InputFile found = read.sources().get(0).files().get(0);
    assertEquals(
        file.toUri().getPath(),
        java.net.URI.create(found.uri().replace(" ", "%20").replace("\"", "%22")).getPath());
    assertEquals(4, found.bytes());
    assertEquals(Files.getLastModifiedTime(file).toMillis(), found.modified());
  }

  @Test
  public void theManifestOfAnAggregate() {
    Manifest manifest = new Manifest("fit", List.of());
    manifest.option("penalty", "1");
    List<Source> sources =
        List.of(
            new Source("mon//", List.of(new InputFile("hdfs://x/ä,b", 5, 1L << 40))),
            new Source("tue//", List.of()));
    manifest.sources(sources);
    assertEquals(sources, RunManifest.read(manifest.json()).sources());
  }

  /** So that a run can be resumed from another directory than it was begun in. */
  @Test
  public void theInputIsToldInFull() throws IOException {
    JobRunner jobs = new JobRunner(new Configuration(), "rows/a*.csv,/tmp/b c");
    Manifest manifest = new Manifest("fit", List.of("--input", "rows/a*.csv,..."));
    manifest.inputPaths(jobs.inputs());
    assertEquals(
        Optional.of("file:" + System.getProperty("user.dir") + "/rows/a*.csv,file:/tmp/b c"),
        manifest.record().input());
    assertEquals(Optional.empty(), new Manifest("fit", List.of()).record().input());
  }

  @Test
  public void whatIsNoneSaysWhatIsMissing() {
    for (String[] bad :
        new String[][] {
          {"{}", "input"},
          {"{\"input\": {\"files\": [{\"path\": \"a\", \"bytes\": 3}]}}", "uri"},
          {"{\"input\": {\"files\": []}}", "version"},
          {"{", "end-of-input"}
        }) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> RunManifest.read(bad[0]));
      assertTrue(refusal.getMessage(), refusal.getMessage().contains(bad[1]));
    }
  }
}
