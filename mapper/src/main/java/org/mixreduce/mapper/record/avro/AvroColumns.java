package org.mixreduce.mapper.record.avro;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.mixreduce.core.data.ColumnType;
import org.mixreduce.mapper.record.BrokenDataException;
import org.mixreduce.mapper.record.FileSchema;
import org.mixreduce.mapper.record.FileSchema.Column;

/** The columns of an Avro schema: the fields of its record, and of records within by their path. */
final class AvroColumns {

  private final List<Column> columns = new ArrayList<>();

  /** The records that a field lies in: one within itself has no end. */
  private final Set<String> around = new HashSet<>();

  private AvroColumns() {}

  /** The columns of a record's schema. */
  static FileSchema of(Schema schema) throws BrokenDataException {
    if (schema.getType() != Schema.Type.RECORD) {
      throw new BrokenDataException(
          "it holds no records but values of type " + schema.getType().getName());
    }
    AvroColumns all = new AvroColumns();
    all.fields(schema, "");
    return new FileSchema(all.columns);
  }

  private void fields(Schema record, String prefix) {
    around.add(record.getFullName());
    for (Schema.Field field : record.getFields()) {
      field(field.schema(), prefix + field.name());
    }
    around.remove(record.getFullName());
  }

  private void field(Schema schema, String path) {
    List<Schema> branches = branches(schema);
    Schema only = branches.size() == 1 ? branches.get(0) : null;
    if (only != null
        && only.getType() == Schema.Type.RECORD
        && !around.contains(only.getFullName())) {
      fields(only, path + ".");
    } else {
      columns.add(new Column(path, type(branches), declared(schema)));
    }
  }

  /** What a value can be beside null. */
  private static List<Schema> branches(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return List.of(schema);
    }
    return schema.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .toList();
  }

  private static ColumnType type(List<Schema> branches) {
    if (branches.size() == 1) {
      return type(branches.get(0));
    }
    // Numbers of several widths are numbers of the widest.
    boolean numeric = !branches.isEmpty() && branches.stream().allMatch(b -> type(b).isNumeric());
    if (!numeric) {
      return ColumnType.OTHER;
    }
    boolean whole =
        branches.stream().allMatch(b -> type(b) == ColumnType.INT || type(b) == ColumnType.LONG);
    return whole ? ColumnType.LONG : ColumnType.DOUBLE;
  }

  private static ColumnType type(Schema schema) {
    return switch (schema.getType()) {
      case INT -> ColumnType.INT;
      case LONG -> ColumnType.LONG;
      case FLOAT -> ColumnType.FLOAT;
      case DOUBLE -> ColumnType.DOUBLE;
      case STRING, ENUM -> ColumnType.STRING;
      case BOOLEAN -> ColumnType.BOOLEAN;
      default -> ColumnType.OTHER;
    };
  }

  private static String declared(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema.getType().getName();
    }
    return "a union of " + schema.getTypes().stream().map(b -> b.getType().getName()).toList();
  }
}
