package org.mixreduce.driver.run;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.report.Console;

/** Whose work in progress is. */
public class LeftWorkTest {

  private static final String RECORD =
      "{\"command\": \"fit\", \"version\": \"1\", \"arguments\": [], \"options\": {}}";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private FileSystem fs;
  private java.nio.file.Path work;

  @Before
  public void open() throws IOException {
    fs = FileSystem.getLocal(new Configuration());
    work = folder.newFolder("out", "_work").toPath();
  }

  private Path path() {
    return new Path("file:" + work);
  }

  private LeftWork found() throws IOException {
    return LeftWork.in(fs, path());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(work.resolve(name), text);
  }

  private String refusal() {
    return assertThrows(UsageException.class, () -> LeftWork.check(fs, path())).getMessage();
  }

  @Test
  public void noneIsNone() throws IOException {
    assertEquals(LeftWork.NONE, LeftWork.in(fs, new Path(path(), "none")));
  }

  @Test
  public void aRunIsKnownByItsRecord() throws IOException {
    write("run.json", RECORD);
    write("done-round-1.json", "{}");
    assertEquals(LeftWork.OURS, found());
  }

  /** Before a run has a record its driver has a lock, and what an earlier run left may be there. */
  @Test
  public void aRunThatHasNoRecordYetIsKnownByItsLock() throws IOException {
    Path file = new Path(path(), LeftWork.LOCK);
    write("done-round-1.json", "{}");
    assertEquals(LeftWork.FOREIGN, found());
    try (DriverLock lock = DriverLock.take(fs, file, new Console(System.out, System.err))) {
      lock.check();
      assertEquals(LeftWork.OURS, found());
    }
  }

  @Test
  public void whoDiedBeforeAnythingWasDoneLeavesNothingToLose() throws IOException {
    assertEquals(LeftWork.OURS, found());
    write("driver.json", "");
    write(".driver.json.0123abcd", "{}");
    assertEquals(LeftWork.OURS, found());
    write("run.json", RECORD.substring(0, 20));
    assertEquals(LeftWork.OURS, found());
  }

  @Test
  public void aFolderOfSomethingElseIsNamed() throws IOException {
    write("part-00000", "1,2");
    assertEquals(LeftWork.FOREIGN, found());
    assertTrue(refusal(), refusal().contains("/out/_work is not of a run of mixreduce"));
    write("driver.json", "{\"name\": \"of a printer\"}");
    assertEquals(LeftWork.FOREIGN, found());
  }

  @Test
  public void aDamagedRecordIsNamedWithTheRemedy() throws IOException {
    write("done-round-1.json", "{}");
    for (String text : new String[] {"", RECORD.substring(0, 20), "{\"name\": \"a run\"}"}) {
      write("run.json", text);
      assertEquals(LeftWork.DAMAGED, found());
      assertTrue(refusal(), refusal().contains("/out/_work/run.json is damaged"));
      assertTrue(refusal(), refusal().contains("or remove file:" + work));
    }
  }
}
