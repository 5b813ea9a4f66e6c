package org.mixreduce.mapper.record.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.mixreduce.mapper.record.BoundedBytes;
import org.mixreduce.mapper.record.BrokenDataException;

/**
 * Looks through pages of one column that is not repeated: no count in them goes beyond their bytes.
 */
record PageCheck(ColumnDescriptor column) {

  /** The same page. */
  DictionaryPage dictionary(DictionaryPage page) {
    try {
      byte[] bytes = bytes(page.getBytes());
      long least = (long) page.getDictionarySize() * leastWidth();
      if (page.getDictionarySize() < 0 || least > bytes.length) {
        throw new BrokenDataException(
            "a dictionary of "
                + page.getDictionarySize()
                + " values in "
                + bytes.length
                + " bytes, in column "
                + name());
      }
      return new DictionaryPage(
          BytesInput.from(bytes), page.getDictionarySize(), page.getEncoding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int leastWidth() {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT64, DOUBLE -> Long.BYTES;
      // Texts have their length before them.
      default -> Integer.BYTES;
    };
  }

  /** The same page. */
  DataPage data(DataPage page) {
    return page.accept(
        new DataPage.Visitor<DataPage>() {
          @Override
          public DataPage visit(DataPageV1 v1) {
            return first(v1);
          }

          @Override
          public DataPage visit(DataPageV2 v2) {
            return second(v2);
          }
        });
  }

  private DataPage first(DataPageV1 page) {
    try {
      byte[] bytes = bytes(page.getBytes());
      EncodedValues values = new EncodedValues(bytes, page.getValueCount(), name());
      if (column.getMaxDefinitionLevel() > 0) {
        if (page.getDlEncoding() != Encoding.RLE) {
          throw new BrokenDataException(
              "levels of column " + name() + " are encoded as " + page.getDlEncoding());
        }
        values.runsWithLength(width(column.getMaxDefinitionLevel()));
      }
      check(values, page.getValueEncoding());
      return new DataPageV1(
          BytesInput.from(bytes),
          page.getValueCount(),
          bytes.length,
          page.getStatistics(),
          page.getRlEncoding(),
          page.getDlEncoding(),
          page.getValueEncoding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage second(DataPageV2 page) {
    try {
      byte[] levels = bytes(page.getDefinitionLevels());
      byte[] bytes = bytes(page.getData());
      if (column.getMaxDefinitionLevel() > 0) {
        new EncodedValues(levels, page.getValueCount(), name())
            .runs(width(column.getMaxDefinitionLevel()));
      }
      check(new EncodedValues(bytes, page.getValueCount(), name()), page.getDataEncoding());
      return DataPageV2.uncompressed(
          page.getRowCount(),
          page.getNullCount(),
          page.getValueCount(),
          page.getRepetitionLevels(),
          BytesInput.from(levels),
          page.getDataEncoding(),
          BytesInput.from(bytes),
          page.getStatistics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(EncodedValues values, Encoding encoding) throws IOException {
    switch (encoding) {
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> values.dictionaryIds();
      case RLE -> values.runsWithLength(1);
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> values.deltas();
      case DELTA_BYTE_ARRAY -> {
        values.deltas();
        values.deltas();
      }
      default -> {
        // As wide as what is there: reading beyond it fails by itself.
      }
    }
  }

  private static byte[] bytes(BytesInput input) throws IOException {
    BoundedBytes.check(input.size(), "a page");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) input.size());
    input.writeAllTo(bytes);
    return bytes.toByteArray();
  }

  private static int width(int most) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(most);
  }

  private String name() {
    return ParquetColumns.name(column);
  }
}
