package org.mixreduce.core.certify;

import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.model.Mixture;

/**
 * A mixture that a scan evaluates.
 *
 * @param slot its number in the scan: the group of its sums
 * @param mixture its parameters
 */
public record LiveModel(int slot, Mixture mixture) {

  /** The family that its statistics belong to. */
  public ComponentFamily family() {
    return mixture.family();
  }
}
