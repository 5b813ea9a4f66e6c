package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.driver.input.UsageException;

public class HandedTokensTest {

  private static final String VARIABLE = "HADOOP_TOKEN_FILE_LOCATION";
  private static final String KEY = "mapreduce.job.credentials.binary";
  private static final String CANCEL = "mapreduce.job.complete.cancel.delegation.tokens";

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Configuration conf = new JobConf();
  private final UserGroupInformation user = UserGroupInformation.createRemoteUser("alice");

  private String tokens(String name) throws IOException {
    Credentials credentials = new Credentials();
    credentials.addToken(new Text(name), TokenFileSystem.token(name));
    File file = new File(folder.getRoot(), name);
    credentials.writeTokenStorageFile(new Path(file.toURI()), conf);
    return file.getPath();
  }

  private void adopt(Map<String, String> environment) throws Exception {
    user.doAs(
        (PrivilegedExceptionAction<Void>)
            () -> {
              HandedTokens.adopt(conf, environment);
              return null;
            });
  }

  @Test
  public void nothingIsSetWhereNothingIsHandedIn() throws Exception {
    adopt(Map.of(VARIABLE, ""));
    assertEquals(null, conf.get(KEY));
    assertEquals("true", conf.get(CANCEL));
  }

  @Test
  public void theLaunchersTokensServeAllJobs() throws Exception {
    String file = tokens("launcher");
    adopt(Map.of(VARIABLE, file));
    assertEquals(file, conf.get(KEY));
    assertEquals("false", conf.get(CANCEL));
  }

  @Test
  public void theUsersFileWinsAndTheDriverKnowsItsTokens() throws Exception {
    String file = tokens("own");
    conf.set(KEY, file);
    adopt(Map.of(VARIABLE, tokens("launcher")));
    assertEquals(file, conf.get(KEY));
    assertEquals("false", conf.get(CANCEL));
    assertEquals(1, user.getTokens().size());
    assertEquals(new Text("own"), user.getTokens().iterator().next().getService());
  }

  @Test
  public void whoAsksForCancellingGetsIt() throws Exception {
    conf.set(CANCEL, "true");
    adopt(Map.of(VARIABLE, tokens("launcher")));
    assertEquals("true", conf.get(CANCEL));
  }

  @Test
  public void aFileThatCannotBeReadIsNamed() throws IOException {
    String absent = new File(folder.getRoot(), "absent").getPath();
    String other = folder.newFile("other").getPath();
    for (String file : new String[] {absent, other}) {
      UsageException inherited =
          assertThrows(UsageException.class, () -> adopt(Map.of(VARIABLE, file)));
      assertTrue(inherited.getMessage(), inherited.getMessage().startsWith(VARIABLE + "=" + file));
      conf.set(KEY, file);
      UsageException given = assertThrows(UsageException.class, () -> adopt(Map.of()));
      assertTrue(given.getMessage(), given.getMessage().startsWith(KEY + "=" + file));
      conf.unset(KEY);
    }
  }
}
