package org.mixreduce.mapper.record.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.mixreduce.mapper.record.field.FieldRecord;

/** Reads the values of one column that is not repeated, a row a step. */
final class LeafColumn {

  private final ColumnReader values;
  private final int defined;
  private final ValueTaker taker;
  private final int slot;

  private interface ValueTaker {
    void take(ColumnReader from, FieldRecord to, int slot);
  }

  LeafColumn(ColumnReader values, int slot) {
    ColumnDescriptor column = values.getDescriptor();
    this.values = values;
    this.defined = column.getMaxDefinitionLevel();
    this.slot = slot;
    this.taker = taker(column);
  }

  private static ValueTaker taker(ColumnDescriptor column) {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> (from, to, slot) -> to.set(slot, (long) from.getInteger());
      case INT64 -> (from, to, slot) -> to.set(slot, from.getLong());
      case FLOAT -> (from, to, slot) -> to.set(slot, from.getFloat());
      case DOUBLE -> (from, to, slot) -> to.set(slot, from.getDouble());
      case BOOLEAN -> (from, to, slot) -> to.set(slot, String.valueOf(from.getBoolean()));
      case BINARY -> (from, to, slot) -> to.set(slot, from.getBinary().toStringUsingUTF8());
      default ->
          throw new IllegalArgumentException(column + " is of a type that rows cannot be made of");
    };
  }

  /** Takes the value of the next row, if it has one. */
  void take(FieldRecord to) {
    if (values.getCurrentDefinitionLevel() == defined) {
      taker.take(values, to, slot);
    }
    values.consume();
  }
}
