package org.mixreduce.driver.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lines of the comma-separated text that runs write, for whoever reads a run again. */
public final class CsvLine {

  private CsvLine() {}

  /** The fields of a line; quotes around a field are left out, doubled ones within it are one. */
  public static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        // A doubled quote ends the quoted part and begins the next one.
        if (!quoted && i > 0 && line.charAt(i - 1) == '"') {
          field.append('"');
        }
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  /**
   * The fields of a line by the names that a header has for them, in its order.
   *
   * @throws IllegalArgumentException if there are more of one than of the other
   */
  public static Map<String, String> byName(List<String> names, String line) {
    List<String> fields = fields(line);
    if (fields.size() != names.size()) {
      throw new IllegalArgumentException(
          fields.size() + " fields where " + names + " are expected: " + line);
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), fields.get(i));
    }
    return row;
  }
}
