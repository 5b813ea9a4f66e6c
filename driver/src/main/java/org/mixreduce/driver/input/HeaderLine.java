package org.mixreduce.driver.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.driver.report.Counted;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.text.BlankLine;
import org.mixreduce.mapper.record.text.OverlongLine;

/** The first line of the input that is not blank, byte for byte, whatever its encoding. */
public final class HeaderLine {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private HeaderLine() {}

  /**
   * The first line that is not blank, without byte-order mark and line break; of files that are not
   * of text themselves, the names as such a line has them.
   *
   * @throws BadInputException if no file has one
   */
  public static byte[] of(RowLayout layout, InputFiles files, Configuration conf)
      throws IOException {
    if (!layout.source().equals(RowLayout.Source.TEXT)) {
      return line(layout.header().orElseThrow(), layout.syntax());
    }
    BlankLine blank = BlankLine.of(layout.syntax());
    for (FileStatus file : files.files()) {
      byte[] line = of(file.getPath(), blank, conf);
      if (line.length > 0) {
        return line;
      }
    }
    throw new BadInputException(
        "no header in the input (" + Counted.of(files.files().size(), "file") + ")");
  }

  private static byte[] line(List<String> names, RowLayout.Syntax syntax) {
    StringJoiner line = new StringJoiner(String.valueOf(syntax.delimiter()));
    String quote = String.valueOf(syntax.quote());
    names.forEach(name -> line.add(quote + name.replace(quote, quote + quote) + quote));
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] of(Path path, BlankLine blank, Configuration conf) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    try (InputStream raw = path.getFileSystem(conf).open(path);
        InputStream in = codec == null ? raw : codec.createInputStream(raw);
        LineReader reader = new LineReader(in)) {
      Text line = new Text();
      // A look at the input has refused a longer one.
      while (reader.readLine(line, OverlongLine.LONGEST) > 0) {
        byte[] bytes = withoutMark(line.copyBytes());
        if (!blank.is(new Text(bytes))) {
          return bytes;
        }
      }
      return new byte[0];
    }
  }

  private static byte[] withoutMark(byte[] line) {
    int mark = BYTE_ORDER_MARK.length;
    boolean marked = line.length >= mark && Arrays.equals(line, 0, mark, BYTE_ORDER_MARK, 0, mark);
    return marked ? Arrays.copyOfRange(line, mark, line.length) : line;
  }
}
