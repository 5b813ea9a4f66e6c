package org.mixreduce.reducer.resample;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.mockito.Mockito.doReturn;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.hadoop.io.AvroSerialization;
import org.apache.avro.mapred.AvroKey;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.mrunit.mapreduce.ReduceDriver;
import org.apache.hadoop.mrunit.types.KeyValueReuseList;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ShuffledPartRecord;
import org.mixreduce.core.resample.HashedLine;

public class ResampleReducerTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final byte[] HEADER = {'n', (byte) 0xe4};

  private final List<BytesWritable> keys = new ArrayList<>();
  private final List<Integer> repeats = new ArrayList<>();
  private Path work;

  /** A line at a share of all hashes, in sixteenths, that comes so many times. */
  private void line(int sixteenth, String text, int times) {
    byte[] line = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] bytes = new byte[HashedLine.length(line.length)];
    HashedLine.write((long) sixteenth << 60, line, line.length, bytes);
    keys.add(new BytesWritable(bytes));
    repeats.add(times);
  }

  private static Configuration settings(int parts, byte[] header) {
    Configuration conf = new Configuration();
    conf.set(
        JobSettings.KEY,
        JobSettings.write(
            JobSettingsRecord.newBuilder()
                .setParts(parts)
                .setHeader(ByteBuffer.wrap(header))
                .build()));
    return conf;
  }

  private List<ShuffledPartRecord> reduce(int parts, byte[] header, int task, int tasks)
      throws Exception {
    ReduceDriver<BytesWritable, NullWritable, AvroKey<ShuffledPartRecord>, NullWritable> driver =
        ReduceDriver.newReduceDriver(new ResampleReducer());
    Configuration conf = driver.getConfiguration();
    conf.addResource(settings(parts, header));
    AvroSerialization.addToConfiguration(conf);
    AvroSerialization.setKeyWriterSchema(conf, ShuffledPartRecord.getClassSchema());
    AvroSerialization.setKeyReaderSchema(conf, ShuffledPartRecord.getClassSchema());
    for (int i = 0; i < keys.size(); i++) {
      KeyValueReuseList<BytesWritable, NullWritable> values =
          new KeyValueReuseList<>(
              new BytesWritable(keys.get(i).copyBytes()), NullWritable.get(), conf);
      for (int t = 0; t < repeats.get(i); t++) {
        values.add(new Pair<>(keys.get(i), NullWritable.get()));
      }
      driver.addInput(values);
    }
    TaskAttemptID attempt = new TaskAttemptID("job", 1, TaskType.REDUCE, task, 0);
    FileOutputCommitter committer =
        new FileOutputCommitter(
            new org.apache.hadoop.fs.Path(folder.getRoot().toURI()),
            new TaskAttemptContextImpl(conf, attempt));
    work = new File(committer.getWorkPath().toUri().getPath()).toPath();
    var context = driver.getContext();
    doReturn(committer).when(context).getOutputCommitter();
    doReturn(attempt).when(context).getTaskAttemptID();
    doReturn(tasks).when(context).getNumReduceTasks();
    List<ShuffledPartRecord> records = new ArrayList<>();
    driver.run().forEach(pair -> records.add(pair.getFirst().datum()));
    return records;
  }

  private byte[] file(String name) throws Exception {
    return Files.readAllBytes(work.resolve(name));
  }

  private int files() throws Exception {
    try (var found = Files.list(work)) {
      return (int) found.filter(path -> !path.getFileName().toString().endsWith(".crc")).count();
    }
  }

  @Test
  public void oneTaskWritesAllPartsEmptyOnesToo() throws Exception {
    line(0, "a,1", 1);
    line(3, "b,2", 3);
    line(8, "c,3", 1);
    assertEquals(
        List.of(
            new ShuffledPartRecord(0, 4L),
            new ShuffledPartRecord(1, 0L),
            new ShuffledPartRecord(2, 1L),
            new ShuffledPartRecord(3, 0L)),
        reduce(4, HEADER, 0, 1));
    assertEquals(4, files());
    byte[] empty = {'n', (byte) 0xe4, '\n'};
    assertArrayEquals(empty, file("shuffled-00001"));
    assertArrayEquals(empty, file("shuffled-00003"));
    byte[] third = {'n', (byte) 0xe4, '\n', 'c', ',', '3', '\n'};
    assertArrayEquals(third, file("shuffled-00002"));
    String first = new String(file("shuffled-00000"), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertEquals("n\u00e4\na,1\nb,2\nb,2\nb,2\n", first);
  }

  @Test
  public void aTaskOfSeveralWritesItsOwnParts() throws Exception {
    line(4, "x", 1);
    line(12, "y", 1);
    assertEquals(
        List.of(new ShuffledPartRecord(1, 1L), new ShuffledPartRecord(3, 1L)),
        reduce(4, new byte[0], 1, 2));
    assertEquals(2, files());
    assertArrayEquals(new byte[] {'y', '\n'}, file("shuffled-00003"));
  }

  @Test
  public void aTaskBeyondTheLastPartHasNone() throws Exception {
    // MRUnit wants an input: a task that gets one that is not its own must not lose it.
    line(0, "x", 1);
    assertThrows(IllegalStateException.class, () -> reduce(2, HEADER, 3, 4));
  }

  @Test
  public void partsGoToTasksInTurn() {
    PartPartitioner partitioner = new PartPartitioner();
    partitioner.setConf(settings(8, HEADER));
    for (int sixteenth = 0; sixteenth < 16; sixteenth++) {
      line(sixteenth, "x", 1);
      BytesWritable key = keys.get(sixteenth);
      assertEquals((sixteenth / 2) % 3, partitioner.getPartition(key, NullWritable.get(), 3));
    }
  }
}
