package org.mixreduce.mapper.record.parquet;

import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.mixreduce.mapper.record.HeldInput;
import org.mixreduce.mapper.record.field.UsedFields;

/**
 * What reading a row group takes of the heap, from the footer alone. Parquet reads the chunks of
 * all columns in use before the first row, as they are in the file, and keeps them until the last.
 * Beside its chunk a column has one page unpacked, and its dictionary.
 *
 * <p>How large these are the footer does not say. Writers close pages and dictionaries at {@link
 * #PAGE} unless told otherwise, and neither is larger than all of its column unpacked. Numbers of a
 * dictionary take what they take in the page; texts are an object each, which took four to seven
 * times as much in files of a hundred thousand and of seventeen thousand texts. Of the page that is
 * unpacked just then there are three copies more: packed, if it lay across two arrays, unpacked,
 * and looked through.
 */
final class GroupHeap {

  static final long PAGE = 1 << 20;

  private static final int OF_TEXT = 7;
  private static final int COPIES = 3;

  private GroupHeap() {}

  /** The largest of a file's row groups. */
  static HeldInput largest(List<BlockMetaData> groups, UsedFields used, String file) {
    HeldInput largest = HeldInput.NOTHING;
    for (int group = 0; group < groups.size(); group++) {
      largest = largest.max(of(groups.get(group), group, used, file));
    }
    return largest;
  }

  /**
   * One row group.
   *
   * @param place in the file, from 0
   */
  static HeldInput of(BlockMetaData group, int place, UsedFields used, String file) {
    long bytes = COPIES * PAGE;
    for (ColumnChunkMetaData column : group.getColumns()) {
      if (used.slot(column.getPath().toDotString()) >= 0) {
        bytes += bytes(column);
      }
    }
    return new HeldInput(
        bytes, "row group " + (place + 1) + " of " + file + " (" + group.getRowCount() + " rows)");
  }

  private static long bytes(ColumnChunkMetaData column) {
    long page = Math.min(PAGE, Math.max(0, column.getTotalUncompressedSize()));
    boolean text = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
    long dictionary = column.hasDictionaryPage() ? page * (text ? OF_TEXT : 1) : 0;
    return column.getTotalSize() + page + dictionary;
  }
}
