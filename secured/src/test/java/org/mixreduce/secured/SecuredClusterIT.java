package org.mixreduce.secured;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * The job jar, started as a process of its own, on two file systems and a YARN under Kerberos: with
 * a ticket, with tokens only, with less than that.
 */
public class SecuredClusterIT {

  private static final File TARGET =
      new File(System.getProperty("mixreduce.target", "target")).getAbsoluteFile();
  private static final File ROOT = new File(System.getProperty("mixreduce.root", ".."));
  private static final int ROWS = 600;
  private static final int BLOCK = 8 * 1024;

  private static Realm realm;
  private static SecuredCluster cluster;
  private static Client client;
  private static File folder;
  private static String rows;
  private static String startModel;

  @BeforeClass
  public static void start() throws Exception {
    folder = Files.createTempDirectory(TARGET.toPath(), "secured").toFile();
    File site = new File(folder, "conf");
    assertTrue(site.mkdir());
    realm = Realm.start(folder);
    cluster = SecuredCluster.start(realm, folder);
    cluster.writeSiteFiles(site);
    client = new Client(new File(ROOT, "bin/mixreduce"), site, realm);
    startModel = put(cluster.second(), "/data/start.avro", modelOfLocalRows());
    rows = put(cluster.first(), "/data/rows.csv", rows());
  }

  @AfterClass
  public static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
    if (realm != null) {
      realm.close();
    }
  }

  /** Two clusters. */
  private static byte[] rows() {
    Random random = new Random(11);
    StringBuilder text = new StringBuilder("id,x,y\n");
    for (int i = 0; i < ROWS; i++) {
      double centre = random.nextDouble() < 0.3 ? 0 : 7;
      text.append(i).append(',');
      text.append(centre + random.nextGaussian()).append(',');
      text.append(random.nextGaussian() - centre).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Fitted by the local runner, which needs nobody's leave. */
  private static byte[] modelOfLocalRows() throws Exception {
    File local = new File(folder, "local");
    File none = new File(local, "conf");
    assertTrue(none.mkdirs());
    java.nio.file.Path file = local.toPath().resolve("rows.csv");
    Files.write(file, rows());
    Client.Result result =
        new Client(client.launcher(), none, realm)
            .run(Map.of(), fit(file.toUri().toString(), local.toURI() + "out"));
    assertEquals(result.text(), 0, result.code());
    return Files.readAllBytes(local.toPath().resolve("out/model.avro"));
  }

  private static String put(MiniDFSCluster hdfs, String path, byte[] bytes) throws IOException {
    Path file = new Path(hdfs.getURI() + path);
    try (var out = hdfs.getFileSystem().create(file, true, 4096, (short) 1, BLOCK)) {
      out.write(bytes);
    }
    return file.toString();
  }

  /** As few jobs and tasks as a fit has: security is the same in all. */
  private static List<String> fit(String input, String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                ("fit -D mapreduce.job.reduces=1 --header --id-columns id --k 2 --subset-rows 100"
                        + " --starts 2 --refine 0 --standard-errors none --input "
                        + input
                        + " --output "
                        + output)
                    .split(" ")));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static byte[] read(MiniDFSCluster hdfs, String path) throws IOException {
    try (var in = hdfs.getFileSystem().open(new Path(path))) {
      return in.readAllBytes();
    }
  }

  private static long scores(MiniDFSCluster hdfs, String directory) throws IOException {
    long lines = 0;
    for (FileStatus part : hdfs.getFileSystem().globStatus(new Path(directory, "part-m-*"))) {
      String text = new String(read(hdfs, part.getPath().toString()), StandardCharsets.UTF_8);
      lines += text.lines().filter(line -> !line.startsWith("id,")).count();
    }
    return lines;
  }

  private static void done(Client.Result result) {
    assertEquals(result.text(), 0, result.code());
  }

  private static Map<String, String> ticket() throws Exception {
    File cache = new File(folder, "ticket");
    realm.ticket(cache);
    return Map.of("KRB5CCNAME", cache.getPath());
  }

  private static String tokens(String name, MiniDFSCluster... systems) throws Exception {
    File file = new File(folder, name);
    List<FileSystem> of = new ArrayList<>();
    for (MiniDFSCluster system : systems) {
      of.add(system.getFileSystem());
    }
    TokenFile.write(file, cluster.configuration(), realm, of);
    return file.getPath();
  }

  private static Map<String, String> only(String variable, String file) {
    // Without a name for the cache, a ticket of whoever builds would do.
    return Map.of("KRB5CCNAME", new File(folder, "no-such-ticket").getPath(), variable, file);
  }

  /** Rows and output on one file system, the start model on the other; then the other way round. */
  @Test
  public void ticketOrTokensServeTheWholeChain() throws Exception {
    String first = cluster.first().getURI() + "/data/";
    String second = cluster.second().getURI() + "/data/";
    done(client.run(ticket(), fit(rows, first + "ticket", "--start", startModel)));
    done(
        client.run(
            ticket(),
            List.of(
                "score",
                "--model",
                first + "ticket",
                "--input",
                rows,
                "--output",
                second + "ticket-scores")));
    assertEquals(ROWS, scores(cluster.second(), "/data/ticket-scores"));

    String tokens = tokens("tokens", cluster.first(), cluster.second());
    done(
        client.run(
            only("HADOOP_TOKEN_FILE_LOCATION", tokens),
            fit(rows, first + "tokens", "--start", startModel)));
    for (String name : List.of("model.avro", "candidates.csv")) {
      assertArrayEquals(
          name,
          read(cluster.first(), "/data/ticket/" + name),
          read(cluster.first(), "/data/tokens/" + name));
    }
    // The same tokens once more: jobs of the first run have not cancelled them.
    done(
        client.run(
            only("NOTHING", ""),
            List.of(
                "score",
                "-D",
                "mapreduce.job.credentials.binary=" + tokens,
                "--model",
                first + "tokens",
                "--input",
                rows,
                "--output",
                second + "token-scores")));
    assertEquals(ROWS, scores(cluster.second(), "/data/token-scores"));
  }

  @Test
  public void withoutATicketOneLineSaysWhatIsMissing() throws Exception {
    refused(only("NOTHING", ""), "no valid Kerberos ticket", "no-such-ticket", "kinit");
  }

  @Test
  public void anExpiredTicketIsNone() throws Exception {
    File cache = new File(folder, "stale");
    realm.staleTicket(cache);
    refused(Map.of("KRB5CCNAME", cache.getPath()), "no valid Kerberos ticket", "stale", "kinit");
  }

  @Test
  public void tokensOfOneFileSystemDoNotOpenTheOther() throws Exception {
    String tokens = tokens("first-tokens", cluster.first());
    refused(
        only("HADOOP_TOKEN_FILE_LOCATION", tokens),
        "no delegation token, for",
        ":" + cluster.second().getNameNodePort());
  }

  @Test
  public void aFileOfTokensThatIsNoneIsNamed() throws Exception {
    String file = new File(folder, "absent").getPath();
    Client.Result result =
        client.run(
            only("HADOOP_TOKEN_FILE_LOCATION", file), fit(rows, cluster.first().getURI() + "/x"));
    assertEquals(result.text(), 2, result.code());
    assertTrue(result.text(), result.text().contains("HADOOP_TOKEN_FILE_LOCATION=" + file));
  }

  private static void refused(Map<String, String> identity, String... words) throws Exception {
    String output = cluster.first().getURI() + "/data/refused-" + words[1].replaceAll("\\W", "");
    Client.Result result = client.run(identity, fit(rows, output, "--start", startModel));
    assertEquals(result.text(), 1, result.code());
    for (String word : words) {
      assertTrue(word + " in " + result.text(), result.text().contains(word));
    }
    assertFalse(result.text(), result.text().contains("\tat "));
    assertFalse("nothing is left", cluster.first().getFileSystem().exists(new Path(output)));
  }
}
