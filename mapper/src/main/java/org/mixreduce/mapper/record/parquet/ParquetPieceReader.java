package org.mixreduce.mapper.record.parquet;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.MessageType;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.BrokenDataException;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.ReaderMemory;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.field.FieldRecord;
import org.mixreduce.mapper.record.field.UsedFields;

/**
 * Reads the row groups that begin in the piece, and of them the columns that rows need: so every
 * row is read once, however the file is cut. Holds these columns of one row group, packed, and a
 * page of each; refuses a row group for which there is no room.
 */
final class ParquetPieceReader implements PieceReader {

  private final ParquetFileReader file;
  private final UsedFields used;
  private final String name;
  private final ReaderMemory memory;
  private final FieldRecord record;
  private final List<Integer> groups = new ArrayList<>();
  private final List<ColumnDescriptor> descriptors = new ArrayList<>();
  private final List<LeafColumn> columns = new ArrayList<>();
  private MessageType projection;
  private PageReadStore pages;
  private int next;
  private long left;
  private long rows;
  private long done;

  private ParquetPieceReader(
      ParquetFileReader file, UsedFields used, PackedSplit.Piece piece, ReaderMemory memory) {
    this.file = file;
    this.used = used;
    this.name = piece.path();
    this.memory = memory;
    this.record = new FieldRecord(used.count());
    List<BlockMetaData> all = file.getRowGroups();
    for (int group = 0; group < all.size(); group++) {
      long begin = all.get(group).getStartingPos();
      if (begin >= piece.start() && begin < piece.start() + piece.length()) {
        groups.add(group);
        rows += all.get(group).getRowCount();
      }
    }
    project();
  }

  static ParquetPieceReader open(PackedSplit.Piece piece, RowLayout layout, Configuration conf)
      throws IOException {
    Path path = new Path(URI.create(piece.uri()));
    FileStatus status = path.getFileSystem(conf).getFileStatus(path);
    ParquetFileReader file = ParquetFooter.open(status, conf);
    try {
      UsedFields used = new UsedFields(layout);
      used.find(ParquetColumns.of(file.getFileMetaData().getSchema()), piece.path());
      return new ParquetPieceReader(file, used, piece, ReaderMemory.read(conf));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void project() {
    for (ColumnDescriptor column : file.getFileMetaData().getSchema().getColumns()) {
      if (used.slot(ParquetColumns.name(column)) >= 0) {
        descriptors.add(column);
      }
    }
    file.setRequestedSchema(descriptors);
    projection = file.getFileMetaData().getSchema();
  }

  @Override
  public boolean next() throws IOException {
    while (left == 0) {
      if (next == groups.size()) {
        return false;
      }
      openGroup(groups.get(next++));
    }
    left--;
    done++;
    record.clear();
    for (LeafColumn column : columns) {
      column.take(record);
    }
    return true;
  }

  private void openGroup(int group) throws IOException {
    closeGroup();
    memory.check(GroupHeap.of(file.getRowGroups().get(group), group, used, name));
    pages = new CheckedPages(file.readRowGroup(group));
    left = pages.getRowCount();
    FileMetaData metadata = file.getFileMetaData();
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            pages, new NoConverters(projection), projection, metadata.getCreatedBy());
    for (ColumnDescriptor column : descriptors) {
      long values = pages.getPageReader(column).getTotalValueCount();
      if (values != left) {
        throw new BrokenDataException(
            "row group "
                + (group + 1)
                + " has "
                + left
                + " rows, and column "
                + ParquetColumns.name(column)
                + " "
                + values
                + " values");
      }
      if (left > 0) {
        columns.add(
            new LeafColumn(store.getColumnReader(column), used.slot(ParquetColumns.name(column))));
      }
    }
  }

  private void closeGroup() {
    columns.clear();
    if (pages != null) {
      pages.close();
      pages = null;
    }
  }

  @Override
  public FieldRecord record() {
    return record;
  }

  /** Values of a row lie in as many places as it has columns. */
  @Override
  public long offset() {
    return RecordPosition.NO_OFFSET;
  }

  @Override
  public float progress() {
    return rows == 0 ? 1 : (float) done / rows;
  }

  @Override
  public void close() throws IOException {
    closeGroup();
    file.close();
  }
}
