package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.record.CandidateRecord;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.model.CandidateKey;

/** What the reducers of a job made of local fits: candidates, and the local fits themselves. */
final class ReducedCandidates {

  private static final String FILE = "candidates.avro";

  private ReducedCandidates() {}

  /** The candidates that stand in a job's output; the local fits beside them are kept. */
  static Map<CandidateKey, Candidate> collect(RunDirectory directory, Path output)
      throws IOException {
    Map<CandidateKey, Candidate> candidates = new LinkedHashMap<>();
    for (CandidateRecord record :
        directory.<CandidateRecord>readParts(output, CandidateRecord.getClassSchema())) {
      Candidate candidate = ModelCodec.read(record);
      candidates.put(candidate.key(), candidate);
    }
    for (Path fits : directory.files(output, LocalFitCodec.FILE_PREFIX)) {
      directory.keep(fits, new Path(directory.file(LocalFitCodec.FOLDER), fits.getName()));
    }
    return candidates;
  }

  /** Keeps candidates among the results, for a run that extends this one. */
  static void write(RunDirectory directory, Collection<Candidate> candidates) throws IOException {
    directory.write(
        directory.file(FILE),
        CandidateRecord.getClassSchema(),
        candidates.stream().map(ModelCodec::write).toList());
  }

  /** The candidates of the run that is extended. */
  static Map<CandidateKey, Candidate> known(RunDirectory directory) throws IOException {
    Map<CandidateKey, Candidate> candidates = new LinkedHashMap<>();
    for (CandidateRecord record :
        directory.<CandidateRecord>read(
            directory.published(FILE), CandidateRecord.getClassSchema())) {
      Candidate candidate = ModelCodec.read(record);
      candidates.put(candidate.key(), candidate);
    }
    return candidates;
  }
}
