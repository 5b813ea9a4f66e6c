package org.mixreduce.driver.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * Oozie's launcher, which has started this process for a {@code <java>} action. It speaks by system
 * properties that name files of the container.
 *
 * @param configuration what the action's {@code <configuration>} and Oozie itself say
 * @param output where {@code <capture-output/>} looks
 */
public record OozieAction(Path configuration, Path output) {

  static final String CONFIGURATION = "oozie.action.conf.xml";
  static final String OUTPUT = "oozie.action.output.properties";

  /** Bytes of captured output that Oozie bears unless its administrator allows more. */
  public static final int OUTPUT_BYTES = 2048;

  /** Tags by which Oozie finds an action's jobs when the action is killed or started again. */
  static final String CHILD_TAGS = "oozie.child.mapreduce.job.tags";

  /** The action that this process is, if it is one. */
  public static Optional<OozieAction> current() {
    String conf = System.getProperty(CONFIGURATION);
    String out = System.getProperty(OUTPUT);
    return conf == null || out == null
        ? Optional.empty()
        : Optional.of(new OozieAction(Path.of(conf), Path.of(out)));
  }

  /** Adds the action's configuration, and has its jobs carry its tags. */
  public void configure(Configuration conf) {
    conf.addResource(new org.apache.hadoop.fs.Path(configuration.toUri()));
    String tags = conf.get(CHILD_TAGS);
    if (tags != null) {
      String own = conf.get(MRJobConfig.JOB_TAGS, "");
      conf.set(MRJobConfig.JOB_TAGS, own.isEmpty() ? tags : own + "," + tags);
    }
  }

  /**
   * Leaves what the workflow can ask for by {@code wf:actionData}, but never more than Oozie bears,
   * for that would end the action although the run is finished.
   *
   * @return the names that are left out to that end, the longest values first; only a path can be
   *     that long, and a workflow knows the paths that it has given
   */
  public List<String> capture(RunSummary summary) throws IOException {
    RunSummary rest = summary;
    List<String> leftOut = new ArrayList<>();
    byte[] text = bytes(rest);
    while (text.length > OUTPUT_BYTES) {
      String longest = rest.longest();
      leftOut.add(longest);
      rest = rest.without(longest);
      text = bytes(rest);
    }
    Files.write(output, text);
    return leftOut;
  }

  private static byte[] bytes(RunSummary summary) {
    return summary.text().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Ends the action by its error transition. Oozie tells what an exception says to whoever asks for
   * {@code wf:errorMessage}; of an exit code it would tell only the number.
   */
  public void fail(String message, int code) {
    throw new FailedActionException(message + " (exit code " + code + ")");
  }

  /** What Oozie shows as the reason of an action that failed. */
  public static final class FailedActionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FailedActionException(String message) {
      super(message);
    }
  }
}
