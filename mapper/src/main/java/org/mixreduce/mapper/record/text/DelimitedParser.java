package org.mixreduce.mapper.record.text;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.RowParser;

/**
 * Parses delimited text from bytes, without a string per field.
 *
 * <p>Fields may be quoted, a quote within doubled; a quoted field holds no line break. Blanks
 * around numbers are dropped. A number is decimal: digits, sign, point, exponent. What Java would
 * take besides (1d, 0x1p3, NaN, Infinity) is malformed unless it is a token for missing values. Not
 * safe for two threads.
 */
public final class DelimitedParser implements RowParser {

  /** How much of an offending field an error quotes. */
  private static final int QUOTED_LENGTH = 40;

  private static final int UNUSED = -1;
  private static final int WEIGHT = -2;

  private final RowLayout layout;
  private final byte delimiter;
  private final byte quote;
  private final byte[][] missingTokens;

  /** What each field is for: a feature's place ≥ 0, {@link #WEIGHT} or {@link #UNUSED}. */
  private final int[] role;

  private final List<List<Integer>> idRoles = new ArrayList<>();
  private final int truth;
  private byte[] unquoted = new byte[64];

  /** A parser for records of a layout. */
  public DelimitedParser(RowLayout layout) {
    this.layout = layout;
    this.delimiter = (byte) layout.syntax().delimiter();
    this.quote = (byte) layout.syntax().quote();
    this.missingTokens =
        layout.syntax().missing().stream()
            .map(token -> token.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.role = new int[layout.fieldCount()];
    Arrays.fill(role, UNUSED);
    for (int j = 0; j < layout.dimension(); j++) {
      role[layout.features().get(j).place()] = j;
    }
    layout.weight().ifPresent(place -> role[place] = WEIGHT);
    this.truth = layout.truth().orElse(UNUSED);
    for (int field = 0; field < role.length; field++) {
      idRoles.add(new ArrayList<>());
    }
    for (int id = 0; id < layout.ids().size(); id++) {
      idRoles.get(layout.ids().get(id).place()).add(id);
    }
  }

  @Override
  public void parse(Object line, ParsedRow row) {
    if (line instanceof OverlongLine overlong) {
      row.reset();
      row.setMalformed(UNUSED, overlong.problem());
      return;
    }
    Text text = (Text) line;
    parse(text.getBytes(), 0, text.getLength(), row);
  }

  /** Parses the record in {@code bytes[from, from + length)} into {@code row}. */
  public void parse(byte[] bytes, int from, int length, ParsedRow row) {
    row.reset();
    int end = from + length;
    int field = 0;
    int at = from;
    while (true) {
      at =
          at < end && bytes[at] == quote
              ? quotedField(bytes, at, end, field, row)
              : plainField(bytes, at, end, field, row);
      field++;
      if (at >= end) {
        break;
      }
      // Stands on a delimiter: another field follows, be it empty.
      at++;
    }
    if (field != role.length) {
      row.setMalformed(UNUSED, field + " fields where " + role.length + " are expected");
    }
  }

  private int plainField(byte[] bytes, int from, int end, int field, ParsedRow row) {
    int at = from;
    while (at < end && bytes[at] != delimiter) {
      at++;
    }
    take(bytes, from, at, field, row);
    return at;
  }

  private int quotedField(byte[] bytes, int from, int end, int field, ParsedRow row) {
    if (unquoted.length < end - from) {
      unquoted = new byte[end - from];
    }
    int length = 0;
    int at = from + 1;
    while (at < end) {
      if (bytes[at] == quote) {
        if (at + 1 < end && bytes[at + 1] == quote) {
          at++;
        } else {
          break;
        }
      }
      unquoted[length++] = bytes[at++];
    }
    if (at >= end) {
      row.setMalformed(UNUSED, "the quote of field " + (field + 1) + " is not closed");
      return end;
    }
    at++;
    if (at < end && bytes[at] != delimiter) {
      row.setMalformed(UNUSED, "text after the closing quote of field " + (field + 1));
      while (at < end && bytes[at] != delimiter) {
        at++;
      }
    }
    take(unquoted, 0, length, field, row);
    return at;
  }

  private void take(byte[] bytes, int from, int end, int field, ParsedRow row) {
    if (field >= role.length) {
      return;
    }
    if (!idRoles.get(field).isEmpty()) {
      String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
      idRoles.get(field).forEach(id -> row.setId(id, text));
    }
    if (field == truth) {
      row.setTruth(new String(bytes, from, end - from, StandardCharsets.UTF_8).trim());
    }
    if (role[field] != UNUSED) {
      takeNumber(bytes, from, end, field, row);
    }
  }

  private void takeNumber(byte[] bytes, int from, int end, int field, ParsedRow row) {
    int first = from;
    int last = end;
    while (first < last && bytes[first] <= ' ' && bytes[first] >= 0) {
      first++;
    }
    while (last > first && bytes[last - 1] <= ' ' && bytes[last - 1] >= 0) {
      last--;
    }
    if (isMissing(bytes, first, last)) {
      if (role[field] == WEIGHT) {
        row.setWeightMissing();
      } else {
        row.setMissing(role[field]);
      }
      return;
    }
    double value = number(bytes, first, last);
    if (!Double.isFinite(value) || (role[field] == WEIGHT && value < 0)) {
      row.setMalformed(Math.max(UNUSED, role[field]), describe(bytes, from, end, field));
    } else if (role[field] == WEIGHT) {
      row.setWeight(value);
    } else {
      row.setValue(role[field], value);
    }
  }

  private boolean isMissing(byte[] bytes, int from, int end) {
    if (from == end) {
      return true;
    }
    for (byte[] token : missingTokens) {
      if (Arrays.equals(bytes, from, end, token, 0, token.length)) {
        return true;
      }
    }
    return false;
  }

  /** The number, or NaN if it is none. */
  private static double number(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      byte c = bytes[i];
      boolean decimal =
          (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!decimal) {
        return Double.NaN;
      }
    }
    try {
      return JavaDoubleParser.parseDouble(bytes, from, end - from);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private String describe(byte[] bytes, int from, int end, int field) {
    int shown = Math.min(end, from + QUOTED_LENGTH);
    String text = new String(bytes, from, shown - from, StandardCharsets.UTF_8);
    String kind = role[field] == WEIGHT ? "weight" : "number";
    return "field "
        + (field + 1)
        + name(field)
        + " holds '"
        + text
        + (shown < end ? "…" : "")
        + "', which is no "
        + kind;
  }

  private String name(int field) {
    return layout.header().map(names -> " (" + names.get(field) + ")").orElse("");
  }

  /** Splits a record into texts by the same rules, for headers and for looking at a file. */
  public static List<String> split(String record, RowLayout.Syntax syntax) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (quoted) {
        if (c == syntax.quote() && i + 1 < record.length() && record.charAt(i + 1) == c) {
          field.append(c);
          i++;
        } else if (c == syntax.quote()) {
          quoted = false;
        } else {
          field.append(c);
        }
      } else if (c == syntax.quote() && field.length() == 0) {
        quoted = true;
      } else if (c == syntax.delimiter()) {
        fields.add(field.toString().trim());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().trim());
    return fields;
  }
}
