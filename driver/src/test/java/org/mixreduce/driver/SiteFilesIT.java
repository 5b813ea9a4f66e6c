package org.mixreduce.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/**
 * A cluster is known by its site files alone, as under {@code hadoop jar}. In a process of its own,
 * because Hadoop's classes, once loaded by any test, know mapred-site.xml for good.
 */
public class SiteFilesIT {

  private static final Path TARGET =
      Path.of(System.getProperty("mixreduce.target", "target")).toAbsolutePath();
  private static final Path TESTDATA = Path.of(System.getProperty("mixreduce.testdata"));

  /**
   * Room for a map task with the sort buffer of the local runner, 16 MB, but not with a cluster's,
   * of 100. It is refused before any resource manager, which is not there, is asked.
   */
  private static final String SITE =
      """
      <configuration>
        <property><name>mapreduce.framework.name</name><value>yarn</value></property>
        <property><name>mapreduce.map.memory.mb</name><value>180</value></property>
      </configuration>
      """;

  @Test
  public void mapredSiteSaysThatJobsRunOnACluster() throws Exception {
    Path folder = Files.createDirectories(TARGET.resolve("it/site"));
    Files.writeString(folder.resolve("mapred-site.xml"), SITE);
    Path err = folder.resolve("err");
    Process process = fit(folder, err);
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    String said = Files.readString(err);
    assertTrue("refused, not submitted: " + said, ended);
    assertEquals(said, 2, process.waitFor());
    assertTrue(said, said.contains("raise -D mapreduce.map.memory.mb"));
  }

  private static Process fit(Path site, Path err) throws IOException {
    String classPath =
        String.join(
            File.pathSeparator,
            site.toString(),
            TARGET.resolve("mixreduce-job.jar").toString(),
            TARGET.resolve("lib").toString() + "/*");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-cp",
            classPath,
            "org.mixreduce.driver.Main",
            "fit",
            "--input",
            TESTDATA.resolve("faithful.csv").toString(),
            "--header",
            "--output",
            site.resolve("out").toString(),
            "--k",
            "1")
        .redirectError(err.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
