package org.mixreduce.mapper.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.mixreduce.core.data.ColumnType;
import org.mixreduce.core.data.RowLayout;

/**
 * The columns of scores: ids, component, probability, uncertainty, log density, posteriors. An id
 * whose name another column has gets a number behind it, so that what programs look for by name is
 * the score.
 */
public final class ScoreTable {

  private static final String MISSING = "NA";

  private final RowLayout layout;
  private final List<String> ids;
  private final List<String> scores;

  /** For rows of a layout scored by K components. */
  public ScoreTable(RowLayout layout, int components, boolean posteriors) {
    this.layout = layout;
    this.ids = layout.ids().stream().map(RowLayout.Column::name).toList();
    this.scores =
        new ArrayList<>(List.of("component", "probability", "uncertainty", "log_density"));
    for (int k = 1; posteriors && k <= components; k++) {
      scores.add("posterior_" + k);
    }
  }

  /** All names in order. */
  public List<String> names() {
    return withScores(ids);
  }

  /** The names of ids, made unique, and those of scores. */
  private List<String> withScores(List<String> wanted) {
    Set<String> used = new HashSet<>(scores);
    List<String> names = new ArrayList<>();
    for (String name : wanted) {
      String unique = name;
      for (int i = 2; !used.add(unique); i++) {
        unique = name + "_" + i;
      }
      names.add(unique);
    }
    names.addAll(scores);
    return names;
  }

  /** The Avro schema: ids are of the input's types, the rest numbers, and all may be null. */
  public Schema avroSchema() {
    SchemaBuilder.FieldAssembler<Schema> fields =
        SchemaBuilder.record("Score").namespace("org.mixreduce.score").fields();
    List<String> names = withScores(ids.stream().map(ScoreTable::avroName).toList());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
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

  /** Avro allows letters, digits and _; other characters become _. */
  private static String avroName(String name) {
    String clean = name.replaceAll("[^A-Za-z0-9_]", "_");
    return clean.matches("[A-Za-z_].*") ? clean : "_" + clean;
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
