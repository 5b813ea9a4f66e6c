package org.mixreduce.driver.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;

/** Makes the layout of rows from the user's choice of columns and what the files hold. */
public final class ColumnSelector {

  private final RowLayout.Source source;
  private final RowLayout.Syntax syntax;
  private final Optional<List<String>> header;
  private final int fieldCount;

  /** For files of that many fields a record, with these names if they have names. */
  public ColumnSelector(
      RowLayout.Source source,
      RowLayout.Syntax syntax,
      Optional<List<String>> header,
      int fieldCount) {
    this.source = source;
    this.syntax = syntax;
    this.header = header;
    this.fieldCount = fieldCount;
  }

  /**
   * The layout. Without a choice, all columns but ids, weight, truth and those whose name begins
   * with _ are variables.
   *
   * @throws UsageException naming the option, the column and what there is
   */
  public RowLayout select(ColumnOptions options) {
    List<Integer> ids = places("--id-columns", options.ids());
    OptionalInt weight = single("--weight", options.weight());
    OptionalInt truth = single("--truth", options.truth());
    List<Integer> features = places("--columns", options.columns());
    if (options.columns().isEmpty()) {
      features = byDefault(ids, weight, truth);
    }
    for (int place : features) {
      if (weight.isPresent() && weight.getAsInt() == place) {
        throw new UsageException(
            "column " + (place + 1) + " cannot be both in --columns and the --weight");
      }
    }
    if (features.isEmpty()) {
      throw new UsageException("no column is left to cluster by: name some with --columns");
    }
    return new RowLayout(
        source, syntax, header, fieldCount, columns(features), columns(ids), weight, truth);
  }

  private List<Integer> places(String option, Optional<String> list) {
    ColumnList parser = new ColumnList(option, header, fieldCount);
    return list.map(parser::places).orElse(List.of());
  }

  private OptionalInt single(String option, Optional<String> column) {
    List<Integer> places = places(option, column);
    if (places.size() > 1) {
      throw new UsageException(option + " takes one column, not " + places.size());
    }
    return places.isEmpty() ? OptionalInt.empty() : OptionalInt.of(places.get(0));
  }

  private List<Integer> byDefault(List<Integer> ids, OptionalInt weight, OptionalInt truth) {
    List<Integer> features = new ArrayList<>();
    for (int place = 0; place < fieldCount; place++) {
      boolean taken =
          ids.contains(place)
              || (weight.isPresent() && weight.getAsInt() == place)
              || (truth.isPresent() && truth.getAsInt() == place);
      if (!taken && !name(place).startsWith("_")) {
        features.add(place);
      }
    }
    return features;
  }

  private List<Column> columns(List<Integer> places) {
    return places.stream().map(place -> new Column(place, name(place))).toList();
  }

  /** The header's name, or V1, V2, … as R names columns. */
  private String name(int place) {
    return header.map(names -> names.get(place)).orElse("V" + (place + 1));
  }
}
