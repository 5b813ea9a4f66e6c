package org.mixreduce.study.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;

/**
 * Rows of a comma-separated file with a header, in the order of the file.
 *
 * @param name in tables
 * @param file may be compressed by gzip, if its name ends in {@code .gz}
 * @param columns numbers from 1; a row that has no number in one of them is left out
 * @param components K to fit
 * @param subsets B
 * @param poolRows rows of the pooled sample
 */
public record RealData(
    String name,
    Path file,
    List<Integer> columns,
    List<Integer> components,
    int subsets,
    int poolRows) {

  /** HTRU2: 17,898 candidates of pulsars, eight statistics each. */
  public static RealData htru2(Path file) {
    return new RealData(
        "HTRU2", file, List.of(1, 2, 3, 4, 5, 6, 7, 8), List.of(2, 3, 4, 5, 6, 7, 8), 8, 4000);
  }

  /** Individual household electric power consumption: active power and voltage, in time's order. */
  public static RealData power(Path file) {
    return new RealData("power", file, List.of(4, 6), List.of(2, 3, 4, 5, 6, 7), 9, 20_000);
  }

  /** Reads the rows. */
  public RowBlock rows() throws IOException {
    RowBlockBuilder builder = new RowBlockBuilder(columns.size());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        double[] row = parse(line.split(",", -1));
        if (row.length > 0) {
          builder.add(row, 1);
        }
      }
    }
    return builder.build();
  }

  private InputStream open() throws IOException {
    InputStream bytes = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }

  /** The row, or no numbers at all if one is missing. */
  private double[] parse(String[] fields) {
    double[] row = new double[columns.size()];
    for (int j = 0; j < row.length; j++) {
      String field = fields[columns.get(j) - 1];
      if (field.isEmpty() || field.equals("?")) {
        return new double[0];
      }
      row[j] = Double.parseDouble(field);
    }
    return row;
  }
}
