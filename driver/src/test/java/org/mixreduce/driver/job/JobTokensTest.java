package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;

import java.io.File;
import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.JobSettingsRecord;

public class JobTokensTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Configuration conf = new Configuration();

  @Before
  public void secure() {
    TokenFileSystem.ASKED.clear();
    Configuration secured = new Configuration();
    // Any but simple turns security on; this one needs no realm.
    secured.set("hadoop.security.authentication", "token");
    UserGroupInformation.setConfiguration(secured);
    conf.set("fs.token.impl", TokenFileSystem.class.getName());
    conf.set("mapreduce.framework.name", "yarn");
    conf.set("yarn.resourcemanager.principal", "yarn");
  }

  @After
  public void unsecure() {
    UserGroupInformation.setConfiguration(new Configuration());
  }

  private Job job() throws IOException {
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setProfile("token://out/profile.avro")
            .setStartModel("token://models/model.avro")
            .build();
    Job job = Job.getInstance(conf);
    job.getConfiguration().set(JobSettings.KEY, JobSettings.write(settings));
    FileInputFormat.setInputPaths(job, new Path("token://rows/*"), new Path("token://more/*"));
    FileOutputFormat.setOutputPath(job, new Path("token://out/work"));
    return job;
  }

  /** Without a login of its own, whatever this machine has. */
  private static <T> T asUser(PrivilegedExceptionAction<T> action) throws Exception {
    return UserGroupInformation.createRemoteUser("alice").doAs(action);
  }

  @Test
  public void everyFileSystemIsAskedOnce() throws Exception {
    Credentials credentials =
        asUser(
            () -> {
              Job job = job();
              JobTokens.obtain(job);
              return job.getCredentials();
            });
    List<String> all = List.of("models", "more", "out", "rows");
    assertEquals(all, TokenFileSystem.ASKED.stream().sorted().toList());
    for (String service : all) {
      assertNotNull(service, credentials.getToken(new Text(service)));
    }
  }

  @Test
  public void tokensThatWereHandedInAreNotAskedFor() throws Exception {
    Credentials handed = new Credentials();
    handed.addToken(new Text("rows"), TokenFileSystem.token("rows"));
    handed.addToken(new Text("models"), TokenFileSystem.token("models"));
    File file = folder.newFile("tokens");
    handed.writeTokenStorageFile(new Path(file.toURI()), conf);
    Credentials credentials =
        asUser(
            () -> {
              HandedTokens.adopt(conf, Map.of("HADOOP_TOKEN_FILE_LOCATION", file.getPath()));
              Job job = job();
              JobTokens.obtain(job);
              return job.getCredentials();
            });
    assertEquals(List.of("more", "out"), TokenFileSystem.ASKED.stream().sorted().toList());
    assertEquals(4, credentials.numberOfTokens());
  }
}
