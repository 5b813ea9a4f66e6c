package org.mixreduce.mapper.record.avro;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.mixreduce.mapper.record.BoundedBytes;
import org.mixreduce.mapper.record.BrokenDataException;
import org.xerial.snappy.Snappy;

/** How the blocks of a container file are packed. Unlike Avro's own, bounded in what it unpacks. */
enum BlockCodec {
  /** Not at all. */
  NULL {
    @Override
    byte[] unpack(byte[] packed) {
      return packed;
    }
  },
  /** As in gzip, without header. */
  DEFLATE {
    @Override
    byte[] unpack(byte[] packed) throws IOException {
      Inflater inflater = new Inflater(true);
      try {
        return BoundedBytes.of(
            new InflaterInputStream(new ByteArrayInputStream(packed), inflater), BLOCK);
      } finally {
        inflater.end();
      }
    }
  },
  /** Snappy, with a checksum of four bytes behind. */
  SNAPPY {
    @Override
    byte[] unpack(byte[] packed) throws IOException {
      int length = packed.length - Integer.BYTES;
      if (length < 1) {
        throw new BrokenDataException(BLOCK + " is too short for Snappy");
      }
      long size = Snappy.uncompressedLength(packed, 0, length);
      BoundedBytes.check(size > MOST_SNAPPY_RATIO * length ? Long.MAX_VALUE : size, BLOCK);
      byte[] bytes = new byte[(int) size];
      Snappy.uncompress(packed, 0, length, bytes, 0);
      CRC32 checksum = new CRC32();
      checksum.update(bytes);
      if ((int) checksum.getValue() != bigEndian(packed, length)) {
        throw new BrokenDataException("the checksum of " + BLOCK + " is wrong");
      }
      return bytes;
    }
  },
  /** As bzip2. */
  BZIP2 {
    @Override
    byte[] unpack(byte[] packed) throws IOException {
      return BoundedBytes.of(
          new BZip2CompressorInputStream(new ByteArrayInputStream(packed)), BLOCK);
    }
  },
  /** As zstd. */
  ZSTANDARD {
    @Override
    byte[] unpack(byte[] packed) throws IOException {
      return BoundedBytes.of(new ZstdInputStream(new ByteArrayInputStream(packed)), BLOCK);
    }
  };

  private static final String BLOCK = "a block";

  /** A copy of 64 bytes takes three, so no valid block is beyond this. */
  private static final long MOST_SNAPPY_RATIO = 64;

  /** The bytes of a block. */
  abstract byte[] unpack(byte[] packed) throws IOException;

  private static int bigEndian(byte[] bytes, int at) {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }

  static BlockCodec of(String name) throws BrokenDataException {
    for (BlockCodec codec : values()) {
      if (codec.name().equalsIgnoreCase(name)) {
        return codec;
      }
    }
    throw new BrokenDataException(
        "its codec is '"
            + name
            + "', and only null, deflate, snappy, bzip2 and zstandard can be read");
  }
}
