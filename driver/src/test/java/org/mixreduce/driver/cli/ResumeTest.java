package org.mixreduce.driver.cli;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.cli.CommandLine.Result;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.run.DriverLock;
import org.mixreduce.driver.run.MortalFileSystem;

/** {@code fit --resume} and {@code fit --extend}. */
public class ResumeTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path rows;

  private Path path(String name) {
    return folder.getRoot().toPath().resolve(name);
  }

  @Before
  public void generateRows() {
    MortalFileSystem.revive();
    rows = path("rows");
    Result result =
        CommandLine.run(
            "generate",
            "--output",
            rows,
            "--rows",
            600,
            "--k",
            3,
            "--dimension",
            2,
            "--overlap",
            "0.01",
            "--files",
            2);
    assertEquals(result.err(), ExitCode.DONE, result.code());
  }

  @After
  public void revive() {
    MortalFileSystem.revive();
  }

  private Result command(Path output, Object... more) {
    return command(6000, output, more);
  }

  private Result command(int splitBytes, Path output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "fit",
                "-D",
                "fs.file.impl=" + MortalFileSystem.class.getName(),
                "-D",
                "fs.file.impl.disable.cache=true",
                "-D",
                "mapreduce.input.fileinputformat.split.maxsize=" + splitBytes,
                "--output",
                output));
    arguments.addAll(Arrays.asList(more));
    return CommandLine.run(arguments.toArray());
  }

  private Result fit(Path output, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "--input",
                rows,
                "--header",
                "--round",
                1,
                "--subset-rows",
                100,
                "--pool-rows",
                200,
                "--starts",
                2,
                "--replicates",
                4,
                "--bag-rows",
                300));
    arguments.addAll(Arrays.asList(more));
    return command(output, arguments.toArray());
  }

  private static void done(Result result) {
    assertEquals(result.err(), ExitCode.DONE, result.code());
  }

  private static void refused(Result result, String reason) {
    assertEquals(result.err(), ExitCode.USAGE, result.code());
    assertTrue(result.err(), result.err().contains(reason));
  }

  private static final List<String> RESULTS =
      List.of(
          "model.avro",
          "model.json",
          "candidates.csv",
          "candidates.avro",
          "evaluations.avro",
          "parameters.csv",
          "subsets.csv",
          "profile.avro",
          "pool.avro",
          "distances.avro");

  private static void same(Path expected, Path found) throws IOException {
    for (String name : RESULTS) {
      assertArrayEquals(
          name,
          Files.readAllBytes(expected.resolve(name)),
          Files.readAllBytes(found.resolve(name)));
    }
    assertEquals(names(expected), names(found));
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(file -> directory.relativize(file).toString()).sorted().toList();
    }
  }

  /** The file of a killed driver names a process that is gone; here it is this one. */
  private static void forget(Path output) throws IOException {
    Files.deleteIfExists(output.resolve("_work/driver.json"));
    Files.deleteIfExists(output.resolve("_work/.driver.json.crc"));
  }

  private void killed(Path output, Object... command) throws IOException {
    Result result = fit(output, command);
    assertTrue("nothing happened at that place", MortalFileSystem.isDead());
    assertEquals(result.err(), ExitCode.JOB_FAILED, result.code());
    assertFalse(result.err(), result.err().contains("\tat"));
    assertFalse(Files.exists(output.resolve("_SUCCESS")));
    MortalFileSystem.revive();
    forget(output);
  }

  @Test
  public void aRunThatWasKilledAnywhereEndsInTheSameBytes() throws IOException {
    Path whole = path("whole");
    done(fit(whole, "--k", "2..3", "--refine", 0));
    for (String place :
        List.of(
            "_work/run.json",
            "_work/result/pool.avro",
            "_work/done-round-2.json",
            "_work/done-scan-0.json",
            "_work/job-bags-0.json",
            "out/model.avro",
            "out/_SUCCESS")) {
      Path output = path(place.replaceAll("\\W", "-") + "/out");
      MortalFileSystem.dieAt(place);
      killed(output, "--k", "2..3", "--refine", 0);
      if (!place.equals("_work/run.json")) {
        // Before that nothing has begun.
        refused(fit(output, "--k", "2..3", "--refine", 0), "--resume");
      }
      done(fit(output, "--k", "2..3", "--refine", 0, "--resume"));
      same(whole, output);
    }
  }

  /** Too slow for every build: {@code -Dmixreduce.kill.everywhere=true}. */
  @Test
  public void aRunThatWasKilledAtAnyChangeEndsInTheSameBytes() throws IOException {
    assumeTrue(Boolean.getBoolean("mixreduce.kill.everywhere"));
    killAtEachChange(path("none"), "--k", "2..3", "--refine", 0);
  }

  /** The same where subsets are left out, in the place of another run. */
  @Test
  public void aRobustRunThatWasKilledAtAnyChangeEndsInTheSameBytes() throws IOException {
    assumeTrue(Boolean.getBoolean("mixreduce.kill.everywhere"));
    Path earlier = path("earlier/out");
    done(fit(earlier, "--k", "1", "--refine", 0));
    corruptSubset();
    killAtEachChange(earlier, ROBUST);
  }

  private static final Object[] ROBUST = {"--aggregate", "robust", "--k", 2, "--refine", 0};

  /** Rows of another kind. */
  private void corruptSubset() throws IOException {
    List<String> lines = new ArrayList<>(List.of("V1,V2,_component"));
    for (int i = 0; i < 100; i++) {
      lines.add((500 + i % 7) + "," + (900 + i % 11) + ",1");
    }
    Files.write(rows.resolve("part-00009.csv"), lines);
  }

  private void killAtEachChange(Path earlier, Object... command) throws IOException {
    Path whole = path("whole");
    done(fit(whole, command));
    for (int change = 0; ; change++) {
      Path output = path("out-" + change);
      List<Object> begin = new ArrayList<>(List.of(command));
      if (Files.exists(earlier)) {
        FileUtils.copyDirectory(earlier.toFile(), output.toFile());
        begin.add("--overwrite");
      }
      MortalFileSystem.dieAfter(change);
      Result result = fit(output, begin.toArray());
      boolean killed = MortalFileSystem.isDead();
      MortalFileSystem.revive();
      if (!killed) {
        done(result);
        System.out.println("killed at each of " + change + " changes");
        break;
      }
      forget(output);
      boolean begun = Files.exists(output.resolve("_work/run.json"));
      List<Object> goOn = new ArrayList<>(List.of(command));
      goOn.add(begun || !Files.exists(earlier) || notYet(output) ? "--resume" : "--overwrite");
      done(fit(output, goOn.toArray()));
      same(whole, output);
    }
  }

  /** Killed in its last steps, when the record of the run is gone. */
  private static boolean notYet(Path output) {
    return !Files.exists(output.resolve("_SUCCESS"));
  }

  /** The profile of all rows and that of the rows that are left are both there to the end. */
  @Test
  public void aRobustRunGoesOnFromItsSecondProfile() throws IOException {
    corruptSubset();
    Path whole = path("whole");
    Result undisturbed = fit(whole, ROBUST);
    done(undisturbed);
    assertTrue(Files.exists(whole.resolve("left-out.avro")));
    for (String place :
        List.of(
            "_work/left-pool.avro",
            "_work/done-round-left-1.json",
            "_work/result/pool.avro",
            "_work/complete")) {
      Path output = path(place.replaceAll("\\W", "-") + "/out");
      MortalFileSystem.dieAt(place);
      killed(output, ROBUST);
      done(fit(output, add(ROBUST, "--resume")));
      same(whole, output);
    }
  }

  private static Object[] add(Object[] command, Object more) {
    List<Object> all = new ArrayList<>(List.of(command));
    all.add(more);
    return all.toArray();
  }

  /** A driver that ended before it began a run has left nothing to go on with. */
  @Test
  public void aBareLockIsNoRun() throws IOException {
    Path output = path("out");
    Files.createDirectories(output.resolve("_work"));
    done(fit(output, "--k", 1, "--refine", 0, "--standard-errors", "none"));
    assertTrue(Files.exists(output.resolve("_SUCCESS")));
  }

  /** What a new run replaces is not what it reads. */
  @Test
  public void inputAndStartModelInTheOutputAreRefused() throws IOException {
    Path output = path("out");
    done(fit(output, "--k", 2, "--refine", 0));
    refused(
        fit(output, "--k", 2, "--overwrite", "--start", output.resolve("model.avro")),
        "lies in --output");
    Path inside = Files.createDirectory(output.resolve("rows"));
    Files.copy(rows.resolve("part-00000.csv"), inside.resolve("rows.csv"));
    refused(
        command(output, "--input", inside, "--header", "--k", 1, "--overwrite"),
        "rows.csv lies in --output");
    assertTrue(Files.exists(output.resolve("_SUCCESS")));
  }

  /** On a cluster, a job that its driver had submitted and could not tell of writes on. */
  @Test
  public void whatAForgottenJobLeavesInAFinishedRunGoes() throws IOException {
    Path output = path("out");
    done(fit(output, "--k", 2, "--refine", 0));
    Files.createDirectories(output.resolve("_work/round-1.0123abcd/_temporary"));
    done(command(output, "--resume"));
    assertFalse(Files.exists(output.resolve("_work")));
    Files.createDirectories(output.resolve("_work/round-1.0123abcd/_temporary"));
    done(command(output, "--extend", "--k", 3));
    assertFalse(Files.exists(output.resolve("_work")));
  }

  @Test
  public void whatIsDoneIsNotDoneAgainAndOptionsAreRemembered() throws IOException {
    Path output = path("out");
    MortalFileSystem.dieAt("done-round-2.json");
    killed(output, "--k", "2..3", "--refine", 1);
    Result result = command(output, "--resume");
    done(result);
    // The journal of the first round says that it is done, and nothing says so of the second.
    assertFalse(Files.exists(output.resolve("_work")));
    assertTrue(Files.exists(output.resolve("_SUCCESS")));
    Path whole = path("whole");
    done(fit(whole, "--k", "2..3", "--refine", 1));
    same(whole, output);
    // A finished run is finished, whatever the scheduler tries.
    Result finished = command(output, "--resume");
    done(finished);
    assertTrue(finished.err(), finished.err().contains("finished"));
    same(whole, output);
  }

  @Test
  public void whatWouldMixResultsIsRefusedByName() throws IOException {
    Path output = path("out");
    MortalFileSystem.dieAt("done-round-2.json");
    killed(output, "--k", "2..3", "--refine", 1);
    refused(command(output, "--resume", "--seed", 2), "--seed 1, not 2");
    refused(command(output, "--resume", "--k", "2..4"), "--k 2..3, not 2..4");
    refused(command(output, "--resume", "--overwrite"), "exclude each other");
    refused(command(5000, output, "--resume"), "settings by -D are not remembered");
    Path file = rows.resolve("part-00000.csv");
    Path more = Files.copy(file, rows.resolve("part-00002.csv"));
    refused(command(output, "--resume"), "part-00002.csv is new");
    Files.delete(more);
    FileTime time = Files.getLastModifiedTime(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5000));
    refused(command(output, "--resume"), "part-00000.csv was modified at 20");
    Files.setLastModifiedTime(file, time);
    refused(command(output, "--extend", "--k", "5"), "--resume it first");
    done(command(output, "--resume"));
  }

  /** A scheduler that repeats its command learns at once that there is nothing to do. */
  @Test
  public void aFinishedRunIsFinishedWithoutALookAtItsRows() throws IOException {
    Path output = path("out");
    // The first line could be a header: whoever reads it warns.
    Path file = Files.writeString(path("numbers.csv"), "x,y\n" + "1,2\n3,1\n2,2\n5,4\n".repeat(5));
    Object[] fit = {
      "--input",
      file,
      "--k",
      "1",
      "--pool-rows",
      0,
      "--standard-errors",
      "none",
      "--max-bad-rows",
      1,
      "--resume"
    };
    Result first = command(output, fit);
    done(first);
    assertTrue(first.err(), first.err().contains("looks like a header"));
    assertTrue(first.out(), first.out().contains("20 rows of 2 variables in 1 subset ("));
    Result again = command(output, fit);
    done(again);
    assertEquals(
        "mixreduce: the run in file:" + output + " is finished: nothing to resume",
        again.err().strip());
    refused(command(output, "--resume", "--k", "1..2"), "--k 1, not 1..2");
    Files.writeString(file, "x,y\n1,2\n");
    refused(command(output, fit), "numbers.csv has changed");
    Files.delete(file);
    done(command(output, fit));
  }

  @Test
  public void aRunWithoutAnEarlierOneBegins() throws IOException {
    Path output = path("out");
    done(fit(output, "--k", "2", "--refine", 0, "--resume"));
    refused(command(path("none"), "--resume"), "none to resume; to begin one, say --input and --k");
    refused(command(path("none"), "--extend", "--k", "3"), "none to add candidates to");
  }

  /** As a driver leaves that was killed while it took back all it had made. */
  @Test
  public void anEmptyDirectoryIsBegunIn() throws IOException {
    Path whole = path("whole");
    done(fit(whole, "--k", "2", "--refine", 0));
    for (String how : List.of("--resume", "--verbose")) {
      Path output = Files.createDirectory(path("out" + how));
      done(fit(output, "--k", "2", "--refine", 0, how));
      same(whole, output);
    }
    Path other = Files.createDirectory(path("other"));
    Files.writeString(other.resolve("notes"), "kept");
    refused(fit(other, "--k", "2", "--resume"), "is not the output of an earlier run");
    assertEquals(List.of("", "notes"), names(other));
  }

  /** It ends by itself, so a scheduler may try again. */
  @Test
  public void anOutputThatAnotherDriverWorksOnIsNoFaultOfTheCommand() throws IOException {
    Path output = path("out");
    MortalFileSystem.dieAt("done-round-2.json");
    killed(output, "--k", "2..3", "--refine", 1);
    Configuration conf = new Configuration();
    RunDirectory directory = new RunDirectory(output.toString(), conf);
    try (DriverLock lock =
        DriverLock.take(
            FileSystem.getLocal(conf),
            directory.work("driver.json"),
            new Console(System.out, System.err))) {
      List<String> before = names(output);
      for (String how : List.of("--resume", "--overwrite", "--verbose")) {
        Result second = fit(output, "--k", "2..3", "--refine", 1, how);
        assertEquals(second.err(), ExitCode.JOB_FAILED, second.code());
        String last = second.err().strip().lines().reduce((a, b) -> b).orElse("");
        assertTrue(last, last.contains("is being written by the driver in process "));
        assertTrue(last, last.endsWith(": let it end, or choose another"));
      }
      assertEquals(before, names(output));
      lock.check();
    }
    done(command(output, "--resume"));
  }

  @Test
  public void resultsThatAreInPlaceAreNotComputedAgain() throws IOException {
    Path output = path("out");
    done(fit(output, "--k", "2", "--refine", 0));
    FileTime moved = Files.getLastModifiedTime(output.resolve("model.avro"));
    // A driver that was killed before its last change.
    Files.delete(output.resolve("_SUCCESS"));
    Result result = command(output, "--resume");
    done(result);
    assertFalse(result.err(), result.err().contains("profiling"));
    assertTrue(Files.exists(output.resolve("_SUCCESS")));
    assertFalse(Files.exists(output.resolve("_work")));
    assertEquals(moved, Files.getLastModifiedTime(output.resolve("model.avro")));
  }

  @Test
  public void anExtensionThatNeverBeganLeavesAFinishedRun() throws IOException {
    Path output = path("out");
    done(fit(output, "--k", "2", "--refine", 0));
    byte[] model = Files.readAllBytes(output.resolve("model.avro"));
    MortalFileSystem.dieAt("_work/run.json");
    assertEquals(ExitCode.JOB_FAILED, command(output, "--extend", "--k", "3").code());
    MortalFileSystem.revive();
    forget(output);
    refused(fit(output, "--k", "3", "--refine", 0, "--resume"), "--k 2, not 3");
    Result finished = command(output, "--resume");
    done(finished);
    assertTrue(finished.err(), finished.err().contains("finished"));
    assertArrayEquals(model, Files.readAllBytes(output.resolve("model.avro")));
    assertFalse(Files.exists(output.resolve("_work")));
    // What tells of the errors of the earlier model goes, if there is nothing of the new one's.
    assertTrue(Files.exists(output.resolve("parameters.csv")));
    done(command(output, "--extend", "--k", "3", "--standard-errors", "none"));
    assertFalse(Files.exists(output.resolve("parameters.csv")));
  }

  @Test
  public void aRunThatCannotBeResumedIsNotSaidToBe() throws IOException {
    Path work = Files.createDirectories(path("out/_work"));
    Files.writeString(
        work.resolve("run.json"),
        "{\"command\": \"aggregate\", \"version\": \"1\", \"arguments\": [], \"options\": {}}");
    refused(
        fit(path("out"), "--k", "2"),
        "an unfinished run of aggregate: start anew with --overwrite");
  }

  /** Not even --overwrite takes what it does not know, nor --resume goes on with it. */
  @Test
  public void workOfSomethingElseIsLeftAlone() throws IOException {
    Path file = Files.createDirectories(path("out/_work")).resolve("part-00000");
    Files.writeString(file, "1,2");
    for (String how : List.of("--resume", "--extend", "--overwrite", "--verbose")) {
      refused(fit(path("out"), "--k", "2", how), "/out/_work is not of a run of mixreduce");
    }
    assertEquals(List.of("", "_work", "_work/part-00000"), names(path("out")));
  }

  @Test
  public void aDamagedRecordIsNamed() throws IOException {
    Path output = path("out");
    MortalFileSystem.dieAt("done-round-2.json");
    killed(output, "--k", "2..3", "--refine", 1);
    Files.delete(output.resolve("_work/.run.json.crc"));
    Files.writeString(output.resolve("_work/run.json"), "{\"command\" : \"fi");
    List<String> before = names(output);
    for (String how : List.of("--resume", "--overwrite", "--verbose")) {
      refused(fit(output, "--k", "2..3", how), "_work/run.json is damaged");
    }
    refused(command(output, "--resume"), "restore the file, or remove ");
    assertEquals(before, names(output));
  }

  @Test
  public void anExtendedRunIsTheOneThatWasAskedForAllAtOnce() throws IOException {
    Path whole = path("whole");
    done(fit(whole, "--k", "2..4", "--refine", 1));
    Path output = path("out");
    done(fit(output, "--k", "2..3", "--refine", 1));
    FileTime fitted = Files.getLastModifiedTime(output.resolve("fits/fits-VVV-2.avro"));
    Result extended = command(output, "--extend", "--k", "4");
    done(extended);
    assertTrue(extended.out(), extended.out().contains("round 1"));
    assertFalse(extended.out(), extended.out().contains("round 2"));
    sameModel(whole, output);
    assertEquals(fitted, Files.getLastModifiedTime(output.resolve("fits/fits-VVV-2.avro")));
    // Once more, and of another shape.
    done(command(output, "--extend", "--k", "1", "--shape", "VVI"));
    Path both = path("both");
    done(fit(both, "--k", "1..4", "--refine", 1, "--shape", "VVV,VVI"));
    sameModel(both, output);
  }

  /** Evaluations come in another order, and models that were given up later are not among them. */
  private static void sameModel(Path expected, Path found) throws IOException {
    for (String name : RESULTS) {
      if (!name.equals("evaluations.avro") && !name.equals("distances.avro")) {
        assertArrayEquals(
            name,
            Files.readAllBytes(expected.resolve(name)),
            Files.readAllBytes(found.resolve(name)));
      }
    }
    assertEquals(names(expected), names(found));
  }
}
