package org.mixreduce.driver.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.JobCounter;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.mixreduce.driver.report.Json;

/**
 * How long the jobs of a run took, by the clock, and what Hadoop counted of them. A job's time is
 * from its submission until a driver knew of its end: where a driver died in between, that includes
 * the time until the next one came.
 *
 * <p>Times are for people. Nothing that is computed depends on them.
 */
public final class StepTimes {

  static final String DONE = "done-";
  static final String JSON = ".json";

  private static final String SUBMITTED = "submitted";
  private static final String SECONDS = "seconds";

  private StepTimes() {}

  /** Notes that a job is submitted now. */
  static void submitted(ObjectNode job) {
    job.put(SUBMITTED, System.currentTimeMillis());
  }

  /** Notes that it is done now. */
  static void done(ObjectNode step, JsonNode job) {
    long submitted = job.path(SUBMITTED).asLong();
    step.put(SUBMITTED, submitted);
    step.put(SECONDS, (System.currentTimeMillis() - submitted) / 1000.0);
  }

  /** The steps whose journal is in a directory of work, in the order of their submission. */
  public static ArrayNode of(FileSystem fs, Path work) throws IOException {
    List<ObjectNode> steps = new ArrayList<>();
    for (FileStatus file : files(fs, work)) {
      Optional<JsonNode> done = Journal.read(fs, file.getPath());
      if (done.isPresent() && done.get().has(SECONDS)) {
        String name = file.getPath().getName();
        steps.add(step(name.substring(DONE.length(), name.length() - JSON.length()), done.get()));
      }
    }
    steps.sort(Comparator.comparingLong(step -> step.path(SUBMITTED).asLong()));
    ArrayNode all = Json.object().putArray("steps");
    steps.forEach(all::add);
    return all;
  }

  private static FileStatus[] files(FileSystem fs, Path work) throws IOException {
    try {
      return fs.listStatus(work, path -> path.getName().startsWith(DONE));
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** Hadoop's local runner counts neither tasks nor processor time. */
  private static ObjectNode step(String name, JsonNode done) {
    Counters counters = SavedCounters.read(done.path(Journal.COUNTERS));
    ObjectNode step = Json.object();
    step.put("step", name);
    step.put(SUBMITTED, done.path(SUBMITTED).asLong());
    step.put(SECONDS, done.path(SECONDS).asDouble());
    step.put("map_tasks", counters.findCounter(JobCounter.TOTAL_LAUNCHED_MAPS).getValue());
    step.put("reduce_tasks", counters.findCounter(JobCounter.TOTAL_LAUNCHED_REDUCES).getValue());
    step.put("cpu_ms", counters.findCounter(TaskCounter.CPU_MILLISECONDS).getValue());
    step.put("records_read", counters.findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue());
    step.put("map_output_bytes", counters.findCounter(TaskCounter.MAP_OUTPUT_BYTES).getValue());
    return step;
  }
}
