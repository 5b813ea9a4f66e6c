package org.mixreduce.mapper.record.text;

import java.io.IOException;
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
import org.mixreduce.mapper.record.UnreadableFileException;

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

  /** A line that is too long ends the look, or is passed over while a header may lack its row. */
  @Override
  public FirstLook look(FileStatus file, int most, RowLayout.Syntax syntax, Configuration conf)
      throws IOException {
    String name = file.getPath().getName();
    BlankLine blank = BlankLine.of(syntax);
    List<String> lines = new ArrayList<>();
    try (SplitLines in = SplitLines.open(file.getPath(), name, 0, file.getLen(), conf)) {
      while (lines.size() < most && in.next()) {
        if (in.isOverlong() && lines.isEmpty()) {
          throw new UnreadableFileException(
              name
                  + " begins with "
                  + in.overlong().problem()
                  + ": is it delimited text, with line breaks? --input-format says what it is");
        }
        if (in.isOverlong() && lines.size() > 1) {
          break;
        }
        if (!in.isOverlong() && !blank.is(in.value())) {
          refuseZeros(name, in);
          lines.add(in.value().toString());
        }
      }
    }
    return FirstLook.of(lines);
  }

  /** No text in ASCII or UTF-8 has a zero byte; UTF-16 has them, and so have binary files. */
  private static void refuseZeros(String name, SplitLines in) throws UnreadableFileException {
    if (in.value().find("\0") >= 0) {
      throw new UnreadableFileException(
          name
              + ": the line at byte "
              + in.offset()
              + " holds bytes of zero, so it is no text in UTF-8: is the file binary, or in UTF-16"
              + " (then iconv -f UTF-16 -t UTF-8 makes it readable)?");
    }
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
