package org.mixreduce.avro;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mixreduce.avro.record.RowLayoutRecord;
import org.mixreduce.core.data.ColumnType;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;

/** How records become rows. */
public final class LayoutCodec {

  private LayoutCodec() {}

  /** To Avro. */
  public static RowLayoutRecord write(RowLayout layout) {
    return RowLayoutRecord.newBuilder()
        .setDelimiter(String.valueOf(layout.syntax().delimiter()))
        .setQuote(String.valueOf(layout.syntax().quote()))
        .setMissingTokens(layout.syntax().missing())
        .setHeader(layout.header().orElse(null))
        .setFieldCount(layout.fieldCount())
        .setFeatureColumns(places(layout.features()))
        .setFeatureNames(names(layout.features()))
        .setIdColumns(places(layout.ids()))
        .setIdNames(names(layout.ids()))
        .setWeightColumn(boxed(layout.weight()))
        .setTruthColumn(boxed(layout.truth()))
        .setFormat(layout.source().format())
        .setColumnTypes(layout.source().types().stream().map(ColumnType::label).toList())
        .build();
  }

  /**
   * From Avro.
   *
   * @throws IllegalArgumentException naming the field, if it is no layout
   */
  public static RowLayout read(RowLayoutRecord record) {
    return new RowLayout(
        new RowLayout.Source(
            record.getFormat(), record.getColumnTypes().stream().map(ColumnType::ofLabel).toList()),
        new RowLayout.Syntax(
            character("delimiter", record.getDelimiter()),
            character("quote", record.getQuote()),
            record.getMissingTokens()),
        Optional.ofNullable(record.getHeader()),
        record.getFieldCount(),
        columns("feature", record.getFeatureColumns(), record.getFeatureNames()),
        columns("id", record.getIdColumns(), record.getIdNames()),
        unboxed(record.getWeightColumn()),
        unboxed(record.getTruthColumn()));
  }

  private static char character(String field, String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("field " + field + " is '" + text + "', not a character");
    }
    return text.charAt(0);
  }

  private static List<Integer> places(List<Column> columns) {
    return columns.stream().map(Column::place).toList();
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  private static List<Column> columns(String kind, List<Integer> places, List<String> names) {
    if (places.size() != names.size()) {
      throw new IllegalArgumentException(
          "fields "
              + kind
              + "Columns and "
              + kind
              + "Names have "
              + places.size()
              + " and "
              + names.size()
              + " entries");
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      columns.add(new Column(places.get(i), names.get(i)));
    }
    return columns;
  }

  private static Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static OptionalInt unboxed(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
