package org.mixreduce.mapper.earlier;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.hadoop.io.AvroSerialization;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.CandidateKeyRecord;
import org.mixreduce.avro.record.EarlierRunRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.avro.record.SplitRecord;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.fit.Termination;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.mapper.MapperTestSupport;

/** Two runs of two candidates, whose subsets have the same names. */
public class EarlierFitsTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final List<CandidateKey> CANDIDATES =
      List.of(
          new CandidateKey(new ModelType("gaussian", "VVV"), 2),
          new CandidateKey(new ModelType("gaussian", "VVV"), 3));

  private JobSettingsRecord settings;

  @Before
  public void leaveRuns() throws IOException {
    List<EarlierRunRecord> runs = new ArrayList<>();
    List<SplitRecord> splits = new ArrayList<>();
    for (String name : List.of("monday", "tuesday")) {
      File fits = folder.newFolder(name, LocalFitCodec.FOLDER);
      for (CandidateKey key : CANDIDATES) {
        List<LocalFitRecord> records =
            List.of(fit(key, "a.csv", 0, 0), fit(key, "a.csv", 0, 1), fit(key, "a.csv", 900, 0));
        MapperTestSupport.file(
            fits, LocalFitCodec.fileName(key), LocalFitRecord.getClassSchema(), records);
      }
      runs.add(new EarlierRunRecord(fits.getParentFile().toURI().toString(), name + "//"));
      splits.add(new SplitRecord(name + "//a.csv", 0L, List.of(10, 10)));
      splits.add(new SplitRecord(name + "//a.csv", 900L, List.of(10)));
    }
    ProfileRecord profile = ProfileCodec.write(new DataProfile(1), List.of("x"), splits);
    List<CandidateKeyRecord> keys = CANDIDATES.stream().map(MixtureCodec::write).toList();
    settings =
        JobSettingsRecord.newBuilder()
            .setCandidates(keys)
            .setEarlierRuns(runs)
            .setProfile(
                MapperTestSupport.file(
                    folder.getRoot(),
                    "profile.avro",
                    ProfileRecord.getClassSchema(),
                    List.of(profile)))
            .build();
  }

  /** A fit that failed: what it found is of no interest here. */
  private static LocalFitRecord fit(CandidateKey key, String path, long start, int ordinal) {
    return LocalFitCodec.write(
        new LocalFit(
            key,
            new SubsetId(path, start, ordinal),
            10,
            10,
            Optional.empty(),
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0,
            new double[0],
            Termination.DEGENERATE,
            0,
            0,
            0,
            "none"));
  }

  private List<Pair<AvroKey<ShuffleKeyRecord>, AvroValue<LocalFitRecord>>> map(
      String prefix, LocalFitRecord... fits) throws IOException {
    MapDriver<Text, AvroValue<LocalFitRecord>, AvroKey<ShuffleKeyRecord>, AvroValue<LocalFitRecord>>
        driver = MapDriver.newMapDriver(new EarlierFitMapper());
    Configuration conf = driver.getConfiguration();
    AvroSerialization.addToConfiguration(conf);
    AvroSerialization.setKeyWriterSchema(conf, ShuffleKeyRecord.getClassSchema());
    AvroSerialization.setKeyReaderSchema(conf, ShuffleKeyRecord.getClassSchema());
    AvroSerialization.setValueWriterSchema(conf, LocalFitRecord.getClassSchema());
    AvroSerialization.setValueReaderSchema(conf, LocalFitRecord.getClassSchema());
    conf.set(JobSettings.KEY, JobSettings.write(settings));
    for (LocalFitRecord fit : fits) {
      driver.withInput(new Text(prefix), new AvroValue<>(fit));
    }
    return driver.run();
  }

  @Test
  public void everyFitFindsItsCandidateAndItsPlaceAmongAllSplits() throws IOException {
    var out =
        map(
            "tuesday//",
            fit(CANDIDATES.get(1), "a.csv", 900, 0),
            fit(CANDIDATES.get(0), "a.csv", 0, 1));
    assertEquals(new ShuffleKeyRecord(1, 3, 0), out.get(0).getFirst().datum());
    assertEquals(new ShuffleKeyRecord(0, 2, 1), out.get(1).getFirst().datum());
    LocalFitRecord expected = fit(CANDIDATES.get(1), "tuesday//a.csv", 900, 0);
    assertEquals(expected, out.get(0).getSecond().datum());
  }

  @Test
  public void aFitThatBelongsNowhereIsNamed() {
    CandidateKey other = new CandidateKey(new ModelType("gaussian", "VVV"), 7);
    for (LocalFitRecord fit :
        List.of(fit(CANDIDATES.get(0), "b.csv", 0, 0), fit(other, "a.csv", 0, 0))) {
      IOException refusal = assertThrows(IOException.class, () -> map("monday//", fit));
      assertTrue(refusal.getMessage(), refusal.getMessage().contains("monday//" + fit.getPath()));
    }
  }

  private List<String> read(long target) throws IOException, InterruptedException {
    Job job = Job.getInstance(new Configuration());
    job.getConfiguration().set(JobSettings.KEY, JobSettings.write(settings));
    job.getConfiguration().setLong("mapreduce.input.fileinputformat.split.maxsize", target);
    FitFileInputFormat format = new FitFileInputFormat();
    TaskAttemptContext task =
        new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID());
    List<InputSplit> splits = format.getSplits(job);
    assertEquals(target == 1 ? 4 : 1, splits.size());
    List<String> read = new ArrayList<>();
    for (InputSplit split : splits) {
      try (RecordReader<Text, AvroValue<LocalFitRecord>> reader =
          format.createRecordReader(split, task)) {
        reader.initialize(split, task);
        while (reader.nextKeyValue()) {
          LocalFitRecord fit = reader.getCurrentValue().datum();
          read.add(
              reader.getCurrentKey()
                  + fit.getPath()
                  + ":"
                  + fit.getStart()
                  + "+"
                  + fit.getOrdinal()
                  + " "
                  + fit.getCandidate().getComponents());
        }
        assertEquals(1, reader.getProgress(), 0);
      }
    }
    return read;
  }

  @Test
  public void everyFitOfEveryRunIsReadOnceHoweverFilesArePacked() throws Exception {
    List<String> expected = new ArrayList<>();
    for (String run : List.of("monday", "tuesday")) {
      for (int k : new int[] {2, 3}) {
        for (String place : List.of("0+0", "0+1", "900+0")) {
          expected.add(run + "//a.csv:" + place + " " + k);
        }
      }
    }
    assertEquals(expected, read(1));
    assertEquals(expected, read(1 << 20));
  }

  @Test
  public void aFileThatIsSpoiledIsNamed() throws Exception {
    File file = new File(folder.getRoot(), "monday/fits/fits-VVV-3.avro");
    byte[] bytes = Files.readAllBytes(file.toPath());
    // The marker behind the last block.
    Arrays.fill(bytes, bytes.length - 16, bytes.length, (byte) 0);
    Files.write(file.toPath(), bytes);
    IOException refusal = assertThrows(IOException.class, () -> read(1));
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("monday/fits/fits-VVV-3.avro"));
  }
}
