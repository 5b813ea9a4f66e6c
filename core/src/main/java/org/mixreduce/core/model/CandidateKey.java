package org.mixreduce.core.model;

import java.util.Comparator;
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

  @Override
  public int compareTo(CandidateKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return type.shape() + ", K = " + components;
  }
}
