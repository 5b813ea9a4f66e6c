package org.mixreduce.study.corrupt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.math3.random.RandomDataGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;

/**
 * A share of the subsets under one attack.
 *
 * @param attack what they send
 * @param share α: ⌊α B⌋ subsets, drawn at random, are corrupt
 */
public record Corruption(Attack attack, double share) {

  /** Which of B subsets are corrupt, numbered from 0. */
  public Set<Integer> places(int subsets, Seed seed) {
    // One tenth of 30 is 3, though 0.1 · 30 may be a little less.
    int count = (int) Math.floor(share * subsets + 1e-9);
    Set<Integer> places = new TreeSet<>();
    if (count > 0) {
      RandomGenerator random = seed.derive("corrupt").generator();
      for (int place : new RandomDataGenerator(random).nextPermutation(subsets, count)) {
        places.add(place);
      }
    }
    return places;
  }

  /** The local fits that arrive: those at the places are not what their subsets found. */
  public List<LocalFit> on(List<LocalFit> honest, Set<Integer> places, Seed seed) {
    List<LocalFit> arriving = new ArrayList<>(honest);
    for (int place : places) {
      LocalFit fit = honest.get(place);
      if (fit.mixture().isPresent()) {
        RandomGenerator random = seed.derive(attack.label()).derive(place).generator();
        arriving.set(place, withMixture(fit, attack.on(fit.mixture().get(), random)));
      }
    }
    return arriving;
  }

  private static LocalFit withMixture(LocalFit fit, Mixture mixture) {
    return fit.with(Optional.of(mixture));
  }

  @Override
  public String toString() {
    return attack.label() + " " + share;
  }
}
