package org.mixreduce.mapper.record.text;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.Test;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.ParsedRow.Status;

public class DelimitedParserTest {

  /** id, x, y, weight, class. */
  private static final RowLayout LAYOUT =
      new RowLayout(
          new RowLayout.Syntax(',', '"', List.of("?", "NaN")),
          Optional.of(List.of("id", "x", "y", "w", "class")),
          5,
          List.of(new Column(1, "x"), new Column(2, "y")),
          List.of(new Column(0, "id")),
          OptionalInt.of(3),
          OptionalInt.of(4));

  private static ParsedRow parse(String record) {
    ParsedRow row = new ParsedRow(LAYOUT);
    byte[] bytes = ("garbage," + record + ",more").getBytes(StandardCharsets.UTF_8);
    int length = record.getBytes(StandardCharsets.UTF_8).length;
    new DelimitedParser(LAYOUT).parse(bytes, 8, length, row);
    return row;
  }

  private static void assertMalformed(String record, int feature, String expected) {
    ParsedRow row = parse(record);
    assertEquals(record, Status.MALFORMED, row.status());
    assertEquals(feature, row.problemFeature());
    assertTrue(row.problem(), row.problem().contains(expected));
  }

  @Test
  public void aPlainRow() {
    ParsedRow row = parse("r1,1.5,-2e3,0.5,a");
    assertEquals(Status.ROW, row.status());
    assertArrayEquals(new double[] {1.5, -2000}, row.values(), 0);
    assertEquals(0.5, row.weight(), 0);
    assertEquals("r1", row.id(0));
    assertEquals("a", row.truth());
  }

  @Test
  public void quotesBlanksAndForms() {
    ParsedRow row = parse("\"a, \"\"b\"\" é\", +.5 ,\"7\",1, b c ");
    assertEquals(Status.ROW, row.status());
    assertEquals("a, \"b\" é", row.id(0));
    assertArrayEquals(new double[] {0.5, 7}, row.values(), 0);
    assertEquals("b c", row.truth());
  }

  @Test
  public void missingValuesAreCountedByColumn() {
    assertEquals(List.of(0), parse("r,?,1,1,a").missingFeatures());
    assertEquals(List.of(0, 1), parse("r,, NaN ,1,a").missingFeatures());
    assertEquals(Status.MISSING, parse("r,1,2,,a").status());
    assertEquals("r", parse("r,?,1,1,a").id(0));
  }

  @Test
  public void whatIsNoNumberIsMalformed() {
    for (String text : new String[] {"x", "1d", "0x1p3", "Infinity", "1e999", "1,5", "--1", "1e"}) {
      assertMalformed("r,1,\"" + text + "\",1,a", 1, "field 3 (y) holds '" + text);
    }
  }

  @Test
  public void malformedBeatsMissing() {
    assertMalformed("r,?,oops,1,a", 1, "oops");
  }

  @Test
  public void weightsAreNotNegative() {
    assertMalformed("r,1,2,-1,a", -1, "no weight");
    assertEquals(0, parse("r,1,2,0,a").weight(), 0);
  }

  @Test
  public void theNumberOfFieldsMustBeRight() {
    assertMalformed("r,1,2", -1, "3 fields where 5 are expected");
    assertMalformed("r,1,2,3,4,5,6", -1, "7 fields");
    assertEquals("r", parse("r").id(0));
    assertNull(parse("r,1").truth());
  }

  @Test
  public void unbalancedQuotes() {
    assertMalformed("\"r,1,2,3,a", -1, "not closed");
    assertMalformed("\"r\"x,1,2,3,a", -1, "after the closing quote");
  }

  @Test
  public void aLongFieldIsQuotedInPart() {
    ParsedRow row = parse("r," + "z".repeat(1000) + ",2,1,a");
    assertTrue(row.problem().length() < 100);
  }
}
