package org.mixreduce.mapper.earlier;

import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.mapper.record.PackedSplit;

/** Reads files of local fits one after the other; the key is the prefix of their run. */
final class FitFileReader extends RecordReader<Text, AvroValue<LocalFitRecord>> {

  private Configuration conf;
  private Iterator<PackedSplit.Piece> pieces;
  private long length;
  private long done;
  private PackedSplit.Piece piece;
  private DataFileStream<LocalFitRecord> file;
  private final Text prefix = new Text();
  private final AvroValue<LocalFitRecord> fit = new AvroValue<>();

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context) {
    conf = context.getConfiguration();
    pieces = ((PackedSplit) split).pieces().iterator();
    length = ((PackedSplit) split).getLength();
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    try {
      while (file == null || !file.hasNext()) {
        close();
        if (!pieces.hasNext()) {
          return false;
        }
        piece = pieces.next();
        done += piece.length();
        prefix.set(piece.path());
        Path path = new Path(URI.create(piece.uri()));
        file =
            ContainerFile.reader(
                LocalFitRecord.getClassSchema(), path.getFileSystem(conf).open(path));
      }
      fit.datum(file.next());
      return true;
    } catch (AvroRuntimeException | IOException e) {
      throw new IOException("cannot read the local fits in " + piece.uri() + ": fit again", e);
    }
  }

  @Override
  public Text getCurrentKey() {
    return prefix;
  }

  @Override
  public AvroValue<LocalFitRecord> getCurrentValue() {
    return fit;
  }

  @Override
  public float getProgress() {
    return length == 0 ? 1 : (float) done / length;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
