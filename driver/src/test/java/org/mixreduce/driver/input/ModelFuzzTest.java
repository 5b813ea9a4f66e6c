package org.mixreduce.driver.input;

import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.cli.CommandLine;
import org.mixreduce.driver.cli.CommandLine.Result;

/**
 * Damaged model files are read or refused by their name, never anything else; {@code
 * -Dmixreduce.fuzz=10000} damages more than a build does.
 */
public class ModelFuzzTest {

  private static final int MUTANTS = Integer.getInteger("mixreduce.fuzz", 300);
  private static final long SEED = Long.getLong("mixreduce.fuzz.seed", 1);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void everyMutantIsReadOrRefused() throws IOException {
    File out = new File(folder.getRoot(), "out");
    Result fit =
        CommandLine.run(
            "fit",
            "--input",
            CommandLine.TESTDATA.resolve("faithful.csv"),
            "--header",
            "--output",
            out,
            "--k",
            "2",
            "--starts",
            "2");
    assertTrue(fit.err(), Files.exists(out.toPath().resolve("_SUCCESS")));
    byte[] bytes = Files.readAllBytes(out.toPath().resolve("model.avro"));
    File file = new File(folder.getRoot(), "model.avro");
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int i = 0; i < MUTANTS; i++) {
      Files.write(file.toPath(), damaged(bytes, new Random(SEED * 1_000_003 + i)));
      outcomes.merge(outcome(i, file), 1, Integer::sum);
    }
    System.out.println(MUTANTS + " models of seed " + SEED + ": " + outcomes);
  }

  private static String outcome(int mutant, File file) {
    try {
      ModelFile.read(new Path(file.toURI()), new Configuration());
      return "read";
    } catch (BadInputException e) {
      assertTrue(e.getMessage(), e.getMessage().contains("model.avro"));
      return "refused";
    } catch (Exception | Error e) {
      throw new AssertionError("mutant " + mutant + " is neither read nor refused: " + e, e);
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged =
        random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
    if (damaged.length == 0 || damaged.length < bytes.length) {
      return damaged;
    }
    int times = 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 3);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(damaged.length);
      if (random.nextBoolean()) {
        damaged[at] ^= (byte) (1 << random.nextInt(8));
      } else {
        int end = Math.min(damaged.length, at + 1 + random.nextInt(10));
        Arrays.fill(damaged, at, end, (byte) (random.nextBoolean() ? 0xff : 0));
      }
    }
    return damaged;
  }
}
