package org.mixreduce.core.loops;

import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/** What {@link VectorLoops} does to one vector; inlined into the loops. */
final class Vectors {

  /** The processor's own length, or the longest that numbers of rows allow. */
  static final VectorSpecies<Double> SPECIES = species();

  /** Numbers in a vector. */
  static final int WIDTH = SPECIES.length();

  private Vectors() {}

  private static VectorSpecies<Double> species() {
    VectorSpecies<Double> preferred = DoubleVector.SPECIES_PREFERRED;
    return preferred.length() > KernelLoops.LANES ? DoubleVector.SPECIES_512 : preferred;
  }

  static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(SPECIES, values, at);
  }

  static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** a b + c. */
  static DoubleVector fma(DoubleVector a, DoubleVector b, DoubleVector c) {
    return a.lanewise(FMA, b, c);
  }

  /** As {@link Exponential#of}. */
  static DoubleVector exponential(DoubleVector v) {
    DoubleVector shifted = fma(v, all(Exponential.LOG2_E), all(Exponential.ROUNDER));
    DoubleVector n = shifted.sub(all(Exponential.ROUNDER));
    DoubleVector r = fma(n, all(-Exponential.LOG_2_LOW), fma(n, all(-Exponential.LOG_2_HIGH), v));
    double[] c = Exponential.COEFFICIENTS;
    DoubleVector p = all(c[0]);
    p = fma(p, r, all(c[1]));
    p = fma(p, r, all(c[2]));
    p = fma(p, r, all(c[3]));
    p = fma(p, r, all(c[4]));
    p = fma(p, r, all(c[5]));
    p = fma(p, r, all(c[6]));
    p = fma(p, r, all(c[7]));
    p = fma(p, r, all(c[8]));
    p = fma(p, r, all(c[9]));
    p = fma(p, r, all(c[10]));
    p = fma(p, r, all(c[11]));
    p = fma(p, r, all(c[12]));
    p = fma(p, r, all(c[13]));
    LongVector scale = shifted.reinterpretAsLongs().lanewise(LSHL, Exponential.EXPONENT_SHIFT);
    return p.reinterpretAsLongs().add(scale).reinterpretAsDoubles();
  }
}
