package org.mixreduce.benchmarks.iteration;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.RowTiles;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.model.Mixture;

/** MixReduce's own EM iteration: the one place of the benchmarks that calls the kernel. */
final class EmIteration {

  private EmIteration() {}

  /** E-step with statistics, then M-step, of every model over the same rows. */
  static List<Mixture> run(List<Mixture> models, RowTiles rows, Penalty penalty) {
    List<Mixture> next = new ArrayList<>(models.size());
    for (Mixture model : models) {
      next.add(ExpectationStep.of(model, rows).statistics().maximise(penalty));
    }
    return next;
  }
}
