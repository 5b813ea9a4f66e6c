package org.mixreduce.core.family;

import org.mixreduce.core.data.RowBlock;

/** Log densities of all components of one model over a run of rows. Not safe for two threads. */
public interface DensityKernel {

  /**
   * Writes log f_k(x_i) for the rows {@code from} to {@code from + count − 1}.
   *
   * @param out component by component with a stride: that of component k at row from + i goes to
   *     {@code out[k * stride + i]}
   */
  void logDensities(RowBlock rows, int from, int count, double[] out, int stride);
}
