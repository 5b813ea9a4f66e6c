package org.mixreduce.core.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.mixreduce.core.loops.KernelLoops;

/**
 * All rows of a block in tiles, to go over again and again. It takes as much memory as the block
 * itself, 8 d bytes a row, and saves every pass the copying.
 */
public final class RowTiles implements Iterable<RowTile> {

  private final RowBlock block;
  private final KernelLoops loops;
  private final List<RowTile> tiles = new ArrayList<>();

  /** The tiles of a block, worked on by the loops that suit its size. */
  public RowTiles(RowBlock block) {
    this(block, KernelLoops.forRows(block.rows()));
  }

  /** The tiles of a block, worked on by the given loops. */
  public RowTiles(RowBlock block, KernelLoops loops) {
    this.block = block;
    this.loops = loops;
    for (int from = 0; from < block.rows(); from += RowTile.ROWS) {
      int count = Math.min(RowTile.ROWS, block.rows() - from);
      tiles.add(new RowTile(block, from, count, block.middle(), loops));
    }
  }

  /** The rows as they came. */
  public RowBlock block() {
    return block;
  }

  /** What to work on the rows with. */
  public KernelLoops loops() {
    return loops;
  }

  /** K arrays with a place for each row of any tile. */
  public double[][] columns(int k) {
    return new double[k][RowTile.padded(Math.min(RowTile.ROWS, block.rows()))];
  }

  @Override
  public Iterator<RowTile> iterator() {
    return Collections.unmodifiableList(tiles).iterator();
  }
}
