package org.mixreduce.mapper.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a stream unpacks to, up to a limit. */
public final class BoundedBytes {

  private BoundedBytes() {}

  /**
   * All bytes of a stream, which is closed.
   *
   * @param what they are, for the message
   * @throws BrokenDataException if there are more than {@link BoundedInput#mostBytes()}
   */
  public static byte[] of(InputStream stream, String what) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    try (InputStream in = stream) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        if (read == 0) {
          throw new BrokenDataException(what + " does not unpack");
        }
        check(bytes.size() + (long) read, what);
        bytes.write(buffer, 0, read);
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Checks what something says it unpacks to.
   *
   * @throws BrokenDataException if that is more than {@link BoundedInput#mostBytes()}
   */
  public static void check(long size, String what) throws BrokenDataException {
    // Growing takes twice what is held.
    if (size < 0 || size > BoundedInput.mostBytes() / 2) {
      throw new BrokenDataException(
          what
              + " unpacks to "
              + size
              + " bytes, more than the "
              + BoundedInput.mostBytes() / 2
              + " that this heap bears");
    }
  }
}
