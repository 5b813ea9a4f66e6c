package org.mixreduce.mapper.record.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.AsText;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.RecordFormat;
import org.mixreduce.mapper.record.RowParser;

/** Delimited text, as it is or compressed by one of Hadoop's codecs. */
public final class TextFormat implements RecordFormat {

  @Override
  public String label() {
    return RowLayout.Source.TEXT.format();
  }

  /** It is asked last, and whatever no other format takes is text. */
  @Override
  public boolean begins(byte[] first) {
    return true;
  }

  @Override
  public boolean splits(Path file, Configuration conf) {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
    return codec == null || codec instanceof SplittableCompressionCodec;
  }

  @Override
  public FirstLook look(FileStatus file, int most, Configuration conf) throws IOException {
    Path path = file.getPath();
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    List<String> lines = new ArrayList<>();
    try (InputStream raw = path.getFileSystem(conf).open(path);
        InputStream in = codec == null ? raw : codec.createInputStream(raw);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line;
      while (lines.size() < most && (line = reader.readLine()) != null) {
        String text = lines.isEmpty() && line.startsWith("\ufeff") ? line.substring(1) : line;
        if (!text.isBlank()) {
          lines.add(text);
        }
      }
    }
    return FirstLook.of(lines);
  }

  @Override
  public PieceReader open(PackedSplit.Piece piece, RowLayout layout, TaskAttemptContext context)
      throws IOException {
    return new LinePieceReader(piece, layout, context);
  }

  @Override
  public RowParser parser(RowLayout layout) {
    return new DelimitedParser(layout);
  }

  @Override
  public AsText asText(RowLayout layout) {
    return AsText.lines(layout);
  }
}
