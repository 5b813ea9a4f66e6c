package org.mixreduce.driver.input;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.UncertaintyCodec;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.mapper.record.avro.ContainerCheck;

/** Finds and checks model files. */
public final class ModelFile {

  /** What a model file is called in the output of a run. */
  public static final String NAME = "model.avro";

  private ModelFile() {}

  /**
   * The model file at a path, or in the directory there.
   *
   * @throws UsageException if there is none
   */
  public static Path locate(String given, Configuration conf) throws IOException {
    Path path = new Path(given);
    FileSystem fs = path.getFileSystem(conf);
    if (!fs.exists(path)) {
      throw new UsageException("no model at " + path);
    }
    if (!fs.getFileStatus(path).isDirectory()) {
      return fs.makeQualified(path);
    }
    for (Path place : List.of(new Path(path, NAME), new Path(new Path(path, "_model"), NAME))) {
      if (fs.exists(place)) {
        return fs.makeQualified(place);
      }
    }
    throw new UsageException("no " + NAME + " in " + path + ": has its run finished?");
  }

  /**
   * Reads a model.
   *
   * @throws BadInputException naming the file and the field, if it is none
   */
  public static ModelRecord read(Path path, Configuration conf) throws IOException {
    try {
      ContainerCheck.check(path, conf);
      List<ModelRecord> records =
          ContainerFile.read(ModelRecord.getClassSchema(), path.getFileSystem(conf).open(path));
      if (records.size() != 1) {
        throw new BadInputException(
            path
                + " is no model: it holds "
                + records.size()
                + " records, not one"
                + (records.isEmpty() ? " (the file breaks off)" : ""));
      }
      ModelRecord model = records.get(0);
      Mixture mixture = MixtureCodec.read(model.getMixture());
      if (model.getUncertainty() != null) {
        UncertaintyCodec.read(model.getUncertainty(), mixture);
      }
      int dimension = mixture.dimension();
      int columns = LayoutCodec.read(model.getLayout()).dimension();
      if (dimension != columns) {
        throw new BadInputException(
            path
                + ": field layout.featureColumns names "
                + columns
                + " columns, field mixture has "
                + dimension
                + " variables");
      }
      return model;
    } catch (BadInputException e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      // Damaged bytes make Avro and the codecs throw whatever they meet.

      throw new BadInputException(path + " is no model: " + Reason.of(e));
    }
  }
}
