package org.mixreduce.driver.chain;

import java.util.Collection;
import java.util.function.LongFunction;
import org.apache.hadoop.conf.Configuration;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.local.CommonStarts;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.uncertainty.Sandwich;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.job.TaskHeap;
import org.mixreduce.mapper.record.HeldInput;
import org.mixreduce.mapper.record.ReaderMemory;

/**
 * What tasks need of the heap, in bytes, before they run. Nothing here grows with the rows of the
 * input. With S rows of a subset, P of the pooled sample, A of a bag, d variables, K the most
 * components, R starts, and s = 1 + d + d(d+1)/2 (diagonal shapes: 1 + 2 d) the numbers of a
 * component's statistics:
 *
 * <ul>
 *   <li>rows(n) = 8 n (7 d + 8): n rows as they wait, as a block, in tiles, and a bootstrap
 *       replicate or a subsample of them;
 *   <li>model = 8 K (512 (d + 1) + (30 + 3 R) s): waiting rows and lanes of the sums, the last six
 *       steps of the acceleration, the present point, and what the short runs found;
 *   <li>map task: rows(max(1.5 S, P')) + model + live(K) = 32 K s, one model of a certifying scan,
 *       and 16 s ΣK, a common start of each candidate, fitted to P' = min(P, max(5000, 50 K (d +
 *       1))) rows before the first subset comes; and what its reader holds of the input;
 *   <li>reduce task: rows(P) + model + 24 G (8 s + G / 2) + 4000 s + 128 K s, G = max(400, 20 K)
 *       components of a group, 100 local fits as one component each, among which the filter looks
 *       for the centre, and 8 local fits as they are, to be certified;
 *   <li>reduce task of standard errors: rows(A) + model + 8 (8 ν² + D (6 s + 512)), ν ≤ 1000 the
 *       most parameters of a model that the sandwich suits, D = K times the parameters of one
 *       component alone: a bag, ν² numbers of scores as sums, as Avro has them and as bytes, and
 *       each component moved up and down by each parameter that it has or shares;
 *   <li>and 96 MB for Hadoop, with the sort buffer of a map task.
 * </ul>
 *
 * <p>A bag is a random sample of A rows at most on average; what it has beyond is less than what
 * rows(S) leaves.
 *
 * <p>What a map task has beyond its need is room for more models in one scan; with little room
 * there are more scans.
 *
 * @param mapBytes of a map task
 * @param reduceBytes of a reduce task that reduces local fits
 * @param bagTask a reduce task of standard errors
 * @param reader what is counted in of the input, as far as it is known
 */
public record TaskMemory(long mapBytes, long reduceBytes, BagTask bagTask, HeldInput reader) {

  /**
   * A reduce task of standard errors.
   *
   * @param fixed bytes whatever the rows of a bag
   * @param rows how many rows there are at most
   */
  public record BagTask(double fixed, int dimension, double rows) {
    long bytes(int bagRows) {
      return (long) (fixed + TaskMemory.bytes(Math.min(bagRows, rows), dimension));
    }
  }

  /** A hundred local fits as one component each: its sums, parameters and factor. */
  private static final double FILTER_BYTES = 4000;

  /**
   * For a run.
   *
   * @param rows how many rows there are at most
   * @param sortMegabytes the sort buffer of a map task
   */
  static TaskMemory of(
      FitRequest.Local local,
      int dimension,
      double rows,
      Collection<CandidateKey> candidates,
      long sortMegabytes) {
    double model = 0;
    double live = 0;
    double group = 0;
    double starts = 0;
    int common = 0;
    for (CandidateKey key : candidates) {
      int k = key.components();
      double s = statistics(key, dimension);
      double steps = 30 + 3.0 * local.starts();
      model = Math.max(model, 8.0 * k * (512.0 * (dimension + 1) + steps * s));
      live = Math.max(live, live(key, dimension));
      starts += 16.0 * k * s;
      common = Math.max(common, CommonStarts.rows(k, dimension));
      double size = Math.max(400, 20.0 * k);
      group = Math.max(group, 24 * size * (8 * s + size / 2));
    }
    double kept = 0;
    for (CandidateKey key : candidates) {
      double numbers = 2.0 * Candidate.LOCALS * key.components() * statistics(key, dimension);
      kept = Math.max(kept, FILTER_BYTES * statistics(key, dimension) + 8 * numbers);
    }
    double process = TaskHeap.PROCESS_BYTES;
    double pooled = Math.min(local.poolRows(), rows);
    double fitted = Math.max(1.5 * local.subsetRows(), Math.min(pooled, common));
    double subset = bytes(Math.min(fitted, rows), dimension);
    double pool = bytes(pooled, dimension);
    return new TaskMemory(
        (long) (process + sortMegabytes * 0x1p20 + subset + model + live + starts),
        (long) (process + pool + model + group + kept),
        new BagTask(process + model + sandwich(candidates, dimension), dimension, rows),
        HeldInput.NOTHING);
  }

  /** The same, if readers hold that of the input. */
  TaskMemory reading(HeldInput held) {
    return new TaskMemory(mapBytes - reader.bytes() + held.bytes(), reduceBytes, bagTask, held);
  }

  /** What map tasks have beyond their need for models in a certifying scan. */
  long room(TaskHeap heap) {
    return heap.mapBytes() - mapBytes - spare(heap);
  }

  /**
   * What readers may hold beyond what is counted, in files that nobody has looked at: as much as
   * models may take.
   */
  private long spare(TaskHeap heap) {
    return reader.bytes() == 0 ? 0 : (heap.mapBytes() - mapBytes) / 2;
  }

  /** Tells tasks what their readers may hold, if they hold anything and nobody has said it. */
  void bound(TaskHeap heap, Configuration conf) {
    boolean known = heap.mapBytes() < Long.MAX_VALUE;
    if (reader.bytes() > 0 && known && conf.get(ReaderMemory.KEY) == null) {
      new ReaderMemory(reader.bytes() + spare(heap)).write(conf);
    }
  }

  /** What the sandwich holds of the largest model that it suits. */
  private static double sandwich(Collection<CandidateKey> candidates, int dimension) {
    double most = 0;
    for (CandidateKey key : candidates) {
      double parameters = key.freeParameters(dimension);
      if (parameters <= Sandwich.MOST_COORDINATES) {
        double s = statistics(key, dimension);
        double moved =
            (double) key.components() * Families.of(key.type()).freeParameters(1, dimension);
        most = Math.max(most, 8 * (8 * parameters * parameters + moved * (6 * s + 512)));
      }
    }
    return most;
  }

  /** What a certifying scan holds of one model: parameters, factors and sums. */
  static long live(CandidateKey key, int dimension) {
    return (long) (32.0 * key.components() * statistics(key, dimension));
  }

  private static double bytes(double rows, int dimension) {
    return 8 * rows * (7.0 * dimension + 8);
  }

  private static double statistics(CandidateKey key, int dimension) {
    return Families.of(key.type()).statisticsLength(dimension);
  }

  /**
   * Refuses a run whose tasks would run out of memory.
   *
   * @throws UsageException saying what is needed, what there is, and what to change
   */
  void check(TaskHeap heap, FitRequest request) {
    checkMap(heap, request.local());
    checkReduce(heap, request.local());
    checkBags(heap, request);
  }

  /** The same for reduce tasks that hold a bag, if there will be any. */
  void checkBags(TaskHeap heap, FitRequest request) {
    if (request.bags()) {
      int bagRows = request.chain().errors().bagRows();
      String advice =
          "choose --standard-errors none, lower --bag-rows " + bagRows + " or the largest --k";
      check("reduce", bagTask.bytes(bagRows), heap.reduceBytes(), advice, heap.reduceRemedy());
    }
  }

  /** The same for map tasks alone. */
  void checkMap(TaskHeap heap, FitRequest.Local local) {
    String advice = advice("--subset-rows " + local.subsetRows(), local);
    if (reader.bytes() > 0) {
      advice =
          megabytes(reader.bytes())
              + " of it for "
              + reader.what()
              + " while it is read; write the file with smaller row groups, use fewer of its"
              + " columns, "
              + advice;
    }
    check("map", mapBytes, heap.mapBytes(), advice, heap.mapRemedy());
  }

  /** The same for reduce tasks that reduce local fits alone. */
  void checkReduce(TaskHeap heap, FitRequest.Local local) {
    String advice = advice("--pool-rows " + local.poolRows(), local);
    check("reduce", reduceBytes, heap.reduceBytes(), advice, heap.reduceRemedy());
  }

  private static String advice(String option, FitRequest.Local local) {
    return "lower " + option + ", --starts " + local.starts() + " or the largest --k";
  }

  private static void check(
      String task, long need, long has, String advice, LongFunction<String> remedy) {
    if (need > has) {
      throw new UsageException(
          "a "
              + task
              + " task needs "
              + megabytes(need)
              + " of heap and has "
              + megabytes(has)
              + ": "
              + advice
              + ", or "
              + remedy.apply(need));
    }
  }

  private static String megabytes(long bytes) {
    return (bytes + (1 << 20) - 1) / (1 << 20) + " MB";
  }
}
