package org.mixreduce.driver.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;

/**
 * The layout of rows to be scored: the model's, found again by name where the files have a header
 * and by place where they have not, unless the user chooses otherwise.
 */
public final class ScoreLayout {

  private final RowLayout model;
  private final RowLayout.Source source;
  private final RowLayout.Syntax syntax;
  private final Optional<List<String>> header;
  private final int fieldCount;

  /**
   * For files of that many fields a record, with these names if they have names.
   *
   * @param model the layout of the rows that the model was fitted to
   */
  public ScoreLayout(
      RowLayout model,
      RowLayout.Source source,
      RowLayout.Syntax syntax,
      Optional<List<String>> header,
      int fieldCount) {
    this.model = model;
    this.source = source;
    this.syntax = syntax;
    this.header = header;
    this.fieldCount = fieldCount;
  }

  /**
   * The layout.
   *
   * @throws UsageException naming the option and the column, if one is not there
   */
  public RowLayout select(ColumnOptions options) {
    List<Column> features =
        options
            .columns()
            .map(list -> chosen("--columns", list))
            .orElseGet(() -> again("--columns", model.features()));
    if (features.size() != model.dimension()) {
      throw new UsageException(
          "--columns names "
              + features.size()
              + " columns, but the model has "
              + model.dimension()
              + " variables: "
              + model.featureNames());
    }
    List<Column> ids =
        options
            .ids()
            .map(list -> chosen("--id-columns", list))
            .orElseGet(() -> again("--id-columns", model.ids()));
    return checked(
        new RowLayout(
            source,
            syntax,
            header,
            fieldCount,
            features,
            ids,
            single("--weight", options.weight()),
            single("--truth", options.truth())));
  }

  /** The same for rows that count by their weights: the model's column unless another is chosen. */
  public RowLayout selectWeighted(ColumnOptions options) {
    RowLayout layout = select(options);
    if (options.weight().isPresent() || model.weight().isEmpty()) {
      return layout;
    }
    int place = model.weight().getAsInt();
    String name = model.header().map(names -> names.get(place)).orElse("V" + (place + 1));
    int found = again("--weight", List.of(new Column(place, name))).get(0).place();
    return checked(
        new RowLayout(
            source,
            syntax,
            header,
            fieldCount,
            layout.features(),
            layout.ids(),
            OptionalInt.of(found),
            layout.truth()));
  }

  private static RowLayout checked(RowLayout layout) {
    ColumnTypes.check(layout);
    return layout;
  }

  private List<Column> chosen(String option, String list) {
    List<Column> columns = new ArrayList<>();
    for (int place : new ColumnList(option, header, fieldCount).places(list)) {
      columns.add(new Column(place, header.map(h -> h.get(place)).orElse("V" + (place + 1))));
    }
    return columns;
  }

  private List<Column> again(String option, List<Column> columns) {
    boolean byName = header.isPresent() && model.header().isPresent();
    if (!columns.isEmpty() && !byName && source.hasSchema() != model.source().hasSchema()) {
      throw new UsageException(
          "the model's columns or those of the input have no names, and the formats differ: say with "
              + option
              + " which columns are "
              + columns.stream().map(Column::name).toList());
    }
    List<Column> found = new ArrayList<>();
    for (Column column : columns) {
      int place = byName ? header.get().indexOf(column.name()) : column.place();
      if (place < 0 || place >= fieldCount) {
        throw new UsageException(
            "the model's column '"
                + column.name()
                + "' is not in the input ("
                + header.map(Object::toString).orElse(fieldCount + " fields without names")
                + "): say with "
                + option
                + " which it is"
                + (fieldCount == 1 && !source.hasSchema() ? DelimiterHint.of(syntax) : ""));
      }
      found.add(new Column(place, column.name()));
    }
    return found;
  }

  private OptionalInt single(String option, Optional<String> column) {
    if (column.isEmpty()) {
      return OptionalInt.empty();
    }
    List<Integer> places = new ColumnList(option, header, fieldCount).places(column.get());
    if (places.size() != 1) {
      throw new UsageException(option + " takes one column, not " + places.size());
    }
    return OptionalInt.of(places.get(0));
  }
}
