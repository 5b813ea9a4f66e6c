package org.mixreduce.mapper.record;

import java.util.List;
import org.mixreduce.core.data.ColumnType;

/** The columns that a file says it has, in its order; those of nested records by dotted path. */
public record FileSchema(List<Column> columns) {

  /**
   * A column.
   *
   * @param name its path
   * @param type what it is to rows
   * @param declared what the file calls its type
   */
  public record Column(String name, ColumnType type, String declared) {}

  /** Copies the list. */
  public FileSchema {
    columns = List.copyOf(columns);
  }

  /** The names. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The types. */
  public List<ColumnType> types() {
    return columns.stream().map(Column::type).toList();
  }
}
