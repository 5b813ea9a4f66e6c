package org.mixreduce.mapper.record.field;

import java.util.List;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.RowParser;

/**
 * Makes rows of fields: null is missing, and so is a number that a token for missing values stands
 * for; NaN and infinite numbers are malformed otherwise.
 */
public final class FieldParser implements RowParser {

  private final RowLayout layout;
  private final int[] features;
  private final int[] ids;
  private final int weight;
  private final int truth;
  private final MissingNumbers missing;

  /** For records of a layout with a schema. */
  public FieldParser(RowLayout layout) {
    this.layout = layout;
    UsedFields used = new UsedFields(layout);
    this.features = slots(layout.features(), used);
    this.ids = slots(layout.ids(), used);
    this.weight = layout.weight().isPresent() ? used.slot(layout.weight().getAsInt()) : -1;
    this.truth = layout.truth().isPresent() ? used.slot(layout.truth().getAsInt()) : -1;
    this.missing = new MissingNumbers(layout.syntax().missing());
  }

  private static int[] slots(List<Column> columns, UsedFields used) {
    return columns.stream().mapToInt(column -> used.slot(column.place())).toArray();
  }

  @Override
  public void parse(Object record, ParsedRow row) {
    FieldRecord fields = (FieldRecord) record;
    row.reset();
    for (int id = 0; id < ids.length; id++) {
      row.setId(id, fields.isNull(ids[id]) ? null : fields.text(ids[id]));
    }
    if (truth >= 0 && !fields.isNull(truth)) {
      row.setTruth(fields.text(truth).trim());
    }
    for (int j = 0; j < features.length; j++) {
      takeFeature(j, fields, row);
    }
    if (weight >= 0) {
      takeWeight(fields, row);
    }
  }

  private void takeFeature(int feature, FieldRecord fields, ParsedRow row) {
    int slot = features[feature];
    if (missing.has(fields, slot)) {
      row.setMissing(feature);
      return;
    }
    double value = fields.number(slot);
    if (Double.isFinite(value)) {
      row.setValue(feature, value);
    } else {
      String name = layout.features().get(feature).name();
      row.setMalformed(feature, "field '" + name + "' holds " + value + ", which is no number");
    }
  }

  private void takeWeight(FieldRecord fields, ParsedRow row) {
    if (missing.has(fields, weight)) {
      row.setWeightMissing();
      return;
    }
    double value = fields.number(weight);
    if (Double.isFinite(value) && value >= 0) {
      row.setWeight(value);
    } else {
      String name = layout.name(layout.weight().orElseThrow());
      row.setMalformed(-1, "field '" + name + "' holds " + value + ", which is no weight");
    }
  }
}
