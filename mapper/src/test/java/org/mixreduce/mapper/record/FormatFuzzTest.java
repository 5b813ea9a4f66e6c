package org.mixreduce.mapper.record;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.avro.file.CodecFactory;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.data.RowLayout;

/**
 * Damaged files are read to the end or refused by their name, never anything else; what is read
 * does not depend on how they are cut, and is as many rows as the format's own library finds.
 * {@code -Dmixreduce.fuzz=10000} damages more than a build does, and {@code -Dmixreduce.fuzz.seed}
 * others.
 */
public class FormatFuzzTest {

  private static final int ROWS = 120;
  private static final int MUTANTS = Integer.getInteger("mixreduce.fuzz", 300);
  private static final long SEED = Long.getLong("mixreduce.fuzz.seed", 1);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private interface Writer {
    void write(File file) throws IOException;
  }

  private static Map<String, Writer> writers() {
    Map<String, Writer> writers = new LinkedHashMap<>();
    writers.put("text", file -> FormatFiles.text(file, ROWS));
    writers.put("text.gz", file -> FormatFiles.gzip(file, ROWS));
    writers.put("avro", file -> FormatFiles.avro(file, ROWS, CodecFactory.nullCodec()));
    writers.put("avro-deflate", file -> FormatFiles.avro(file, ROWS, CodecFactory.deflateCodec(6)));
    writers.put("avro-snappy", file -> FormatFiles.avro(file, ROWS, CodecFactory.snappyCodec()));
    writers.put(
        "parquet",
        file ->
            FormatFiles.parquet(
                file, ROWS, CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0));
    writers.put(
        "parquet-snappy",
        file ->
            FormatFiles.parquet(
                file, ROWS, CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0));
    writers.put(
        "parquet-2",
        file ->
            FormatFiles.parquet(file, ROWS, CompressionCodecName.ZSTD, WriterVersion.PARQUET_2_0));
    writers.put(
        "parquet-unchecked",
        file ->
            FormatFiles.parquet(
                file, ROWS, CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_2_0, false));
    writers.put("sequence", file -> FormatFiles.sequence(file, ROWS, CompressionType.NONE));
    writers.put(
        "sequence-record", file -> FormatFiles.sequence(file, ROWS, CompressionType.RECORD));
    writers.put("sequence-block", file -> FormatFiles.sequence(file, ROWS, CompressionType.BLOCK));
    return writers;
  }

  @Test
  public void everyMutantIsReadOrRefused() throws Exception {
    Map<String, Writer> writers = writers();
    Map<String, Integer> outcomes = new TreeMap<>();
    List<String> names = new ArrayList<>(writers.keySet());
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, RowLayout> layouts = new LinkedHashMap<>();
    for (String name : names) {
      File file = new File(folder.getRoot(), name);
      writers.get(name).write(file);
      layouts.put(name, FormatFiles.layout(file));
      files.put(name, Files.readAllBytes(file.toPath()));
    }
    for (int i = 0; i < MUTANTS; i++) {
      String name = names.get(i % names.size());
      File file = new File(folder.getRoot(), name);
      FormatFiles.replace(file, new Mutation(SEED * 1_000_003 + i).of(files.get(name)));
      String outcome = outcome(name + " mutant " + i, layouts.get(name), file);
      outcomes.merge(name + " " + outcome, 1, Integer::sum);
    }
    System.out.println(MUTANTS + " mutants of seed " + SEED + ": " + outcomes);
  }

  private static String outcome(String mutant, RowLayout layout, File file) throws Exception {
    List<String> rows;
    try {
      rows = FormatFiles.read(layout, 1 << 20, file.toPath());
    } catch (UnreadableFileException e) {
      assertTrue(mutant + ": " + e.getMessage(), e.getMessage().contains(file.getName()));
      return "refused";
    } catch (Exception | Error e) {
      throw new AssertionError(mutant + " is neither read nor refused: " + e, e);
    }
    try {
      assertEquals(mutant + " in pieces", rows, FormatFiles.read(layout, 400, file.toPath()));
    } catch (UnreadableFileException e) {
      throw new AssertionError(mutant + " is read whole and refused in pieces", e);
    }
    if (rows.equals(FormatFiles.expected(ROWS))) {
      return "read unchanged";
    }
    OptionalLong count = LibraryCount.of(file);
    if (count.isEmpty()) {
      return "read, and refused by the format's own library";
    }
    assertEquals(
        mutant + ": as many rows as the format's own library", count.getAsLong(), rows.size());
    return "read, as many rows as by the format's own library";
  }
}
