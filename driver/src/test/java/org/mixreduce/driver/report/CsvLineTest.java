package org.mixreduce.driver.report;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class CsvLineTest {

  @Test
  public void fields() {
    assertEquals(List.of("VVV", "2", "", "NA", ""), CsvLine.fields("VVV,2,,NA,"));
    assertEquals(List.of(""), CsvLine.fields(""));
    assertEquals(List.of("a,b", "", "c"), CsvLine.fields("\"a,b\",\"\",c"));
    assertEquals(
        List.of("\"a\", b", "\"", "x\"y"), CsvLine.fields("\"\"\"a\"\", b\",\"\"\"\",\"x\"\"y\""));
  }

  @Test
  public void byName() {
    List<String> names = List.of("shape", "k");
    Map<String, String> row = CsvLine.byName(names, "VVV,2");
    assertEquals(Map.of("shape", "VVV", "k", "2"), row);
    assertEquals("in the header's order", names, new ArrayList<>(row.keySet()));
    for (String line : List.of("VVV", "VVV,2,3")) {
      assertThrows(IllegalArgumentException.class, () -> CsvLine.byName(names, line));
    }
  }
}
