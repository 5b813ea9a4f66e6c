package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.file.DataFileStream;
import org.apache.hadoop.fs.Path;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.FitDistanceCodec;
import org.mixreduce.avro.LocalFitCodec;
import org.mixreduce.avro.record.FitDistanceRecord;
import org.mixreduce.avro.record.LeftOutSubsetRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.SplitRecord;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.robust.DistanceFilter;
import org.mixreduce.core.robust.FitDistance;
import org.mixreduce.core.trust.Apart;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.report.OutlyingSubsets;
import org.mixreduce.driver.run.RunRecord;
import org.mixreduce.reducer.aggregate.AggregateReducer;

/**
 * Which subsets lie apart from the others. The first round tells: its candidates of the richest
 * shape, which sees most, measure their local fits against each other, and one of them is the
 * judge. What it says holds for the whole run, because candidates can only be compared over the
 * same rows. By their moments, local fits of a subset are near each other whatever their K, so any
 * candidate measures about the same distances; the judge is the one with the most sound local fits,
 * because a fit that failed is not judged, and of several the one with the most components, which
 * knows best how heavy the tails of the rows are, and so how far is far. Corrupt rows may scale the
 * penalty so that it drowns the components of all others; then it is fewer components that tell.
 */
final class Screening {

  /** Where subsets that are left out are kept. */
  private static final String LEFT_OUT = "left-out.avro";

  /** Where the judge's distances are kept. */
  private static final String DISTANCES = "distances.avro";

  private final RunDirectory directory;
  private final FitRequest.Aggregate aggregate;
  private Optional<OutlyingSubsets> found = Optional.empty();

  Screening(RunDirectory directory, FitRequest.Aggregate aggregate) {
    this.directory = directory;
    this.aggregate = aggregate;
  }

  /**
   * What the first round of the run that is extended told.
   *
   * @param record of that run
   */
  void recall(RunRecord record) throws IOException {
    List<FitDistance> told = new ArrayList<>();
    if (directory.hasResult(DISTANCES)) {
      directory
          .<FitDistanceRecord>read(directory.result(DISTANCES), FitDistanceRecord.getClassSchema())
          .stream()
          .map(FitDistanceCodec::read)
          .forEach(told::add);
    }
    found = OutlyingSubsets.read(record.json(), told);
  }

  /** The file that names the subsets that the run that is extended left out. */
  Path leftOut() throws IOException {
    return directory.result(LEFT_OUT);
  }

  /** The places of the candidates that may judge among those of the first round. */
  List<Integer> judges(List<CandidateKey> keys, int dimension) {
    long richest = keys.stream().mapToLong(key -> richness(key, dimension)).max().orElseThrow();
    return IntStream.range(0, keys.size())
        .filter(place -> richness(keys.get(place), dimension) == richest)
        .boxed()
        .toList();
  }

  private static long richness(CandidateKey key, int dimension) {
    return Families.of(key.type()).freeParameters(1, dimension);
  }

  /**
   * Reads what was found by the candidate that judges, if any could, and keeps it in the run's
   * directory.
   *
   * @param output of the first round's job
   * @param keys those that may judge
   * @throws BadInputException if subsets may be left out and too few local fits were sound
   */
  void read(Path output, List<CandidateKey> keys) throws IOException {
    CandidateKey judge = null;
    List<FitDistance> told = List.of();
    for (CandidateKey key : keys) {
      List<FitDistance> distances = distances(output, key);
      boolean richer = judge == null || key.components() >= judge.components();
      boolean asMany = distances.size() == told.size() && richer && !distances.isEmpty();
      if (distances.size() > told.size() || asMany) {
        judge = key;
        told = distances;
      }
    }
    if (judge != null) {
      Path file = new Path(output, AggregateReducer.distancesFile(judge));
      directory.copy(file, directory.file(DISTANCES));
      found = Optional.of(new OutlyingSubsets(judge, told, places(told, output, judge)));
    } else if (aggregate == FitRequest.Aggregate.ROBUST) {
      throw new BadInputException(
          "--aggregate robust: fewer than "
              + DistanceFilter.LEAST_FITS
              + " sound local fits of "
              + keys.stream().map(CandidateKey::toString).collect(Collectors.joining(" and of "))
              + ", too few to tell which subset is apart; try "
              + (keys.stream().anyMatch(key -> key.components() == 1)
                  ? "fewer columns, or leave --aggregate at kl"
                  : "--k from 1 on, or --penalty 0"));
    }
  }

  private List<FitDistance> distances(Path output, CandidateKey key) throws IOException {
    List<FitDistance> distances = new ArrayList<>();
    for (Path file : directory.files(output, AggregateReducer.distancesFile(key))) {
      directory.<FitDistanceRecord>read(file, FitDistanceRecord.getClassSchema()).stream()
          .map(FitDistanceCodec::read)
          .forEach(distances::add);
    }
    return distances;
  }

  /** Where the outlying subsets begin, from their local fits. */
  private Map<SubsetId, String> places(List<FitDistance> distances, Path output, CandidateKey judge)
      throws IOException {
    Set<SubsetId> outlying = new HashSet<>();
    distances.stream().filter(FitDistance::outlying).forEach(fit -> outlying.add(fit.subset()));
    Map<SubsetId, String> places = new HashMap<>();
    if (outlying.isEmpty()) {
      return places;
    }
    Path file = directory.wherever(output, LocalFitCodec.FOLDER, LocalFitCodec.fileName(judge));
    try (DataFileStream<LocalFitRecord> fits =
        ContainerFile.reader(
            LocalFitRecord.getClassSchema(),
            file.getFileSystem(directory.configuration()).open(file))) {
      for (LocalFitRecord fit : fits) {
        SubsetId id = new SubsetId(fit.getPath(), fit.getStart(), fit.getOrdinal());
        if (outlying.contains(id)) {
          places.put(id, fit.getPlace());
        }
      }
    }
    return places;
  }

  /** What was found; empty if nothing could be judged. */
  Optional<OutlyingSubsets> found() {
    return found;
  }

  /** The same as evidence. */
  Optional<Apart> apart() {
    return found.map(
        it -> new Apart(it.outlying().size(), it.judged().size(), it.rows(), leavesOut()));
  }

  /** Whether the run goes on without some subsets. */
  boolean leavesOut() {
    return aggregate == FitRequest.Aggregate.ROBUST
        && found.isPresent()
        && !found.get().outlying().isEmpty();
  }

  /** Where a split begins. */
  private record SplitStart(String path, long byteThere) {}

  /**
   * Writes the subsets that are left out, for the jobs that follow.
   *
   * @param profile of all rows, which knows how many rows each subset has
   */
  Path write(ProfileRecord profile) throws IOException {
    Map<SplitStart, List<Integer>> subsets = new HashMap<>();
    for (SplitRecord split : profile.getSplits()) {
      subsets.put(new SplitStart(split.getPath(), split.getStart()), split.getSubsets());
    }
    List<LeftOutSubsetRecord> records = new ArrayList<>();
    for (FitDistance fit : found.orElseThrow().outlying()) {
      SubsetId id = fit.subset();
      long first =
          subsets.get(new SplitStart(id.path(), id.start())).subList(0, id.ordinal()).stream()
              .mapToLong(Integer::longValue)
              .sum();
      records.add(new LeftOutSubsetRecord(id.path(), id.start(), id.ordinal(), first, fit.rows()));
    }
    Path file = directory.file(LEFT_OUT);
    directory.write(file, LeftOutSubsetRecord.getClassSchema(), records);
    return file;
  }
}
