package org.mixreduce.driver.plan;

import org.mixreduce.core.family.Families;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.uncertainty.BagPlan;

/**
 * The bags of a model that is not known yet: as if its smallest weight were half of the average.
 */
final class AssumedBags {

  private AssumedBags() {}

  static BagPlan of(double rows, CandidateKey key, int mostRows, int dimension) {
    int k = key.components();
    long all = Families.of(key.type()).freeParameters(k, dimension);
    long own = k == 1 ? all : all - Families.of(key.type()).freeParameters(k - 1, dimension);
    double smallest = k == 1 ? 1 : 0.5 / k;
    return BagPlan.of(rows, BagPlan.needed(own, smallest), mostRows);
  }
}
