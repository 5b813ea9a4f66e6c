package org.mixreduce.driver.job;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.mixreduce.driver.input.UsageException;

/**
 * Delegation tokens that whoever started the driver hands in, in a file: Oozie's launcher by the
 * variable {@value UserGroupInformation#HADOOP_TOKEN_FILE_LOCATION}, users by {@value
 * MRJobConfig#MAPREDUCE_JOB_CREDENTIALS_BINARY}, which wins.
 */
public final class HandedTokens {

  private static final String VARIABLE = UserGroupInformation.HADOOP_TOKEN_FILE_LOCATION;
  private static final String KEY = MRJobConfig.MAPREDUCE_JOB_CREDENTIALS_BINARY;

  private HandedTokens() {}

  /**
   * Has this process and all its jobs use them.
   *
   * @param conf of all jobs; changed
   * @param environment of the process
   */
  public static void adopt(Configuration conf, Map<String, String> environment) throws IOException {
    Optional<String> given = Optional.ofNullable(conf.get(KEY)).filter(file -> !file.isEmpty());
    Optional<String> inherited =
        Optional.ofNullable(environment.get(VARIABLE)).filter(file -> !file.isEmpty());
    if (given.isPresent()) {
      // Hadoop gives these to tasks; the driver itself opens files before the first task does.
      UserGroupInformation.getCurrentUser().addCredentials(read(KEY, given.get(), conf));
    } else if (inherited.isPresent()) {
      // And of these the driver knows already, but not its tasks.
      read(VARIABLE, inherited.get(), conf);
      conf.set(KEY, new File(inherited.get()).getAbsolutePath());
    }
    if (given.isPresent() || inherited.isPresent()) {
      // The resource manager would cancel them with the first job of the chain.
      UserSettings.otherwise(conf, MRJobConfig.JOB_CANCEL_DELEGATION_TOKEN, "false");
    }
  }

  private static Credentials read(String setting, String file, Configuration conf) {
    try {
      Path path = new Path(file);
      String local = path.toUri().getScheme() == null ? file : path.toUri().getPath();
      return Credentials.readTokenStorageFile(new File(local), conf);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          setting + "=" + file + ": not a file of delegation tokens that can be read: " + e);
    }
  }
}
