package org.mixreduce.core.family.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.RowTile;
import org.mixreduce.core.family.ComponentStatistics;
import org.mixreduce.core.family.StatisticsAccumulator;
import org.mixreduce.core.loops.KernelLoops;

/**
 * Sums of products of all pairs of variables. Most rows have no share in most components: those
 * that have one are gathered, component by component, until there are enough of them to add up.
 * Where most rows of a tile have one, all are taken, which is cheaper than choosing.
 *
 * <p>Memory a component: 512 (d + 1) numbers for the rows that wait, and eight for each sum.
 */
final class FullAccumulator implements StatisticsAccumulator {

  private static final double MOST = 0.6;
  private static final int ENOUGH = RowTile.ROWS;

  private final ComponentSums sums;
  private final List<RowBuffer> waiting = new ArrayList<>();
  private KernelLoops loops = KernelLoops.plain();

  FullAccumulator(List<double[]> centres) {
    this.sums = new ComponentSums(centres, ScatterForm.FULL);
    for (double[] centre : centres) {
      waiting.add(new RowBuffer(centre.length, ENOUGH + RowTile.ROWS));
    }
  }

  @Override
  public void add(RowTile tile, double[][] shares) {
    loops = tile.loops();
    for (int k = 0; k < shares.length; k++) {
      int chosen = loops.countNonzero(shares[k], tile.rows());
      if (chosen > 0) {
        loops.addSum(shares[k], tile.paddedRows(), sums.weight[k]);
        append(tile, shares[k], chosen, k);
      }
    }
  }

  private void append(RowTile tile, double[] share, int chosen, int k) {
    RowBuffer rows = waiting.get(k);
    if (chosen > MOST * tile.rows()) {
      rows.appendAll(tile, share, sums.offset(tile, k));
    } else {
      rows.appendNonzero(tile, share, sums.offset(tile, k));
    }
    if (rows.size() >= ENOUGH) {
      addWaiting(k, rows.size() / KernelLoops.LANES * KernelLoops.LANES);
    }
  }

  private void addWaiting(int k, int count) {
    RowBuffer rows = waiting.get(k);
    loops.addProducts(rows.values(), rows.shares(), count, sums.first[k], sums.second[k]);
    rows.drop(count);
  }

  @Override
  public List<ComponentStatistics> statistics() {
    for (int k = 0; k < waiting.size(); k++) {
      if (waiting.get(k).size() > 0) {
        addWaiting(k, waiting.get(k).pad());
      }
    }
    return sums.statistics();
  }
}
