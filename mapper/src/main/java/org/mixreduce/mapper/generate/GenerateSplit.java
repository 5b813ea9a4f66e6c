package org.mixreduce.mapper.generate;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;

/** The rows of one generated file: {@code count} from {@code first}, counted over all files. */
public final class GenerateSplit extends InputSplit implements Writable {

  private int file;
  private long first;
  private long count;

  /** For Hadoop, which then calls {@link #readFields}. */
  public GenerateSplit() {}

  GenerateSplit(int file, long first, long count) {
    this.file = file;
    this.first = first;
    this.count = count;
  }

  /** The file's number, from 0. */
  int file() {
    return file;
  }

  /** The number of its first row, from 0. */
  long first() {
    return first;
  }

  /** How many rows it has. */
  long count() {
    return count;
  }

  @Override
  public long getLength() {
    return count;
  }

  @Override
  public String[] getLocations() {
    return new String[0];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(file);
    out.writeLong(first);
    out.writeLong(count);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    file = in.readInt();
    first = in.readLong();
    count = in.readLong();
  }
}
