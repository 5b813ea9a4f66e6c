/**
 * The innermost loops of EM: where the time goes, and the only code that is written for a machine.
 *
 * <p>{@code KernelLoops} cuts triangular matrices into blocks; {@code PlainLoops} and {@code
 * VectorLoops} are the same blocks in plain Java and in the vectors of {@code
 * jdk.incubator.vector}, to the same bits: every sum over rows is eight sums side by side, the i-th
 * of the rows that are added in sum i mod 8, whatever the machine's registers, and all products are
 * fused into their sums. So these loops' results depend neither on the length of vectors nor on the
 * JVM's flags.
 *
 * <p>Why not a BLAS: EM as two matrix products (logits T H, statistics Tᵀ R with T(x) = (1, x,
 * vech(xxᵀ))) was measured beside this in {@code benchmarks}. The triangular form needs as many
 * multiplications, loses digits in proportion to spread / σ instead of its square, reads d numbers
 * a row instead of d²/2, leaves out rows without a share in a component, and gives the same bytes
 * with and without a native library.
 */
package org.mixreduce.core.loops;
