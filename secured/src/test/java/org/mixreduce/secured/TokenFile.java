package org.mixreduce.secured;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.v2.api.HSClientProtocol;
import org.apache.hadoop.mapreduce.v2.api.MRClientProtocol;
import org.apache.hadoop.mapreduce.v2.api.protocolrecords.GetDelegationTokenRequest;
import org.apache.hadoop.mapreduce.v2.jobhistory.JHAdminConfig;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.ipc.YarnRPC;
import org.apache.hadoop.yarn.util.ConverterUtils;
import org.apache.hadoop.yarn.util.Records;

/** What a launcher such as Oozie fetches before it starts a driver that has no ticket. */
final class TokenFile {

  private TokenFile() {}

  /** Writes tokens of file systems, the resource manager and the history server. */
  static void write(File file, Configuration conf, Realm realm, List<FileSystem> systems)
      throws IOException, InterruptedException {
    UserGroupInformation user =
        UserGroupInformation.loginUserFromKeytabAndReturnUGI(
            realm.user(), realm.userKeys().getPath());
    Credentials credentials = new Credentials();
    user.doAs(
        (PrivilegedExceptionAction<Void>)
            () -> {
              for (FileSystem system : systems) {
                FileSystem.get(system.getUri(), conf)
                    .addDelegationTokens(realm.service(), credentials);
              }
              Token<?> jobs = new Cluster(conf).getDelegationToken(new Text(realm.service()));
              credentials.addToken(jobs.getService(), jobs);
              Token<?> history = history(conf, realm);
              credentials.addToken(history.getService(), history);
              return null;
            });
    credentials.writeTokenStorageFile(new Path(file.toURI()), conf);
  }

  private static Token<?> history(Configuration conf, Realm realm) throws IOException {
    InetSocketAddress address =
        conf.getSocketAddr(
            JHAdminConfig.MR_HISTORY_ADDRESS,
            JHAdminConfig.DEFAULT_MR_HISTORY_ADDRESS,
            JHAdminConfig.DEFAULT_MR_HISTORY_PORT);
    MRClientProtocol server =
        (MRClientProtocol) YarnRPC.create(conf).getProxy(HSClientProtocol.class, address, conf);
    GetDelegationTokenRequest request = Records.newRecord(GetDelegationTokenRequest.class);
    request.setRenewer(realm.service());
    return ConverterUtils.convertFromYarn(
        server.getDelegationToken(request).getDelegationToken(), address);
  }
}
