package org.mixreduce.core.model;

import java.util.Comparator;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;

/** What is being compared: a family's shape and a number of components K ≥ 1. */
public record CandidateKey(ModelType type, int components) implements Comparable<CandidateKey> {

  private static final Comparator<CandidateKey> ORDER =
      Comparator.comparing(CandidateKey::type).thenComparingInt(CandidateKey::components);

  /** Checks K. */
  public CandidateKey {
    if (components < 1) {
      throw new IllegalArgumentException("a mixture has at least one component, not " + components);
    }
  }

  /** ν in d variables, the weights included. */
  public long freeParameters(int dimension) {
    return Mixture.freeParameters(Families.of(type), components, dimension);
  }

  @Override
  public int compareTo(CandidateKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type.shape() + ", K = " + components;
  }
}
