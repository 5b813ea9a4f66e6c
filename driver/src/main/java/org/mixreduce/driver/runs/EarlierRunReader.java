package org.mixreduce.driver.runs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.ModelFile;
import org.mixreduce.driver.input.Reason;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.report.Manifest;
import org.mixreduce.driver.report.RunManifest;
import org.mixreduce.driver.run.LeftWork;

/** Reads the output directory of a run, and checks that it is finished, whole and of our kind. */
public final class EarlierRunReader {

  private final Configuration conf;

  /** A reader that opens files with this configuration. */
  public EarlierRunReader(Configuration conf) {
    this.conf = conf;
  }

  /**
   * The run of a directory.
   *
   * @throws UsageException if it is none, or has not finished
   * @throws BadInputException naming the file that cannot be used
   */
  public EarlierRun read(Path directory) throws IOException {
    FileSystem fs = directory.getFileSystem(conf);
    if (!isFinished(directory)) {
      throw new UsageException(
          "--runs: the run in "
              + directory
              + " has not finished (it has no _SUCCESS): let it, or leave it out, as"
              + " --skip-unfinished does");
    }
    RunManifest manifest = manifest(directory, fs);
    checkVersion(directory, manifest.version());
    RowLayout layout =
        LayoutCodec.read(ModelFile.read(new Path(directory, ModelFile.NAME), conf).getLayout());
    Path pool = new Path(directory, "pool.avro");
    return new EarlierRun(
        directory,
        manifest,
        layout,
        profile(new Path(directory, "profile.avro"), layout.dimension()),
        fitted(new Path(directory, LocalFitCodec.FOLDER), layout.dimension()),
        fs.exists(pool) ? Optional.of(pool) : Optional.empty());
  }

  /**
   * Whether a run has come to its end. It has not where a directory is empty: a driver was killed
   * before it wrote there, or after it took back all it had written.
   *
   * @throws UsageException if there never was one
   */
  boolean isFinished(Path directory) throws IOException {
    FileSystem fs = directory.getFileSystem(conf);
    boolean manifest = fs.exists(new Path(directory, "manifest.json"));
    if (!manifest && !isUnderway(directory, fs) && !isEmpty(directory, fs)) {
      throw new UsageException(
          "--runs: " + directory + " is no output of fit or aggregate: it has no manifest.json");
    }
    return manifest && fs.exists(new Path(directory, "_SUCCESS"));
  }

  private static boolean isEmpty(Path directory, FileSystem fs) throws IOException {
    return fs.getFileStatus(directory).isDirectory() && fs.listStatus(directory).length == 0;
  }

  private static boolean isUnderway(Path directory, FileSystem fs) throws IOException {
    LeftWork work = LeftWork.in(fs, new Path(directory, LeftWork.FOLDER));
    return work == LeftWork.OURS || work == LeftWork.DAMAGED;
  }

  private static RunManifest manifest(Path directory, FileSystem fs) throws IOException {
    Path file = new Path(directory, "manifest.json");
    try (InputStream in = fs.open(file)) {
      return RunManifest.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw unusable(file, e);
    }
  }

  /** Local fits of another major version may mean something else. */
  private static void checkVersion(Path directory, String version) {
    String own = Manifest.version();
    if (!major(version).equals(major(own))) {
      throw new BadInputException(
          directory
              + " was made by version "
              + version
              + ", this is "
              + own
              + ": fit its rows again, or aggregate with the version that made it");
    }
  }

  private static String major(String version) {
    return version.replaceAll("\\..*", "");
  }

  private ProfileRecord profile(Path file, int dimension) {
    try {
      List<ProfileRecord> records =
          ContainerFile.read(ProfileRecord.getClassSchema(), file.getFileSystem(conf).open(file));
      if (records.size() == 1 && records.get(0).getColumns().size() == dimension) {
        return records.get(0);
      }
      throw new BadInputException(
          file + " is no profile of rows in " + dimension + " variables: fit again");
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, e);
    }
  }

  private SortedSet<CandidateKey> fitted(Path folder, int dimension) throws IOException {
    FileSystem fs = folder.getFileSystem(conf);
    if (!fs.exists(folder)) {
      throw new BadInputException(folder + " is not there: fit again");
    }
    SortedSet<CandidateKey> keys = new TreeSet<>();
    for (FileStatus file :
        fs.listStatus(folder, path -> path.getName().startsWith(LocalFitCodec.FILE_PREFIX))) {
      keys.add(candidate(file.getPath(), dimension));
    }
    return keys;
  }

  /** The candidate of a file of local fits, from its first record and, the same, from its name. */
  private CandidateKey candidate(Path file, int dimension) {
    LocalFitRecord first;
    try (DataFileStream<LocalFitRecord> fits =
        ContainerFile.reader(
            LocalFitRecord.getClassSchema(), file.getFileSystem(conf).open(file))) {
      if (!fits.hasNext()) {
        throw new BadInputException(file + " holds no local fits: fit again");
      }
      first = fits.next();
    } catch (IOException | AvroRuntimeException e) {
      throw unusable(file, e);
    }
    CandidateKey key = MixtureCodec.read(first.getCandidate());
    if (!LocalFitCodec.fileName(key).equals(file.getName())) {
      throw new BadInputException(file + " holds local fits of " + key + ": fit again");
    }
    if (first.getMixture() != null && first.getMixture().getDimension() != dimension) {
      throw new BadInputException(
          file
              + " holds local fits in "
              + first.getMixture().getDimension()
              + " variables, the model of the run has "
              + dimension
              + ": fit again");
    }
    return key;
  }

  static BadInputException unusable(Path file, Exception reason) {
    return new BadInputException(
        file
            + " cannot be used ("
            + Reason.of(reason)
            + "): it is spoiled or of another version; fit again");
  }
}
