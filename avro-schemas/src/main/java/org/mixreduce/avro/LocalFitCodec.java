package org.mixreduce.avro;

import java.util.Arrays;
import java.util.Optional;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.TerminationRecord;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.fit.Termination;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.CandidateKey;

/** Local fits. */
public final class LocalFitCodec {

  /** Where a run keeps them, beneath its output directory. */
  public static final String FOLDER = "fits";

  /** What the name of every file of local fits begins with. */
  public static final String FILE_PREFIX = "fits-";

  private LocalFitCodec() {}

  /** The name of the file that holds a candidate's local fits. */
  public static String fileName(CandidateKey candidate) {
    return FILE_PREFIX + candidate.type().shape() + "-" + candidate.components() + ".avro";
  }

  /** To Avro, without the place of its rows. */
  public static LocalFitRecord write(LocalFit fit) {
    return write(fit, "");
  }

  /**
   * To Avro.
   *
   * @param place where the subset's first row stands, in words
   */
  public static LocalFitRecord write(LocalFit fit, String place) {
    return LocalFitRecord.newBuilder()
        .setCandidate(MixtureCodec.write(fit.candidate()))
        .setPath(fit.subset().path())
        .setStart(fit.subset().start())
        .setOrdinal(fit.subset().ordinal())
        .setRows(fit.rows())
        .setWeight(fit.weight())
        .setMixture(fit.mixture().map(MixtureCodec::write).orElse(null))
        .setLogLikelihood(fit.logLikelihood())
        .setClassification(fit.classification())
        .setOptimism(fit.optimism())
        .setReplicates(fit.replicates())
        .setResampled(Arrays.stream(fit.resampled()).boxed().toList())
        .setTermination(TerminationRecord.valueOf(fit.termination().name()))
        .setIterations(fit.iterations())
        .setReseedings(fit.reseedings())
        .setWork(fit.work())
        .setMessage(fit.message())
        .setPlace(place)
        .build();
  }

  /** From Avro; keeps nothing of the record, which Hadoop may reuse. */
  public static LocalFit read(LocalFitRecord record) {
    return new LocalFit(
        MixtureCodec.read(record.getCandidate()),
        new SubsetId(record.getPath(), record.getStart(), record.getOrdinal()),
        record.getRows(),
        record.getWeight(),
        Optional.ofNullable(record.getMixture()).map(MixtureCodec::read),
        record.getLogLikelihood(),
        record.getClassification(),
        record.getOptimism(),
        record.getReplicates(),
        record.getResampled().stream().mapToDouble(Double::doubleValue).toArray(),
        Termination.valueOf(record.getTermination().name()),
        record.getIterations(),
        record.getReseedings(),
        record.getWork(),
        record.getMessage());
  }
}
