package org.mixreduce.mapper.score;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.mixreduce.core.data.ColumnType;
import org.mixreduce.core.data.RowLayout;

/** The columns of scores: ids, component, probability, uncertainty, log density, posteriors. */
public final class ScoreTable {

  private static final String MISSING = "NA";

  private final RowLayout layout;
  private final List<String> ids;
  private final int components;
  private final boolean posteriors;

  /** For rows of a layout scored by K components. */
  public ScoreTable(RowLayout layout, int components, boolean posteriors) {
    this.layout = layout;
    this.ids = layout.ids().stream().map(RowLayout.Column::name).toList();
    this.components = components;
    this.posteriors = posteriors;
  }

  /** All names in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>(ids);
    names.addAll(List.of("component", "probability", "uncertainty", "log_density"));
    if (posteriors) {
      for (int k = 1; k <= components; k++) {
        names.add("posterior_" + k);
      }
    }
    return names;
  }

  /** The Avro schema: ids are of the input's types, the rest numbers, and all may be null. */
  public Schema avroSchema() {
    SchemaBuilder.FieldAssembler<Schema> fields =
        SchemaBuilder.record("Score").namespace("org.mixreduce.score").fields();
    List<String> names = names();
    List<String> used = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = avroName(names.get(i), used);
      used.add(name);
      if (i < ids.size()) {
        fields = idField(fields, name, layout.type(layout.ids().get(i).place()));
      } else if (i == ids.size()) {
        fields = fields.optionalInt(name);
      } else {
        fields = fields.optionalDouble(name);
      }
    }
    return fields.endRecord();
  }

  private static SchemaBuilder.FieldAssembler<Schema> idField(
      SchemaBuilder.FieldAssembler<Schema> fields, String name, ColumnType type) {
    return switch (type) {
      case INT -> fields.optionalInt(name);
      case LONG -> fields.optionalLong(name);
      case FLOAT -> fields.optionalFloat(name);
      case DOUBLE -> fields.optionalDouble(name);
      case BOOLEAN -> fields.optionalBoolean(name);
      case STRING, OTHER -> fields.optionalString(name);
    };
  }

  /** Avro allows letters, digits and _; other characters become _, and equal names get a number. */
  private static String avroName(String name, List<String> used) {
    String clean = name.replaceAll("[^A-Za-z0-9_]", "_");
    String base = clean.matches("[A-Za-z_].*") ? clean : "_" + clean;
    String unique = base;
    for (int i = 2; used.contains(unique); i++) {
      unique = base + "_" + i;
    }
    return unique;
  }

  /** A value as text; null is NA. */
  static String text(Object value) {
    return value == null ? MISSING : value.toString();
  }

  /** A field as comma-separated text wants it. */
  public static String quoted(String field) {
    boolean plain =
        field.indexOf(',') < 0
            && field.indexOf('"') < 0
            && field.indexOf('\n') < 0
            && field.indexOf('\r') < 0;
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
