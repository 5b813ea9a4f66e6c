package org.mixreduce.mapper.record.field;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.Test;
import org.mixreduce.core.data.ColumnType;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.mapper.record.AsText;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.ParsedRow.Status;
import org.mixreduce.mapper.record.text.DelimitedParser;

public class MissingNumbersTest {

  /** A point is what SAS writes for a missing value; it is no number. */
  private static final RowLayout LAYOUT =
      new RowLayout(
          new RowLayout.Source("avro", List.of(ColumnType.FLOAT, ColumnType.INT)),
          new RowLayout.Syntax(',', '"', List.of(".", "1.2.3", "-999.9", "-999", "NaN")),
          Optional.of(List.of("x", "y")),
          2,
          List.of(new Column(0, "x"), new Column(1, "y")),
          List.of(),
          OptionalInt.empty(),
          OptionalInt.empty());

  private static FieldRecord fields(float x, long y) {
    FieldRecord fields = new FieldRecord(2);
    fields.set(0, x);
    fields.set(1, y);
    return fields;
  }

  private static ParsedRow parsed(FieldRecord fields) {
    ParsedRow row = new ParsedRow(LAYOUT);
    new FieldParser(LAYOUT).parse(fields, row);
    return row;
  }

  private static ParsedRow parsedAsLine(FieldRecord fields) {
    AsText lines = new FieldLines(LAYOUT);
    ParsedRow row = new ParsedRow(lines.layout());
    new DelimitedParser(lines.layout()).parse(lines.line(fields), row);
    return row;
  }

  private static void assertMissing(List<Integer> features, FieldRecord fields) {
    for (ParsedRow row : List.of(parsed(fields), parsedAsLine(fields))) {
      assertEquals(Status.MISSING, row.status());
      assertEquals(features, row.missingFeatures());
    }
  }

  @Test
  public void anyWidthOfTheNumberIsMissing() {
    assertMissing(List.of(0), fields(-999.9f, 1));
    assertMissing(List.of(1), fields(1, -999));
    assertMissing(List.of(0, 1), fields(Float.NaN, -999));
  }

  @Test
  public void otherNumbersAreValues() {
    FieldRecord fields = fields(-999.8f, -1000);
    for (ParsedRow row : List.of(parsed(fields), parsedAsLine(fields))) {
      assertEquals(Status.ROW, row.status());
      assertArrayEquals(new double[] {-999.8f, -1000}, row.values(), 0);
    }
  }
}
