package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.junit.Test;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.EarlierRunRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.mapper.rows.LeftOutSubsets;

public class TaskFilesTest {

  private static Job job(JobSettingsRecord settings) throws IOException {
    Job job = Job.getInstance(new Configuration(false));
    job.getConfiguration().set(JobSettings.KEY, JobSettings.write(settings));
    return job;
  }

  /** A field that is added to the settings must be named here too: its file needs a token. */
  @Test
  public void everyTextOfTheSettingsIsAPlace() throws IOException {
    JobSettingsRecord settings = JobSettingsRecord.newBuilder().build();
    Set<String> expected = new TreeSet<>();
    for (Schema.Field field : JobSettingsRecord.getClassSchema().getFields()) {
      if (field.schema().getType() == Schema.Type.STRING) {
        String place = "hdfs://" + field.name().toLowerCase() + "/file";
        settings.put(field.pos(), place);
        expected.add(place);
      }
    }
    assertEquals("profile, pool, start model, models", 4, expected.size());
    Set<String> found = new TreeSet<>();
    TaskFiles.of(job(settings)).paths().forEach(path -> found.add(path.toString()));
    assertEquals(expected, found);
  }

  @Test
  public void rowsOutputEarlierRunsAndWhatIsLeftOutArePlaces() throws IOException {
    Job job =
        job(
            JobSettingsRecord.newBuilder()
                .setEarlierRuns(
                    List.of(
                        new EarlierRunRecord("hdfs://monday/run", ""),
                        new EarlierRunRecord("s3a://tuesday/run", "")))
                .build());
    List<Path> places =
        new ArrayList<>(
            List.of(
                new Path("hdfs://rows/a"),
                new Path("abfs://more@rows/b*"),
                new Path("hdfs://output/out"),
                new Path("hdfs://monday/run"),
                new Path("s3a://tuesday/run"),
                new Path("hdfs://left/out.avro")));
    job.getConfiguration().set(FileInputFormat.INPUT_DIR, places.get(0) + "," + places.get(1));
    job.getConfiguration().set(FileOutputFormat.OUTDIR, places.get(2).toString());
    LeftOutSubsets.configure(job.getConfiguration(), places.get(5));
    assertEquals(places, TaskFiles.of(job).paths());
  }

  @Test
  public void aJobThatReadsNothingHasNoInput() throws IOException {
    assertEquals(List.of(), TaskFiles.of(job(JobSettingsRecord.newBuilder().build())).paths());
  }
}
