package org.mixreduce.driver.plan;

import java.util.List;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.uncertainty.Sandwich;
import org.mixreduce.driver.chain.FitRequest;
import org.mixreduce.driver.job.TaskHeap;

/**
 * The heap that the command itself needs, in bytes: L (100 B + 300 K s) + 400 B + 8 ν² (12 + M),
 * with L models in a certifying scan, B subsets, s numbers of a component's statistics, M models
 * that get standard errors and ν the parameters of the largest of them, and what any process takes.
 */
final class ClientMemory {

  /** Reduction and pooled sample, and the local fits on trial. */
  private static final int ORIGINS = 2 + Candidate.LOCALS;

  private ClientMemory() {}

  static long bytes(
      FitRequest request, List<CandidateKey> candidates, int dimension, long subsets) {
    double models = 0;
    double squares = 0;
    for (CandidateKey key : candidates) {
      double s = Families.of(key.type()).statisticsLength(dimension);
      models += ORIGINS * (100.0 * subsets + 300.0 * key.components() * s);
      double parameters = key.freeParameters(dimension);
      if (request.bags() && parameters <= Sandwich.MOST_COORDINATES) {
        squares = Math.max(squares, 8 * parameters * parameters);
      }
    }
    boolean everyModel = request.chain().errors().choice() == FitRequest.StandardErrorChoice.ALL;
    int uncertain = everyModel ? candidates.size() : 1;
    return (long) (TaskHeap.PROCESS_BYTES + models + 400.0 * subsets + squares * (12 + uncertain));
  }
}
