package org.mixreduce.driver.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.file.DataFileStream;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.PosteriorKernel;
import org.mixreduce.driver.report.Json;

/**
 * The rows that the page shows: the first of the pooled sample, which is in the order of random
 * hashes, so that they are a sample of all rows too. A row that counts several times is shown once.
 *
 * @param state whether there are any
 * @param rows all variables of each
 * @param components the most probable component of each, from 0
 */
record SampleRows(State state, List<double[]> rows, int[] components) {

  /** Points of the whole matrix: browsers draw them at once. */
  private static final int MARKS = 6000;

  /** Rows at most, which is where a panel fills up. */
  private static final int ROWS = 1500;

  /** Whether rows are shown. */
  enum State {
    /** They are. */
    SHOWN,
    /** The run was asked to keep them out. */
    LEFT_OUT,
    /** There is no pooled sample. */
    NONE
  }

  static SampleRows leftOut() {
    return new SampleRows(State.LEFT_OUT, List.of(), new int[0]);
  }

  /**
   * Reads rows.
   *
   * @param panels that each row is drawn in
   */
  static SampleRows read(RunFiles files, Mixture mixture, int panels) throws IOException {
    Optional<Path> pool = files.find("pool.avro");
    if (pool.isEmpty()) {
      return new SampleRows(State.NONE, List.of(), new int[0]);
    }
    int most = Math.min(ROWS, MARKS / Math.max(1, panels));
    List<double[]> rows = new ArrayList<>();
    try (DataFileStream<SampleRowRecord> stream =
        ContainerFile.reader(
            SampleRowRecord.getClassSchema(), files.fileSystem(pool.get()).open(pool.get()))) {
      while (rows.size() < most && stream.hasNext()) {
        rows.add(stream.next().getValues().stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    return new SampleRows(State.SHOWN, rows, components(rows, mixture));
  }

  private static int[] components(List<double[]> rows, Mixture mixture) {
    int[] components = new int[rows.size()];
    if (rows.isEmpty()) {
      return components;
    }
    PosteriorKernel kernel = new PosteriorKernel(mixture);
    RowBlock block = RowBlock.ofRows(rows.toArray(double[][]::new));
    for (int from = 0; from < rows.size(); from += PosteriorKernel.TILE) {
      int count = Math.min(PosteriorKernel.TILE, rows.size() - from);
      kernel.evaluate(block, from, count);
      for (int i = 0; i < count; i++) {
        components[from + i] = kernel.mostProbable(i);
      }
    }
    return components;
  }

  /** What of the rows goes into the page: the variables shown, and no others. */
  ObjectNode json(List<Integer> variables) {
    ObjectNode json = Json.object();
    json.put("state", state.name().toLowerCase(Locale.ROOT));
    ArrayNode list = json.putArray("rows");
    for (double[] row : rows) {
      ArrayNode values = list.addArray();
      variables.forEach(j -> values.add(row[j]));
    }
    ArrayNode classes = json.putArray("components");
    for (int component : components) {
      classes.add(component);
    }
    return json;
  }
}
