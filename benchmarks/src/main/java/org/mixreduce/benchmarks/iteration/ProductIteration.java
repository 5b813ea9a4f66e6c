package org.mixreduce.benchmarks.iteration;

import dev.ludovic.netlib.blas.BLAS;
import java.util.List;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.model.Mixture;

/**
 * An EM iteration of several models of K components as two matrix products a tile of rows: logits
 * T·H (tile × p times p × columns), a log-sum-exp over each model's K columns, statistics TᵀR. The
 * columns are the components of all models. Rows weigh one. Not safe for two threads.
 */
final class ProductIteration {

  private final BLAS blas;
  private final NaturalForm form;
  private final int k;
  private final int columns;
  private final int tile;
  private final double[] t;
  private final double[] shares;
  private final double[] largest;
  private final double[] total;
  private double logLikelihood;

  /**
   * An iteration by this BLAS.
   *
   * @param tile rows at a time
   */
  ProductIteration(BLAS blas, NaturalForm form, List<Mixture> models, int tile) {
    this.blas = blas;
    this.form = form;
    this.k = models.get(0).size();
    this.columns = k * models.size();
    this.tile = tile;
    this.t = new double[tile * form.terms()];
    this.shares = new double[tile * columns];
    this.largest = new double[tile];
    this.total = new double[tile];
  }

  /** One iteration from the natural parameters H (p × columns) to the next ones. */
  double[] run(double[] h, RowBlock rows, Penalty penalty) {
    int p = form.terms();
    double[] sums = new double[p * columns];
    logLikelihood = 0;
    for (int from = 0; from < rows.rows(); from += tile) {
      int count = Math.min(tile, rows.rows() - from);
      form.expand(rows, from, count, t, tile);
      blas.dgemm("N", "N", count, columns, p, 1, t, tile, h, p, 0, shares, tile);
      for (int first = 0; first < columns; first += k) {
        posteriors(first, count);
      }
      blas.dgemm("T", "N", p, columns, count, 1, t, tile, shares, tile, 1, sums, p);
    }
    double[] next = new double[p * columns];
    for (int at = 0; at < next.length; at += p) {
      form.maximise(sums, next, at, rows.rows(), penalty);
    }
    return next;
  }

  /** Σ log f of the last iteration's start, over all rows and models, in nats. */
  double logLikelihood() {
    return logLikelihood;
  }

  /** Logits of one model become posteriors. */
  private void posteriors(int first, int count) {
    java.util.Arrays.fill(largest, 0, count, Double.NEGATIVE_INFINITY);
    java.util.Arrays.fill(total, 0, count, 0);
    for (int c = first; c < first + k; c++) {
      for (int i = 0, at = c * tile; i < count; i++, at++) {
        largest[i] = Math.max(largest[i], shares[at]);
      }
    }
    for (int c = first; c < first + k; c++) {
      for (int i = 0, at = c * tile; i < count; i++, at++) {
        double value = Math.exp(shares[at] - largest[i]);
        shares[at] = value;
        total[i] += value;
      }
    }
    for (int i = 0; i < count; i++) {
      logLikelihood += largest[i] + Math.log(total[i]);
      total[i] = 1 / total[i];
    }
    for (int c = first; c < first + k; c++) {
      for (int i = 0, at = c * tile; i < count; i++, at++) {
        shares[at] *= total[i];
      }
    }
  }
}
