package org.mixreduce.core.fit;

import java.util.List;
import org.mixreduce.core.model.Mixture;

/**
 * Where EM ended. Every ending has a mixture: a degenerate fit's is the last one that was sound.
 *
 * @param mixture the parameters
 * @param expectation the E-step over all rows of the fit at exactly these parameters
 * @param objective ℓ(θ) plus the penalty, what EM climbs
 * @param termination how it ended
 * @param iterations M-steps done
 * @param reseedings in the order they happened
 * @param message what went wrong, empty if nothing did
 */
public record FitResult(
    Mixture mixture,
    Expectation expectation,
    double objective,
    Termination termination,
    int iterations,
    List<Reseeding> reseedings,
    String message) {

  /** Whether the parameters may be used. */
  public boolean usable() {
    return termination != Termination.DEGENERATE;
  }

  /** Rows × components × E-steps of the run, of so many rows. */
  public long work(long rows) {
    return rows * mixture.size() * (iterations + 1L);
  }
}
