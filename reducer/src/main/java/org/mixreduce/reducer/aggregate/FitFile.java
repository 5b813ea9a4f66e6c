package org.mixreduce.reducer.aggregate;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.core.local.LocalFit;

/** Local fits in a file: written once, then read one at a time as often as needed. */
final class FitFile implements Iterable<LocalFit> {

  private final Path path;
  private final Configuration conf;

  FitFile(Path path, Configuration conf) {
    this.path = path;
    this.conf = conf;
  }

  /**
   * Opens the file for writing; a retried task finds what the first attempt left and replaces it.
   */
  Writer create() throws IOException {
    return new Writer(
        ContainerFile.writer(
            LocalFitRecord.getClassSchema(), path.getFileSystem(conf).create(path, true)));
  }

  /** Appends records. */
  record Writer(DataFileWriter<LocalFitRecord> file) implements Closeable {
    void append(LocalFitRecord fit) throws IOException {
      file.append(fit);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  @Override
  public Iterator<LocalFit> iterator() {
    try {
      return new Fits(
          ContainerFile.reader(
              LocalFitRecord.getClassSchema(), path.getFileSystem(conf).open(path)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read back " + path, e);
    }
  }

  /** Closes the file when the last fit has been read. */
  private static final class Fits implements Iterator<LocalFit> {
    private final DataFileStream<LocalFitRecord> file;

    Fits(DataFileStream<LocalFitRecord> file) {
      this.file = file;
    }

    @Override
    public boolean hasNext() {
      if (file.hasNext()) {
        return true;
      }
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return false;
    }

    @Override
    public LocalFit next() {
      if (!file.hasNext()) {
        throw new NoSuchElementException();
      }
      return LocalFitCodec.read(file.next());
    }
  }
}
