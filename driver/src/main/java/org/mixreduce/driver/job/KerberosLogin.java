package org.mixreduce.driver.job;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/** Who the driver is to a secured cluster. */
final class KerberosLogin {

  private KerberosLogin() {}

  /**
   * Ends a run that no cluster will serve before anything is asked over the network. Jobs of the
   * local runner may do with local files, so there the first file system to refuse decides.
   *
   * @throws AccessRefusedException if jobs go to a secured cluster and there is neither a valid
   *     ticket nor any token
   */
  static void require(Configuration conf) throws IOException {
    if (Locality.isLocal(conf) || !UserGroupInformation.isSecurityEnabled()) {
      return;
    }
    UserGroupInformation user = UserGroupInformation.getCurrentUser();
    boolean ticket = UserGroupInformation.getRealUserOrSelf(user).hasKerberosCredentials();
    if (!ticket && user.getTokens().isEmpty()) {
      throw new AccessRefusedException(AccessDiagnosis.noTicket("the cluster", System.getenv()));
    }
  }
}
