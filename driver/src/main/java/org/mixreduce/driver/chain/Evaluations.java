package org.mixreduce.driver.chain;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.record.EvaluationRecord;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.MixtureRecord;

/**
 * What scans over all rows have found, by the mixture that was evaluated. A run that extends
 * another goes the way of the other's candidates again, and takes from here what the other's scans
 * found instead of scanning; so its candidates end where those of one run of all would have ended.
 *
 * <p>The file is read once a scan, and nothing of it is held beyond what that scan asks for.
 */
final class Evaluations implements Closeable {

  private static final String FILE = "evaluations.avro";

  private final RunDirectory directory;
  private final Optional<Path> known;
  private final Optional<DataFileWriter<EvaluationRecord>> writer;

  private Evaluations(
      RunDirectory directory,
      Optional<Path> known,
      Optional<DataFileWriter<EvaluationRecord>> writer) {
    this.directory = directory;
    this.known = known;
    this.writer = writer;
  }

  /** For a run that is never extended. */
  static Evaluations none(RunDirectory directory) {
    return new Evaluations(directory, Optional.empty(), Optional.empty());
  }

  /** Those of a run, after those of the one that it extends. */
  static Evaluations of(RunDirectory directory) throws IOException {
    return new Evaluations(
        directory,
        Optional.of(directory.published(FILE)).filter(file -> directory.extendsRun()),
        Optional.of(
            ContainerFile.writer(
                EvaluationRecord.getClassSchema(),
                directory.fileSystem().create(directory.file(FILE), true))));
  }

  /** What is known of some mixtures. */
  Map<MixtureRecord, ExpectationRecord> find(Set<MixtureRecord> mixtures) throws IOException {
    Map<MixtureRecord, ExpectationRecord> found = new HashMap<>();
    if (known.isEmpty()) {
      return found;
    }
    try (DataFileStream<EvaluationRecord> records =
        ContainerFile.reader(
            EvaluationRecord.getClassSchema(), directory.fileSystem().open(known.get()))) {
      for (EvaluationRecord record : records) {
        if (mixtures.contains(record.getMixture())) {
          found.put(record.getMixture(), record.getExpectation());
        }
      }
    }
    return found;
  }

  /** Keeps what a scan found. */
  void add(List<MixtureRecord> mixtures, List<ExpectationRecord> expectations) throws IOException {
    for (int i = 0; writer.isPresent() && i < mixtures.size(); i++) {
      writer.get().append(new EvaluationRecord(mixtures.get(i), expectations.get(i)));
    }
  }

  @Override
  public void close() throws IOException {
    if (writer.isPresent()) {
      writer.get().close();
    }
  }
}
