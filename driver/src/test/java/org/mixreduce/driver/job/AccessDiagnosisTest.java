package org.mixreduce.driver.job;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.token.SecretManager.InvalidToken;
import org.ietf.jgss.GSSException;
import org.junit.Test;

public class AccessDiagnosisTest {

  private static String text(Throwable thrown) {
    String text = AccessDiagnosis.of(thrown).orElseThrow().getMessage();
    assertEquals("one line", 1, text.lines().count());
    return text;
  }

  private static void says(Throwable thrown, String... words) {
    for (String word : words) {
      assertTrue(word + " in " + text(thrown), text(thrown).contains(word));
    }
  }

  @Test
  public void noTicketNamesTheServerAndKinit() {
    IOException cause =
        new IOException(
            new AccessControlException("Client cannot authenticate via:[TOKEN, KERBEROS]"));
    IOException call =
        new IOException(
            "DestHost:destPort name.example:8020 , LocalHost:localPort here/10.0.0.1:0. Failed",
            cause);
    says(call, "no valid Kerberos ticket", "name.example:8020", "kinit");
    says(new UncheckedIOException(call), "name.example:8020");
  }

  @Test
  public void aTicketThatRunsOutInBetweenIsNone() {
    IOException call = new IOException("GSS initiate failed", new GSSException(13));
    says(call, "no valid Kerberos ticket", "the cluster", "kinit");
  }

  @Test
  public void aTokenThatHasEndedIsCalledThat() {
    String reason = "token (HDFS_DELEGATION_TOKEN token 3 for alice) can't be found in cache";
    for (IOException refusal :
        List.of(
            new InvalidToken(reason), new RemoteException(InvalidToken.class.getName(), reason))) {
      says(refusal, "not valid", reason, "seven days", "--resume");
    }
    says(
        new IOException("Failed to submit application_1 to YARN: Failed to renew token: Kind: X"),
        "not valid",
        "Failed to renew token");
  }

  @Test
  public void tokensThatDoNotCoverARunAreCalledThat() {
    says(
        new RemoteException(
            IOException.class.getName(),
            "Delegation Token can be issued only with kerberos or web authentication"),
        "neither a Kerberos ticket nor");
  }

  @Test
  public void deniedPermissionIsToldAsItIs() {
    String denial = "Permission denied: user=alice, access=WRITE, inode=\"/\":hdfs:hdfs:drwxr-xr-x";
    says(new AccessControlException(denial), denial);
    assertFalse(text(new AccessControlException(denial)).contains("kinit"));
  }

  @Test
  public void othersAreNoRefusals() {
    assertTrue(AccessDiagnosis.of(new IOException("disk full")).isEmpty());
    assertTrue(AccessDiagnosis.of(new IllegalStateException(new IOException())).isEmpty());
  }

  @Test
  public void noTicketSaysWhereItLooked() {
    String set = AccessDiagnosis.noTicket("the cluster", Map.of("KRB5CCNAME", "/tmp/mine"));
    assertTrue(set, set.contains("KRB5CCNAME=/tmp/mine"));
    assertTrue(set, set.contains("HADOOP_TOKEN_FILE_LOCATION not set"));
    String unset = AccessDiagnosis.noTicket("the cluster", Map.of());
    assertTrue(unset, unset.contains("KRB5CCNAME not set: the default ticket cache"));
  }
}
