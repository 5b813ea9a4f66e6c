package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.mapper.record.InputFiles;

public class InputPathsTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static boolean covers(String inputs, String place) throws IOException {
    return InputPaths.of(inputs, new Configuration()).cover(new Path("file:" + place));
  }

  @Test
  public void coversWhatLiesBeneath() throws IOException {
    assertTrue(covers("/data/rows", "/data/rows"));
    assertTrue(covers("/data/rows", "/data/rows/out/deep"));
    assertTrue(covers("/data/other,file:///data/rows", "/data/rows/out"));
    assertFalse(covers("/data/rows", "/data/rows2"));
    assertFalse(covers("/data/rows", "/data"));
    assertFalse(covers("/data/rows/a.csv", "/data/rows/out"));
  }

  @Test
  public void coversWhatAGlobWouldFind() throws IOException {
    assertTrue(covers("/data/*", "/data/out"));
    assertTrue(covers("/data/ro*,/x", "/data/rows-shuffled/deep"));
    assertTrue(covers("/data/{a,b}/*", "/data/b/out"));
    assertFalse(covers("/data/*.csv", "/data/out"));
    assertFalse(covers("/data/*", "/elsewhere/out"));
  }

  @Test
  public void anotherFileSystemIsElsewhere() throws IOException {
    InputPaths paths = new InputPaths(java.util.List.of(new Path("hdfs://host:1/data")));
    assertTrue(paths.cover(new Path("hdfs://host:1/data/out")));
    assertFalse(paths.cover(new Path("hdfs://host:2/data/out")));
    assertFalse(paths.cover(new Path("file:/data/out")));
  }

  @Test
  public void aLiteralDirectoryMayHaveAnyName() throws IOException {
    java.nio.file.Path directory = folder.getRoot().toPath().resolve("a,b [1]{c}*?");
    Files.createDirectory(directory);
    Files.writeString(directory.resolve("rows"), "1\n");
    Job job = Job.getInstance(new Configuration());
    InputPaths.literally(new Path(directory.toUri())).set(job);
    assertEquals(1, InputFiles.of(job).files().size());
  }
}
