package org.mixreduce.mapper.record.field;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.mixreduce.core.data.ColumnType;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.FileSchema;
import org.mixreduce.mapper.record.HeaderMismatchException;

/**
 * The columns of a layout that rows need, each in a slot of {@link FieldRecord}: a file's other
 * columns are never decoded.
 */
public final class UsedFields {

  private final RowLayout layout;
  private final List<Integer> places;

  /** Those of a layout with a schema. */
  public UsedFields(RowLayout layout) {
    this.layout = layout;
    TreeSet<Integer> used = new TreeSet<>();
    layout.features().forEach(column -> used.add(column.place()));
    layout.ids().forEach(column -> used.add(column.place()));
    layout.weight().ifPresent(used::add);
    layout.truth().ifPresent(used::add);
    this.places = new ArrayList<>(used);
  }

  /** How many. */
  public int count() {
    return places.size();
  }

  /** The name of the field in a slot. */
  public String name(int slot) {
    return layout.name(places.get(slot));
  }

  /** The slot of the column at a place of the layout; −1 if rows do not need it. */
  public int slot(int place) {
    return Math.max(-1, places.indexOf(place));
  }

  /** The slot of the field of that name; −1 if rows do not need it. */
  public int slot(String name) {
    for (int slot = 0; slot < places.size(); slot++) {
      if (name(slot).equals(name)) {
        return slot;
      }
    }
    return -1;
  }

  /**
   * Finds the fields in a file. Numbers may be of another width, since rows are of double precision
   * anyway, but for ids, whose type scores keep.
   *
   * @throws HeaderMismatchException naming file and field, if one is not there or of another type
   */
  public void find(FileSchema schema, String file) throws HeaderMismatchException {
    List<String> names = schema.names();
    for (int slot = 0; slot < count(); slot++) {
      int found = names.indexOf(name(slot));
      ColumnType expected = layout.type(places.get(slot));
      if (found < 0) {
        throw new HeaderMismatchException(
            "field '"
                + name(slot)
                + "' ("
                + expected.label()
                + ") is not in "
                + file
                + ", which has "
                + names);
      }
      FileSchema.Column column = schema.columns().get(found);
      if (!agree(slot, expected, column.type())) {
        throw new HeaderMismatchException(
            "field '"
                + name(slot)
                + "' is "
                + column.declared()
                + " in "
                + file
                + ", not "
                + expected.label()
                + " as in the first file");
      }
    }
  }

  private boolean agree(int slot, ColumnType expected, ColumnType found) {
    boolean id = layout.ids().stream().anyMatch(column -> column.place() == places.get(slot));
    return expected == found || (!id && expected.isNumeric() && found.isNumeric());
  }
}
