package org.mixreduce.driver.job;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Is told of jobs. */
@FunctionalInterface
public interface JobListener {

  /** A listener that does not care. */
  JobListener NONE = (job, output) -> {};

  /**
   * A job is on its way.
   *
   * @param job its id
   * @param output its directory
   */
  void submitted(String job, Path output) throws IOException;
}
