package org.mixreduce.driver.chain;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.avro.file.DataFileStream;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.trust.Evidence;
import org.mixreduce.core.trust.Heterogeneity;
import org.mixreduce.core.trust.LossSpread;
import org.mixreduce.core.trust.SubsetLoss;
import org.mixreduce.core.trust.Thresholds;
import org.mixreduce.core.trust.Votes;
import org.mixreduce.driver.report.SubsetLine;

/**
 * Goes through the local fits of all candidates side by side, a subset at a time, and compares each
 * subset's own fit of the selected candidate with the model of all rows. Memory: one local fit a
 * candidate, and a number a subset.
 */
final class SubsetComparison {

  private final RunDirectory directory;
  private final CandidateKey selected;
  private final int dimension;
  private final List<CandidateKey> fitted;
  private final Criterion criterion;

  /**
   * What came out.
   *
   * @param heterogeneity of the subsets under the selected model; empty if it was not looked at
   * @param local the selected candidate's local fits
   * @param votes of subsets and their replicates on the candidates
   */
  record Comparison(Optional<Heterogeneity> heterogeneity, Evidence.LocalFits local, Votes votes) {}

  SubsetComparison(
      RunDirectory directory,
      CandidateKey selected,
      int dimension,
      List<CandidateKey> fitted,
      Criterion criterion) {
    this.directory = directory;
    this.selected = selected;
    this.dimension = dimension;
    this.fitted = fitted;
    this.criterion = criterion;
  }

  /**
   * Compares, and writes a line a subset.
   *
   * @param certified the selected candidate's model of all rows
   * @param file where lines go
   */
  Comparison run(Certification certified, Path file) throws IOException {
    Evidence.LocalFits local = local(Evidence.MadeBy.THIS_RUN);
    double optimism =
        Double.isNaN(local.optimism())
            ? selected.freeParameters(dimension) / 2.0
            : local.optimism();
    double[] shared = certified.subsetLogLikelihoods();
    Heterogeneity heterogeneity =
        new Heterogeneity(
            optimism,
            certified.score().weight(),
            spread(shared),
            Thresholds.outlying(2 * optimism, shared.length));
    Votes votes = new Votes(criterion);
    try (SideBySide fits = new SideBySide();
        Writer lines = writer(file)) {
      lines.write(SubsetLine.HEADER);
      for (int subset = 0; fits.next(); subset++) {
        LocalFitRecord own = fits.of(selected);
        Optional<CandidateKey> vote = votes.add(fits.ballots());
        Optional<SubsetLoss> loss = Optional.empty();
        if (comparable(own, shared[subset])) {
          loss =
              heterogeneity.add(
                  own.getPlace(),
                  own.getRows(),
                  own.getWeight(),
                  own.getLogLikelihood(),
                  shared[subset]);
        }
        lines.write(SubsetLine.of(own, loss, vote));
      }
    }
    return new Comparison(Optional.of(heterogeneity), local, votes);
  }

  /** Counts local fits and votes, where no scan has seen the subsets as they were fitted. */
  Comparison ofLocalFits() throws IOException {
    Votes votes = new Votes(criterion);
    try (SideBySide fits = new SideBySide()) {
      while (fits.next()) {
        votes.add(fits.ballots());
      }
    }
    return new Comparison(Optional.empty(), local(Evidence.MadeBy.EARLIER_RUNS), votes);
  }

  private Writer writer(Path file) throws IOException {
    return new OutputStreamWriter(
        file.getFileSystem(directory.configuration()).create(file, true), StandardCharsets.UTF_8);
  }

  /** A fit may have failed, and a subset that the scan left out has no log-likelihood. */
  private static boolean comparable(LocalFitRecord own, double shared) {
    return own.getMixture() != null && Double.isFinite(shared);
  }

  /** Of all subsets' losses. Memory: a number a subset. */
  private LossSpread spread(double[] shared) throws IOException {
    DoubleStream.Builder losses = DoubleStream.builder();
    int subset = 0;
    try (DataFileStream<LocalFitRecord> fits = open(selected)) {
      for (LocalFitRecord own : fits) {
        if (comparable(own, shared[subset])) {
          losses.add(2 * (own.getLogLikelihood() - shared[subset]));
        }
        subset++;
      }
    }
    return LossSpread.of(losses.build().toArray());
  }

  private Evidence.LocalFits local(Evidence.MadeBy made) throws IOException {
    long sound = 0;
    long failed = 0;
    long replicates = 0;
    double optimism = 0;
    try (DataFileStream<LocalFitRecord> fits = open(selected)) {
      for (LocalFitRecord fit : fits) {
        if (fit.getMixture() == null) {
          failed++;
        } else {
          sound++;
        }
        if (fit.getReplicates() > 0) {
          replicates += fit.getReplicates();
          optimism += fit.getReplicates() * fit.getOptimism();
        }
      }
    }
    return new Evidence.LocalFits(
        sound, failed, replicates == 0 ? Double.NaN : optimism / replicates, replicates, made);
  }

  private DataFileStream<LocalFitRecord> open(CandidateKey key) throws IOException {
    Path file = directory.result(LocalFitCodec.FOLDER + "/" + LocalFitCodec.fileName(key));
    return ContainerFile.reader(
        LocalFitRecord.getClassSchema(), file.getFileSystem(directory.configuration()).open(file));
  }

  /** All candidates' local fits, whose subsets come in the same order. */
  private final class SideBySide implements Closeable {
    private final Map<CandidateKey, DataFileStream<LocalFitRecord>> streams = new LinkedHashMap<>();
    private final Map<CandidateKey, LocalFitRecord> present = new LinkedHashMap<>();

    SideBySide() throws IOException {
      for (CandidateKey key : fitted) {
        streams.put(key, open(key));
      }
    }

    boolean next() throws IOException {
      present.clear();
      for (Map.Entry<CandidateKey, DataFileStream<LocalFitRecord>> stream : streams.entrySet()) {
        if (!stream.getValue().hasNext()) {
          return false;
        }
        present.put(stream.getKey(), stream.getValue().next());
      }
      return true;
    }

    LocalFitRecord of(CandidateKey key) {
      return present.get(key);
    }

    /** What the present subset says of each candidate. */
    List<Votes.Ballot> ballots() {
      return present.entrySet().stream().map(fit -> ballot(fit.getKey(), fit.getValue())).toList();
    }

    private Votes.Ballot ballot(CandidateKey key, LocalFitRecord fit) {
      return new Votes.Ballot(
          key,
          key.freeParameters(dimension),
          fit.getWeight(),
          fit.getLogLikelihood(),
          fit.getClassification(),
          fit.getResampled().stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public void close() throws IOException {
      for (DataFileStream<LocalFitRecord> stream : new ArrayList<>(streams.values())) {
        stream.close();
      }
    }
  }
}
