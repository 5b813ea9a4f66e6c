package org.mixreduce.driver.input;

import org.mixreduce.core.data.ColumnType;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;

/** Holds a layout against the types that a schema gives its columns. */
final class ColumnTypes {

  private ColumnTypes() {}

  /**
   * Checks them; there is nothing to check where there is no schema.
   *
   * @throws UsageException naming a column that cannot be what it was chosen for
   */
  static void check(RowLayout layout) {
    if (!layout.source().hasSchema()) {
      return;
    }
    layout.features().forEach(column -> numeric(layout, column.place(), "a variable"));
    layout.weight().ifPresent(place -> numeric(layout, place, "the --weight"));
    for (Column id : layout.ids()) {
      scalar(layout, id.place(), "an id");
    }
    layout.truth().ifPresent(place -> scalar(layout, place, "the --truth"));
  }

  private static void numeric(RowLayout layout, int place, String role) {
    ColumnType type = layout.type(place);
    if (!type.isNumeric()) {
      throw new UsageException(
          "column "
              + (place + 1)
              + " '"
              + layout.name(place)
              + "' cannot be "
              + role
              + ": it is not numeric but "
              + kind(type)
              + "; choose columns with --columns"
              + (type.isScalar() ? ", or keep it as an id with --id-columns" : ""));
    }
  }

  private static void scalar(RowLayout layout, int place, String role) {
    if (!layout.type(place).isScalar()) {
      throw new UsageException(
          "column "
              + (place + 1)
              + " '"
              + layout.name(place)
              + "' cannot be "
              + role
              + ": it is neither a number nor text");
    }
  }

  private static String kind(ColumnType type) {
    return type == ColumnType.OTHER ? "of a type that is no number" : type.label();
  }
}
