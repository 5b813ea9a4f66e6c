package org.mixreduce.mapper.record.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.io.Text;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.mapper.record.AsText;

/**
 * Variables and weights of records as lines: a number is written so that the same number is read
 * again, null and what stands for it as an empty field. Ids and truth stay behind.
 */
public final class FieldLines implements AsText {

  private static final char DELIMITER = ',';

  private final RowLayout layout;
  private final int[] slots;
  private final MissingNumbers missing;
  private final Text line = new Text();
  private final StringBuilder text = new StringBuilder();

  /** For records of a layout with a schema. */
  public FieldLines(RowLayout original) {
    UsedFields used = new UsedFields(original);
    missing = new MissingNumbers(original.syntax().missing());
    List<Column> features = new ArrayList<>();
    int weights = original.weight().isPresent() ? 1 : 0;
    slots = new int[original.dimension() + weights];
    for (int j = 0; j < original.dimension(); j++) {
      features.add(new Column(j, original.features().get(j).name()));
      slots[j] = used.slot(original.features().get(j).place());
    }
    original.weight().ifPresent(place -> slots[original.dimension()] = used.slot(place));
    layout =
        new RowLayout(
            new RowLayout.Syntax(DELIMITER, '"', original.syntax().missing()),
            Optional.empty(),
            slots.length,
            features,
            List.of(),
            weights > 0 ? OptionalInt.of(original.dimension()) : OptionalInt.empty(),
            OptionalInt.empty());
  }

  @Override
  public RowLayout layout() {
    return layout;
  }

  @Override
  public Text line(Object record) {
    FieldRecord fields = (FieldRecord) record;
    text.setLength(0);
    for (int i = 0; i < slots.length; i++) {
      if (i > 0) {
        text.append(DELIMITER);
      }
      if (!missing.has(fields, slots[i])) {
        // A float is widened first, for its own shortest digits are those of another double.
        text.append(fields.number(slots[i]));
      }
    }
    // A line of nothing is no record, but a record of nothing is one.
    line.set(slots.length == 1 && text.length() == 0 ? "\"\"" : text.toString());
    return line;
  }
}
