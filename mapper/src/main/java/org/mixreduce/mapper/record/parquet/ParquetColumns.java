package org.mixreduce.mapper.record.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.mixreduce.core.data.ColumnType;
import org.mixreduce.mapper.record.FileSchema;

/** The columns of a Parquet schema: its leaves, by path. */
final class ParquetColumns {

  private ParquetColumns() {}

  static FileSchema of(MessageType schema) {
    List<FileSchema.Column> columns = new ArrayList<>();
    for (ColumnDescriptor column : schema.getColumns()) {
      columns.add(new FileSchema.Column(name(column), type(column), declared(column)));
    }
    return new FileSchema(columns);
  }

  static String name(ColumnDescriptor column) {
    return String.join(".", column.getPath());
  }

  private static ColumnType type(ColumnDescriptor column) {
    if (column.getMaxRepetitionLevel() > 0) {
      return ColumnType.OTHER;
    }
    LogicalTypeAnnotation meaning = column.getPrimitiveType().getLogicalTypeAnnotation();
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> isNumber(meaning) ? ColumnType.INT : ColumnType.OTHER;
      case INT64 -> isNumber(meaning) ? ColumnType.LONG : ColumnType.OTHER;
      case FLOAT -> ColumnType.FLOAT;
      case DOUBLE -> ColumnType.DOUBLE;
      case BOOLEAN -> ColumnType.BOOLEAN;
      case BINARY -> isText(meaning) ? ColumnType.STRING : ColumnType.OTHER;
      default -> ColumnType.OTHER;
    };
  }

  /** A decimal's whole number lacks its point; an unsigned one may not fit. */
  private static boolean isNumber(LogicalTypeAnnotation meaning) {
    if (meaning instanceof IntLogicalTypeAnnotation whole) {
      return whole.isSigned() || whole.getBitWidth() < Integer.SIZE;
    }
    return !(meaning instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation);
  }

  private static boolean isText(LogicalTypeAnnotation meaning) {
    return meaning instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation
        || meaning instanceof LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
  }

  private static String declared(ColumnDescriptor column) {
    PrimitiveType type = column.getPrimitiveType();
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return (column.getMaxRepetitionLevel() > 0 ? "repeated " : "")
        + type.getPrimitiveTypeName()
        + (meaning == null ? "" : " (" + meaning + ")");
  }
}
