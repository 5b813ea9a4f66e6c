package org.mixreduce.driver.runs;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.junit.Test;
import org.mixreduce.driver.input.UsageException;

public class RunWindowTest {

  private static List<String> window(String last, String... paths) {
    return new RunWindow(Optional.of(last))
        .of(List.of(paths).stream().map(Path::new).toList()).stream().map(Path::toString).toList();
  }

  @Test
  public void withoutALastRunAllAreInside() {
    List<Path> all = List.of(new Path("/b"), new Path("/a"));
    assertEquals(all, new RunWindow(Optional.empty()).of(all));
  }

  @Test
  public void namesDecideWhereverTheRunsAre() {
    assertEquals(
        List.of("/fits/2024-05-02", "/models/2024-04-30", "/models/2024-05-02"),
        window(
            "2024-05-02",
            "/fits/2024-05-02",
            "/fits/2024-05-03",
            "/models/2024-04-30",
            "/models/2024-05-02"));
  }

  @Test
  public void ofFoldersInFoldersTheOuterDecideFirst() {
    assertEquals(
        List.of("hdfs://host/fits/2024/04/30", "hdfs://host/fits/2024/05/02"),
        window(
            "05/02",
            "hdfs://host/fits/2024/04/30",
            "hdfs://host/fits/2024/05/02",
            "hdfs://host/fits/2024/05/03",
            "hdfs://host/fits/2024/06/01"));
  }

  @Test
  public void aNameThatIsMistypedCutsNowhere() {
    assertThrows(UsageException.class, () -> window("2024-05-2", "/fits/2024-05-19"));
    assertThrows(UsageException.class, () -> window("5/02", "/fits/05/02"));
    assertThrows(UsageException.class, () -> window("/a/b/c", "/b/c"));
  }
}
