package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.ExpectationCodec;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.ProfileCodec;
import org.mixreduce.avro.record.CandidateRecord;
import org.mixreduce.avro.record.EarlierRunRecord;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.core.aggregate.Aggregation;
import org.mixreduce.core.aggregate.AggregationSettings;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.LiveModel;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.driver.chain.RunDirectory;

/**
 * Each job under the local runner, where Hadoop reuses objects between values, against the same
 * work done by core on rows in memory.
 */
public class JobRunnerTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static final int SUBSET_ROWS = 100;

  private final RowLayout layout =
      new RowLayout(
          new RowLayout.Syntax(',', '"', List.of()),
          Optional.empty(),
          2,
          List.of(new RowLayout.Column(0, "x"), new RowLayout.Column(1, "y")),
          List.of(),
          OptionalInt.empty(),
          OptionalInt.empty());
  private final List<CandidateKey> candidates =
      List.of(
          new CandidateKey(new ModelType("gaussian", "VVV"), 1),
          new CandidateKey(new ModelType("gaussian", "VVV"), 2),
          new CandidateKey(new ModelType("gaussian", "EEI"), 2));
  private RowBlock rows;
  private JobRunner jobs;
  private RunDirectory directory;
  private final JobSettingsRecord.Builder settings =
      JobSettingsRecord.newBuilder()
          .setSeed(5)
          .setSubsetRows(SUBSET_ROWS)
          .setStarts(2)
          .setReplicates(3)
          .setPenalty(1)
          .setInputBytes(1)
          .setPoolRows(150);

  @Before
  public void writeRows() throws IOException {
    var random = new Seed(1).generator();
    RowBlockBuilder builder = new RowBlockBuilder(2);
    for (int file = 0; file < 4; file++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 230; i++) {
        double centre = random.nextDouble() < 0.4 ? 0 : 6;
        double[] row = {centre + random.nextGaussian(), random.nextGaussian() - centre};
        lines.add(row[0] + "," + row[1]);
        builder.add(row, 1);
      }
      Files.write(folder.getRoot().toPath().resolve("part-" + file), lines);
    }
    rows = builder.build();
    Configuration conf = new Configuration();
    conf.setLong("mapreduce.input.fileinputformat.split.maxsize", 6000);
    jobs = new JobRunner(conf, folder.getRoot() + "/part-*");
    directory = new RunDirectory(folder.getRoot() + "/out", jobs.configuration());
  }

  private ProfileRecord profile() throws IOException {
    Path output = directory.work("profile");
    jobs.profile(layout, settings.build(), output);
    ProfileRecord profile =
        directory.<ProfileRecord>readParts(output, ProfileRecord.getClassSchema()).get(0);
    Path file = directory.file("profile.avro");
    directory.write(file, ProfileRecord.getClassSchema(), List.of(profile));
    settings.setProfile(file.toString());
    return profile;
  }

  @Test
  public void profileSeesEveryRowOnce() throws IOException {
    ProfileRecord profile = profile();
    assertEquals(920L, profile.getRows());
    assertTrue("several splits", profile.getSplits().size() > 3);
    int inSubsets =
        profile.getSplits().stream()
            .flatMap(split -> split.getSubsets().stream())
            .mapToInt(Integer::intValue)
            .sum();
    assertEquals(920, inSubsets);
    Moments expected = Moments.of(rows);
    Moments found = ProfileCodec.read(profile.getMoments());
    for (int j = 0; j < 2; j++) {
      // The same sums in another grouping: rounding of 920 terms.
      assertEquals(expected.mean()[j], found.mean()[j], 1e-12);
      assertEquals(expected.covariance(j, j), found.covariance(j, j), 1e-11);
    }
  }

  @Test
  public void aggregateIsTheAggregationOfTheFitsItLeaves() throws IOException {
    ProfileRecord profile = profile();
    settings.setCandidates(candidates.stream().map(MixtureCodec::write).toList());
    Path output = directory.work("round-1");
    jobs.fit(layout, settings.build(), output);
    Map<CandidateKey, CandidateRecord> found = new HashMap<>();
    for (CandidateRecord record :
        directory.<CandidateRecord>readParts(output, CandidateRecord.getClassSchema())) {
      found.put(MixtureCodec.read(record.getCandidate()), record);
    }
    assertEquals(3, found.size());
    long subsets = profile.getSplits().stream().mapToLong(split -> split.getSubsets().size()).sum();
    for (CandidateKey key : candidates) {
      String name = "fits-" + key.type().shape() + "-" + key.components() + ".avro";
      List<LocalFitRecord> records =
          directory.read(new Path(output, name), LocalFitRecord.getClassSchema());
      assertEquals(subsets, records.size());
      assertEquals(
          subsets,
          records.stream()
              .map(fit -> fit.getPath() + fit.getStart() + fit.getOrdinal())
              .distinct()
              .count());
      assertEquals(ModelCodec.write(aggregation(key, records, profile)), found.get(key));
    }
  }

  private static Candidate aggregation(
      CandidateKey key, List<LocalFitRecord> records, ProfileRecord profile) {
    List<LocalFit> fits = records.stream().map(LocalFitCodec::read).toList();
    Aggregation aggregation =
        new Aggregation(
            key,
            new AggregationSettings(
                ProfileCodec.read(profile.getMoments()),
                Optional.empty(),
                FitSettings.DEFAULTS.withStarts(2),
                fits.size(),
                new Seed(5)));
    fits.forEach(aggregation::add);
    return aggregation.finish(fits);
  }

  /** The fits of a run that is called by another name: their order and their numbers stay. */
  @Test
  public void aggregateOfEarlierFitsIsTheAggregationOfCore() throws IOException {
    ProfileRecord profile = profile();
    settings.setCandidates(candidates.stream().map(MixtureCodec::write).toList());
    Path round = directory.work("round-1");
    jobs.fit(layout, settings.build(), round);
    for (CandidateKey key : candidates) {
      String name = LocalFitCodec.fileName(key);
      directory.keep(new Path(round, name), new Path(directory.published("fits"), name));
    }
    profile.getSplits().forEach(split -> split.setPath("monday//" + split.getPath()));
    Path file = directory.file("renamed.avro");
    directory.write(file, ProfileRecord.getClassSchema(), List.of(profile));
    settings
        .setProfile(file.toString())
        .setEarlierRuns(List.of(new EarlierRunRecord(directory.root().toString(), "monday//")));
    Path output = directory.work("aggregate");
    jobs.aggregate(settings.build(), output);
    List<CandidateRecord> found = directory.readParts(output, CandidateRecord.getClassSchema());
    assertEquals(3, found.size());
    for (CandidateRecord record : found) {
      CandidateKey key = MixtureCodec.read(record.getCandidate());
      List<LocalFitRecord> before =
          directory.read(
              new Path(directory.published("fits"), LocalFitCodec.fileName(key)),
              LocalFitRecord.getClassSchema());
      before.forEach(fit -> fit.setPath("monday//" + fit.getPath()));
      List<LocalFitRecord> after =
          directory.read(
              new Path(output, LocalFitCodec.fileName(key)), LocalFitRecord.getClassSchema());
      assertEquals(before, after);
      assertEquals(ModelCodec.write(aggregation(key, after, profile)), record);
    }
  }

  @Test
  public void certifySumsEveryModelOverAllRows() throws IOException {
    ProfileRecord profile = profile();
    settings.setCandidates(candidates.stream().map(MixtureCodec::write).toList());
    Path round = directory.work("round-1");
    jobs.fit(layout, settings.build(), round);
    List<LiveModelRecord> models = new ArrayList<>();
    List<Mixture> mixtures = new ArrayList<>();
    for (CandidateRecord record :
        directory.<CandidateRecord>readParts(round, CandidateRecord.getClassSchema())) {
      Mixture mixture = MixtureCodec.read(record.getOrigins().get(0).getMixture());
      models.add(ModelCodec.write(new LiveModel(mixtures.size(), mixture)));
      mixtures.add(mixture);
    }
    Path file = directory.work("models.avro");
    directory.write(file, LiveModelRecord.getClassSchema(), models);
    Path output = directory.work("scan");
    jobs.certify(
        layout,
        settings.setModels(file.toString()).build(),
        Collections.nCopies(models.size(), 10L),
        output);
    List<ExpectationRecord> sums = directory.readParts(output, ExpectationRecord.getClassSchema());
    assertEquals(3, sums.size());
    for (ExpectationRecord record : sums) {
      Mixture mixture = mixtures.get(record.getSlot());
      Expectation found = ExpectationCodec.read(record, mixture.family());
      Expectation expected = ExpectationStep.of(mixture, rows);
      assertEquals(profile.getRows(), found.weight(), 0);
      assertEquals(expected.logLikelihood(), found.logLikelihood(), 1e-9);
    }
  }
}
