package org.mixreduce.secured;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.client.KrbOption;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;

/** A Kerberos realm with one principal for all daemons and one user. */
final class Realm implements AutoCloseable {

  /**
   * Whose data and jobs it is. A driver that has tokens only is to Hadoop who it is to its machine,
   * so their owner has to be the same.
   */
  private static final String USER = System.getProperty("user.name");

  private static final String SERVICE = "hadoop/localhost";
  private static final String WEB = "HTTP/localhost";

  private final MiniKdc kdc;
  private final File services;
  private final File user;

  private Realm(MiniKdc kdc, File folder) {
    this.kdc = kdc;
    this.services = new File(folder, "services.keytab");
    this.user = new File(folder, "user.keytab");
  }

  /** Starts it; its files are in a folder. */
  static Realm start(File folder) throws Exception {
    Properties conf = MiniKdc.createConf();
    conf.setProperty(MiniKdc.KDC_BIND_ADDRESS, "localhost");
    MiniKdc kdc = new MiniKdc(conf, folder);
    kdc.start();
    Realm realm = new Realm(kdc, folder);
    kdc.createPrincipal(realm.services, SERVICE, WEB);
    kdc.createPrincipal(realm.user, USER);
    return realm;
  }

  /** What Java and Hadoop have to know of it. */
  File configuration() {
    return kdc.getKrb5conf();
  }

  /** The principal of all daemons. */
  String service() {
    return SERVICE + "@" + kdc.getRealm();
  }

  /** The principal of web pages. */
  String web() {
    return WEB + "@" + kdc.getRealm();
  }

  /** The user's principal. */
  String user() {
    return USER + "@" + kdc.getRealm();
  }

  /** The keys of daemons and web pages. */
  File services() {
    return services;
  }

  /** The user's keys. */
  File userKeys() {
    return user;
  }

  /** Leaves in a file what kinit would. */
  void ticket(File cache) throws KrbException {
    client().storeTicket(request(), cache);
  }

  /** Leaves in a file what kinit left a day ago. */
  void staleTicket(File cache) throws KrbException {
    TgtTicket ticket = request();
    KerberosTime yesterday =
        new KerberosTime(System.currentTimeMillis() - Duration.ofDays(1).toMillis());
    ticket.getEncKdcRepPart().setEndTime(yesterday);
    ticket.getEncKdcRepPart().setRenewTill(yesterday);
    client().storeTicket(ticket, cache);
  }

  private TgtTicket request() throws KrbException {
    KOptions options = new KOptions();
    options.add(KrbOption.CLIENT_PRINCIPAL, user());
    options.add(KrbOption.USE_KEYTAB, true);
    options.add(KrbOption.KEYTAB_FILE, user);
    return client().requestTgt(options);
  }

  private KrbClient client() throws KrbException {
    KrbClient client = new KrbClient(configuration().getParentFile());
    client.setKdcRealm(kdc.getRealm());
    client.setKdcHost("localhost");
    client.setKdcTcpPort(kdc.getPort());
    client.setAllowUdp(false);
    client.init();
    return client;
  }

  @Override
  public void close() throws IOException {
    kdc.stop();
  }
}
