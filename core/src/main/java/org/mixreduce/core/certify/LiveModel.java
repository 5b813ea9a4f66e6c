package org.mixreduce.core.certify;

import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

/**
 * A mixture that scans evaluate.
 *
 * @param slot its number among all that are certified
 * @param candidate which candidate it belongs to
 * @param origin how it was found
 * @param mixture its present parameters
 */
public record LiveModel(int slot, CandidateKey candidate, String origin, Mixture mixture) {

  /** The same model at other parameters. */
  public LiveModel at(Mixture other) {
    return new LiveModel(slot, candidate, origin, other);
  }
}
