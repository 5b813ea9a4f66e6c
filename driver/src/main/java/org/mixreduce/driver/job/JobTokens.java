package org.mixreduce.driver.job;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.security.TokenCache;

/**
 * The delegation tokens by which tasks reach secured file systems, since they have no ticket.
 * Hadoop asks the file systems of the rows and of the output; the other files of tasks are known
 * here only.
 */
final class JobTokens {

  private JobTokens() {}

  /**
   * Adds to a job's credentials what its tasks need. Tokens that were handed in are taken first,
   * and a file system is asked only where there is none of it; nothing happens without security.
   *
   * @throws IOException if a file system gives none
   */
  static void obtain(Job job) throws IOException {
    TokenCache.obtainTokensForNamenodes(
        job.getCredentials(),
        TaskFiles.of(job).paths().toArray(Path[]::new),
        job.getConfiguration());
  }
}
