package org.mixreduce.driver.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.mapper.record.HeldInput;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.RecordFormats;

/** What a plan says of the input, as labelled lines. */
final class InputLines {

  private final List<String> lines = new ArrayList<>();

  /** Adds a line. */
  InputLines add(String label, String value) {
    lines.add(label + ": " + value);
    return this;
  }

  InputLines files(InputFiles files, String format, Configuration conf) {
    add("files", String.valueOf(files.files().size()));
    add("bytes", String.valueOf(files.bytes()));
    return add("format", formats(files, format, conf));
  }

  private static String formats(InputFiles files, String format, Configuration conf) {
    CompressionCodecFactory codecs = new CompressionCodecFactory(conf);
    Map<String, Integer> counts = new TreeMap<>();
    for (FileStatus file : files.files()) {
      CompressionCodec codec = codecs.getCodec(file.getPath());
      boolean splits = RecordFormats.of(format).splits(file.getPath(), conf);
      String kind =
          format
              + (codec == null ? "" : codec.getDefaultExtension())
              + (splits ? "" : " (cannot be split)");
      counts.merge(kind, 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  InputLines splits(List<Long> bytes) {
    long largest = bytes.stream().mapToLong(Long::longValue).max().orElse(0);
    return add("splits", bytes.size() + ", the largest of " + largest + " bytes");
  }

  /** Of files that are read as they go there is nothing to tell. */
  InputLines held(HeldInput held) {
    return held.bytes() == 0
        ? this
        : add("held while read", ((held.bytes() >> 20) + 1) + " MB at most, of " + held.what());
  }

  InputLines rows(SampledRows sample, Division division, RowLayout layout) {
    add("variables", layout.dimension() + " (" + String.join(", ", layout.featureNames()) + ")");
    add("rows", Math.round(division.rows()) + " usable, " + basis(sample));
    DataProfile.Counts counts = sample.profile().counts();
    if (counts.records() > counts.rows()) {
      add(
          "skipped",
          String.format(
              Locale.ROOT,
              "%.2g %% malformed, %.2g %% lacking values, %.2g %% of weight zero",
              100.0 * counts.malformed() / counts.records(),
              100.0 * counts.missing() / counts.records(),
              100.0 * counts.weightless() / counts.records()));
    }
    return add(
        "subsets",
        division.subsets().size()
            + " of "
            + division.smallest()
            + " to "
            + division.largest()
            + " rows");
  }

  private static String basis(SampledRows sample) {
    if (sample.all()) {
      return "counted";
    }
    double error = sample.relativeError();
    return "estimated from "
        + sample.profile().counts().records()
        + " records of "
        + sample.parts().size()
        + (sample.parts().size() == 1 ? " split" : " splits")
        + (Double.isNaN(error)
            ? ""
            : String.format(Locale.ROOT, ", give or take %.1f %%", Math.max(0.1, 100 * error)));
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
