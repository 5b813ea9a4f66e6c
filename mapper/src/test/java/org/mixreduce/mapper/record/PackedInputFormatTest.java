package org.mixreduce.mapper.record;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;

public class PackedInputFormatTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static RowLayout layout(boolean header) {
    return new RowLayout(
        new RowLayout.Syntax(',', '"', List.of()),
        header ? Optional.of(List.of("a", "b")) : Optional.empty(),
        2,
        List.of(new Column(0, "a")),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  private void write(String name, String text) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = folder.getRoot().toPath().resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private record Read(List<String> records, List<String> identities, List<Long> offsets) {}

  private Read read(long target, boolean header, String... inputs)
      throws IOException, InterruptedException {
    Job job = Job.getInstance(new Configuration());
    job.getConfiguration().setLong(FileInputFormat.SPLIT_MAXSIZE, target);
    new InputSettings(layout(header)).write(job.getConfiguration());
    for (String input : inputs) {
      FileInputFormat.addInputPath(
          job, new org.apache.hadoop.fs.Path(folder.getRoot() + "/" + input));
    }
    Read read = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    PackedInputFormat format = new PackedInputFormat();
    int index = 0;
    for (InputSplit split : format.getSplits(job)) {
      assertEquals(index++, ((PackedSplit) split).index());
      TaskAttemptContextImpl context =
          new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
      RecordReader<RecordPosition, Object> reader = format.createRecordReader(split, context);
      reader.initialize(split, context);
      while (reader.nextKeyValue()) {
        read.records().add(reader.getCurrentValue().toString());
        read.identities().add(reader.getCurrentKey().toString());
        read.offsets().add(reader.getCurrentKey().offset());
      }
      reader.close();
    }
    return read;
  }

  private static List<String> lines(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(i + "," + "x".repeat(i % 17));
    }
    return lines;
  }

  @Test
  public void everyRecordOnceWhateverTheSplits() throws Exception {
    List<String> lines = lines(500);
    write("a.csv", String.join("\n", lines) + "\n");
    for (long target : new long[] {10, 97, 1000, 1_000_000}) {
      Read read = read(target, false, "a.csv");
      assertEquals(lines, read.records());
      Set<String> unique = new HashSet<>(read.identities());
      assertEquals(500, unique.size());
    }
  }

  @Test
  public void offsetsAreOfTheFileWhateverTheSplits() throws Exception {
    write("a.csv", "\ufeffa,b\r\n1,2\r\n\r\n3,4\n5,6");
    // The mark and its header take eight bytes.
    List<Long> expected = List.of(8L, 15L, 19L);
    for (long target : new long[] {1, 5, 9, 1000}) {
      assertEquals("splits of " + target, expected, read(target, true, "a.csv").offsets());
    }
  }

  @Test
  public void crlfMarkAndMissingLastLineBreak() throws Exception {
    write("a.csv", "\ufeffa,b\r\n1,2\r\n\r\n3,4");
    assertEquals(List.of("1,2", "3,4"), read(1000, true, "a.csv").records());
    assertEquals(List.of("1,2", "3,4"), read(7, true, "a.csv").records());
  }

  @Test
  public void compressedFiles() throws Exception {
    List<String> lines = lines(3000);
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    Path gz = folder.getRoot().toPath().resolve("a.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
      out.write(text);
    }
    Read gzip = read(100, false, "a.gz");
    assertEquals(lines, gzip.records());
    assertEquals(Set.of(RecordPosition.NO_OFFSET), Set.copyOf(gzip.offsets()));
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration());
    try (OutputStream out =
        codec.createOutputStream(
            Files.newOutputStream(folder.getRoot().toPath().resolve("b.bz2")))) {
      out.write(text);
    }
    assertEquals(lines, read(1000, false, "b.bz2").records());
  }

  @Test
  public void directoriesGlobsAndHiddenFiles() throws Exception {
    write("in/b/part-2", "3,0\n");
    write("in/a/part-1", "1,0\n2,0\n");
    write("in/_SUCCESS", "no\n");
    write("in/.hidden", "no\n");
    write("in/empty", "");
    List<String> expected = List.of("1,0", "2,0", "3,0");
    assertEquals(expected, read(1000, false, "in").records());
    assertEquals(expected, read(1000, false, "in/*/part-*").records());
    assertEquals(expected, read(1000, false, "in", "in/a").records());
  }

  @Test
  public void identitiesMoveWithTheDirectory() throws Exception {
    write("one/x/f1", "1,0\n");
    write("one/x/f2", "2,0\n");
    write("two/deep/x/f1", "1,0\n");
    write("two/deep/x/f2", "2,0\n");
    assertEquals(
        read(1000, false, "one/x").identities(), read(1000, false, "two/deep/x").identities());
  }

  @Test
  public void aDifferentHeaderNamesItsFile() throws Exception {
    write("in/f1", "a,b\n1,2\n");
    write("in/f2", "b,a\n1,2\n");
    try {
      read(1000, true, "in");
      fail("the headers differ");
    } catch (HeaderMismatchException e) {
      assertTrue(e.getMessage(), e.getMessage().contains("f2"));
      assertTrue(e.getMessage(), e.getMessage().contains("[a, b]"));
    }
  }
}
