package org.mixreduce.driver.job;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.token.Token;

/** A file system that gives tokens, and remembers whose were asked for. */
public final class TokenFileSystem extends RawLocalFileSystem {

  /** The authorities that were asked, in order. */
  static final List<String> ASKED = new ArrayList<>();

  private URI uri;

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = name;
  }

  @Override
  public URI getUri() {
    // Asked for already while it is made.
    return uri == null ? super.getUri() : uri;
  }

  @Override
  public String getCanonicalServiceName() {
    return uri.getAuthority();
  }

  @Override
  public Token<?> getDelegationToken(String renewer) {
    ASKED.add(uri.getAuthority());
    return token(uri.getAuthority());
  }

  /** A token of a file system. */
  static Token<?> token(String service) {
    return new Token<>(
        service.getBytes(StandardCharsets.UTF_8),
        new byte[] {1},
        new Text("TEST_TOKEN"),
        new Text(service));
  }
}
