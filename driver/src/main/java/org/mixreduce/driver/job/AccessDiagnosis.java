package org.mixreduce.driver.job;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.sasl.SaslException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.KerberosAuthException;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.SecretManager.InvalidToken;
import org.ietf.jgss.GSSException;

/** What it means for the user that something was refused on a secured cluster. */
public final class AccessDiagnosis {

  /** How Hadoop's calls name the server. */
  private static final Pattern SERVER = Pattern.compile("DestHost:destPort (\\S+)");

  private AccessDiagnosis() {}

  /** The refusal that an exception comes from; nothing if it comes from something else. */
  public static Optional<AccessRefusedException> of(Throwable thrown) {
    String server = "the cluster";
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof AccessRefusedException refused) {
        return Optional.of(refused);
      }
      Matcher named = SERVER.matcher(String.valueOf(cause.getMessage()));
      if (named.find()) {
        server = named.group(1);
      }
      Optional<String> reason = reason(cause, server);
      if (reason.isPresent()) {
        return reason.map(AccessRefusedException::new);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> reason(Throwable cause, String server) {
    Throwable own =
        cause instanceof RemoteException remote ? remote.unwrapRemoteException() : cause;
    String message = String.valueOf(own.getMessage()).lines().findFirst().orElse("");
    if (own instanceof InvalidToken || message.contains("Failed to renew token")) {
      return Optional.of(token(server, message));
    }
    if (message.contains("Delegation Token can be issued only with kerberos")) {
      return Optional.of(
          "there is neither a Kerberos ticket nor, among the tokens that were handed in, one for a"
              + " file system of this run: "
              + message);
    }
    if (own instanceof IOException && message.contains("Master Kerberos principal")) {
      return Optional.of(
          "tokens need a renewer: set yarn.resourcemanager.principal, which the cluster's"
              + " yarn-site.xml has, or -D mapreduce.job.hdfs-servers.token-renewal.exclude=HOST");
    }
    if (own instanceof AccessControlException && !message.contains("Client cannot authenticate")) {
      return Optional.of(server + ": " + message);
    }
    boolean ticket =
        own instanceof AccessControlException
            || own instanceof SaslException
            || own instanceof GSSException
            || own instanceof KerberosAuthException;
    return ticket ? Optional.of(noTicket(server, System.getenv())) : Optional.empty();
  }

  private static String token(String server, String message) {
    return "a delegation token is not valid for "
        + server
        + " ("
        + message
        + "): tokens end when they are cancelled, not renewed, or seven days old unless set"
        + " otherwise; start again with a ticket (kinit) or with new tokens, fit with --resume";
  }

  /** That there is nothing to log in with. */
  static String noTicket(String server, Map<String, String> environment) {
    return "no valid Kerberos ticket, and no delegation token, for "
        + server
        + " ("
        + place("KRB5CCNAME", "the default ticket cache", environment)
        + "; "
        + place(UserGroupInformation.HADOOP_TOKEN_FILE_LOCATION, "no file of tokens", environment)
        + "): run kinit, or hand in tokens by "
        + UserGroupInformation.HADOOP_TOKEN_FILE_LOCATION;
  }

  private static String place(String variable, String otherwise, Map<String, String> environment) {
    String value = environment.get(variable);
    return value == null ? variable + " not set: " + otherwise : variable + "=" + value;
  }
}
