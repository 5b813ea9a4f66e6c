package org.mixreduce.mapper.record.text;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.HeaderMismatchException;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.UnreadableFileException;

/** Lines that are no rows: those that are too long to be held, and blank ones. */
public class LinesTest {

  private static final int LONGEST = 20;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Configuration conf = new Configuration();
  private final TextFormat format = new TextFormat();

  private static RowLayout layout(char delimiter, boolean header) {
    return new RowLayout(
        new RowLayout.Syntax(delimiter, '"', List.of()),
        header ? Optional.of(List.of("a", "b")) : Optional.empty(),
        2,
        List.of(new RowLayout.Column(0, "a"), new RowLayout.Column(1, "b")),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private Path write(String name, String text, Class<? extends CompressionCodec> codec)
      throws IOException {
    Path path = new Path(folder.getRoot().toURI().toString(), name);
    try (OutputStream file = Files.newOutputStream(folder.getRoot().toPath().resolve(name));
        OutputStream out =
            codec == null
                ? file
                : ReflectionUtils.newInstance(codec, conf).createOutputStream(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return path;
  }

  private FileStatus status(Path path) throws IOException {
    return path.getFileSystem(conf).getFileStatus(path);
  }

  /** What rows a piece has: offset and values, or offset and what is wrong. */
  private List<String> read(Path path, RowLayout layout, long start, long length)
      throws IOException {
    PackedSplit.Piece piece =
        new PackedSplit.Piece(path.getName(), path.toUri().toString(), start, length);
    List<String> rows = new ArrayList<>();
    ParsedRow row = new ParsedRow(layout);
    DelimitedParser parser = new DelimitedParser(layout);
    try (PieceReader reader =
        format.open(piece, layout, new TaskAttemptContextImpl(conf, new TaskAttemptID()))) {
      while (reader.next()) {
        parser.parse(reader.record(), row);
        String what =
            switch (row.status()) {
              case ROW -> row.values()[0] + " " + row.values()[1];
              case MISSING -> "missing " + row.missingFeatures();
              case MALFORMED -> row.problem();
            };
        rows.add(reader.offset() + " " + what);
      }
    }
    return rows;
  }

  private List<String> readAll(Path path, RowLayout layout, long split) throws IOException {
    List<String> rows = new ArrayList<>();
    long length = status(path).getLen();
    for (long start = 0; start < length; start += split) {
      rows.addAll(read(path, layout, start, Math.min(split, length - start)));
    }
    return rows;
  }

  /** Its last bytes would pass for a row, and so would its first. */
  private static String overlong(int length) {
    return "1,2" + "3".repeat(length - 6) + "4,5";
  }

  /** As many ends of pieces fall on each place of the line as there are sizes. */
  @Test
  public void aLineThatIsTooLongIsOneMalformedRowHoweverTheFileIsCut() throws IOException {
    conf.setInt(LineRecordReader.MAX_LINE_LENGTH, LONGEST);
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text = "1,2" + end + overlong(200) + end + "3,4" + end + overlong(21) + end + "5,6";
      Path path = write("rows.csv", text, null);
      int more = end.length();
      List<String> expected =
          List.of(
              "0 1.0 2.0",
              (3 + more) + " a line of " + (200 + more) + " bytes, and rows have 20 at most",
              (203 + 2 * more) + " 3.0 4.0",
              (206 + 3 * more) + " a line of " + (21 + more) + " bytes, and rows have 20 at most",
              (227 + 4 * more) + " 5.0 6.0");
      for (int split = 1; split <= text.length(); split++) {
        assertEquals("splits of " + split, expected, readAll(path, layout(',', false), split));
      }
    }
  }

  /** Twenty bytes are borne with any end, and with a byte-order mark before them. */
  @Test
  public void theLongestLineIsARow() throws IOException {
    conf.setInt(LineRecordReader.MAX_LINE_LENGTH, LONGEST);
    String longest = "1," + "0".repeat(18);
    for (String text : List.of(longest, longest + "\n", longest + "\r\n", "\ufeff" + longest)) {
      Path path = write("rows.csv", text, null);
      assertEquals(List.of("0 1.0 0.0"), readAll(path, layout(',', false), 1000));
    }
    Path path = write("rows.csv", "\ufeff" + longest + "0\n", null);
    assertEquals(
        List.of("0 a line of 25 bytes, and rows have 20 at most"),
        readAll(path, layout(',', false), 1000));
  }

  @Test
  public void inPackedFilesAsWell() throws IOException {
    conf.setInt(LineRecordReader.MAX_LINE_LENGTH, LONGEST);
    String text = "1,2\n" + overlong(100_000) + "\n3,4\n";
    List<String> expected =
        List.of("-1 1.0 2.0", "-1 a line of 100001 bytes, and rows have 20 at most", "-1 3.0 4.0");
    Path gzip = write("rows.csv.gz", text, GzipCodec.class);
    assertEquals(expected, readAll(gzip, layout(',', false), 1 << 20));
    Path bzip2 = write("rows.csv.bz2", text, BZip2Codec.class);
    for (int split : new int[] {30, 64, 1000}) {
      assertEquals(expected, readAll(bzip2, layout(',', false), split));
    }
  }

  @Test
  public void aHeaderThatIsTooLong() throws IOException {
    conf.setInt(LineRecordReader.MAX_LINE_LENGTH, LONGEST);
    Path path = write("rows.csv", overlong(200) + "\n1,2\n", null);
    HeaderMismatchException refusal =
        assertThrows(HeaderMismatchException.class, () -> readAll(path, layout(',', true), 1000));
    assertEquals(
        "rows.csv begins with a line of 201 bytes, and rows have 20 at most, where [a, b] are"
            + " expected",
        refusal.getMessage());
  }

  private List<String> look(Path path, char delimiter) throws IOException {
    return format
        .look(status(path), 10, new RowLayout.Syntax(delimiter, '"', List.of()), conf)
        .lines();
  }

  @Test
  public void aLookRefusesAFirstLineThatIsTooLong() throws IOException {
    conf.setInt(LineRecordReader.MAX_LINE_LENGTH, LONGEST);
    Path path = write("rows.csv", "\n" + overlong(500) + "\n1,2\n", null);
    UnreadableFileException refusal =
        assertThrows(UnreadableFileException.class, () -> look(path, ','));
    for (String word : List.of("rows.csv", "501 bytes", "20 at most", "--input-format")) {
      assertTrue(refusal.getMessage(), refusal.getMessage().contains(word));
    }
  }

  /** Neither a look nor a task takes a blank line for the header. */
  @Test
  public void blankLinesBeforeTheHeaderArePassedOver() throws IOException {
    Path path = write("blank.csv", "\n \r\na,b\n1,2\n", null);
    assertEquals(List.of("a,b", "1,2"), look(path, ','));
    assertEquals(List.of("8 1.0 2.0"), read(path, layout(',', true), 0, status(path).getLen()));
  }

  @Test
  public void zerosAreNoText() throws IOException {
    Path path = write("utf16.csv", "a\0,\0b\0\n", null);
    String refusal =
        assertThrows(UnreadableFileException.class, () -> look(path, ',')).getMessage();
    assertTrue(refusal, refusal.contains("utf16.csv") && refusal.contains("UTF-16"));
  }

  @Test
  public void aLimitThatNoLineKeepsIsRefused() throws IOException {
    Path path = write("rows.csv", "1,2\n", null);
    conf.setInt(LineRecordReader.MAX_LINE_LENGTH, 0);
    String refusal =
        assertThrows(UnreadableFileException.class, () -> look(path, ',')).getMessage();
    assertTrue(refusal, refusal.startsWith(LineRecordReader.MAX_LINE_LENGTH + " is 0"));
  }

  /** The first line may be a header: then it needs a row. */
  @Test
  public void aLookPassesOverASecondLineThatIsTooLongAndEndsBeforeALaterOne() throws IOException {
    conf.setInt(LineRecordReader.MAX_LINE_LENGTH, LONGEST);
    String long500 = overlong(500) + "\n";
    Path path = write("rows.csv", "a,b\n" + long500 + "3,4\n" + long500 + "1,2\n", null);
    assertEquals(List.of("a,b", "3,4"), look(path, ','));
  }

  @Test
  public void aSmallHeapRefusesWhatMayBeARowAndNothingElse() throws IOException {
    conf.setInt(LineRecordReader.MAX_LINE_LENGTH, LONGEST);
    Path path = write("rows.csv", "1,2\n" + overlong(200) + "\n" + overlong(LONGEST) + "\n", null);
    long length = status(path).getLen();
    try (SplitLines lines = SplitLines.open(path, "rows.csv", 0, length, 10, conf)) {
      assertTrue(lines.next() && !lines.isOverlong());
      assertTrue(lines.next() && lines.isOverlong());
      assertEquals(new OverlongLine(201, LONGEST), lines.overlong());
      UnreadableFileException refusal = assertThrows(UnreadableFileException.class, lines::next);
      for (String word : List.of("rows.csv", "byte 205", "21 bytes", "lines of 10", "raise")) {
        assertTrue(refusal.getMessage(), refusal.getMessage().contains(word));
      }
    }
  }

  /** Sixteen MiB, of which none is on the heap of a process that reads on. */
  @Test
  public void theLookIsBoundedWithoutASetting() throws IOException {
    Path path = write("rows.csv", overlong((16 << 20) + 1), null);
    assertThrows(UnreadableFileException.class, () -> look(path, ','));
  }

  @Test
  public void aLineOfDelimitersIsARowAndOneOfOtherBlanksIsNone() throws IOException {
    String text = "1\t2\n\t\n \t \n \n\n3\t4\n";
    Path tabs = write("rows.tsv", text, null);
    assertEquals(List.of("1\t2", "\t", " \t ", "3\t4"), look(tabs, '\t'));
    assertEquals(
        List.of("0 1.0 2.0", "4 missing [0, 1]", "6 missing [0, 1]", "13 3.0 4.0"),
        readAll(tabs, layout('\t', false), 5));
    Path commas = write("rows.csv", text.replace("1\t2", "1,2").replace("3\t4", "3,4"), null);
    assertEquals(List.of("1,2", "3,4"), look(commas, ','));
    assertEquals(List.of("0 1.0 2.0", "13 3.0 4.0"), readAll(commas, layout(',', false), 5));
  }

  @Test
  public void blankLines() {
    assertTrue(new BlankLine(',').is(new Text("")));
    assertTrue(new BlankLine(',').is(new Text(" \t\r")));
    assertFalse(new BlankLine(',').is(new Text(" , ")));
    assertFalse(new BlankLine('\t').is(new Text(" \t")));
    assertTrue(new BlankLine('\t').is(new Text("  ")));
    assertFalse(new BlankLine(' ').is(new Text(" ")));
    // Its lower byte is a tab's.
    assertTrue(new BlankLine('\u0109').is(new Text("\t")));
    assertFalse(new BlankLine(',').is(new Text(" x")));
  }
}
