package org.mixreduce.mapper.record.sequence;

import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;
import org.mixreduce.mapper.record.BrokenDataException;

/** Reads Hadoop's encoding of numbers and text from bytes, and never beyond their end. */
final class EncodedBytes {

  private final byte[] bytes;
  private int at;

  EncodedBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int left() {
    return bytes.length - at;
  }

  long readVarint() throws BrokenDataException {
    need(1);
    byte first = bytes[at++];
    int size = WritableUtils.decodeVIntSize(first);
    if (size == 1) {
      return first;
    }
    need(size - 1);
    long value = 0;
    for (int i = 1; i < size; i++) {
      value = value << 8 | bytes[at++] & 0xff;
    }
    return WritableUtils.isNegativeVInt(first) ? ~value : value;
  }

  void readText(Text target, long length) throws BrokenDataException {
    need(length);
    target.set(bytes, at, (int) length);
    at += (int) length;
  }

  private void need(long count) throws BrokenDataException {
    if (count < 0 || count > left()) {
      throw new BrokenDataException("a value of " + count + " bytes where " + left() + " are left");
    }
  }
}
