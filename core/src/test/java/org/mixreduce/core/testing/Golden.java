package org.mixreduce.core.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.mixreduce.core.data.RowBlock;

/** Data and golden values of the testdata folder; its README names the tools that made them. */
public final class Golden {

  private static final Path FOLDER =
      Path.of(System.getProperty("mixreduce.testdata", "../testdata"));

  private final Properties values = new Properties();

  private Golden() {}

  /** A file of golden values. */
  public static Golden of(String name) {
    Golden golden = new Golden();
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve("golden").resolve(name))) {
      golden.values.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return golden;
  }

  /** Whether there is a value. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** One number. */
  public double number(String key) {
    return numbers(key)[0];
  }

  /** Numbers with blanks between. */
  public double[] numbers(String key) {
    String text = values.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no golden value " + key);
    }
    return Arrays.stream(text.trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  /** The rows of a file with a header and numbers only. */
  public static RowBlock rows(String name) {
    try {
      List<double[]> rows = new ArrayList<>();
      List<String> lines = Files.readAllLines(FOLDER.resolve(name));
      for (String line : lines.subList(1, lines.size())) {
        rows.add(Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray());
      }
      return RowBlock.ofRows(rows.toArray(double[][]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
