package org.mixreduce.driver.input;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.text.DelimitedParser;

/**
 * Reads lists of columns: 1-based numbers, ranges of numbers (a hyphen is a range only between two
 * numbers), or header names, which may be quoted. A name that is a number is a number.
 */
final class ColumnList {

  private static final RowLayout.Syntax LIST = new RowLayout.Syntax(',', '"', List.of());

  private final String option;
  private final Optional<List<String>> header;
  private final int fieldCount;

  ColumnList(String option, Optional<List<String>> header, int fieldCount) {
    this.option = option;
    this.header = header;
    this.fieldCount = fieldCount;
  }

  /** The places, from 0, in the order given. */
  List<Integer> places(String list) {
    List<Integer> places = new ArrayList<>();
    for (String item : DelimitedParser.split(list, LIST)) {
      for (int place : item(item)) {
        if (places.contains(place)) {
          throw new UsageException(option + " names column " + (place + 1) + " twice");
        }
        places.add(place);
      }
    }
    return places;
  }

  private List<Integer> item(String item) {
    if (item.matches("[0-9]+")) {
      return List.of(number(item));
    }
    if (item.matches("[0-9]+ *- *[0-9]+")) {
      String[] ends = item.split("-");
      int first = number(ends[0].trim());
      int last = number(ends[1].trim());
      if (last < first) {
        throw new UsageException(option + " " + item + ": the range runs backwards");
      }
      List<Integer> places = new ArrayList<>();
      for (int place = first; place <= last; place++) {
        places.add(place);
      }
      return places;
    }
    return List.of(named(item));
  }

  private int number(String digits) {
    int number = digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    if (number < 1 || number > fieldCount) {
      throw new UsageException(
          option + " " + digits + ": columns are numbered from 1 to " + fieldCount);
    }
    return number - 1;
  }

  private int named(String name) {
    List<String> names =
        header.orElseThrow(
            () ->
                new UsageException(
                    option
                        + " "
                        + name
                        + ": columns can be named only with --header"
                        + " (without it they are numbers from 1 to "
                        + fieldCount
                        + ")"));
    int place = names.indexOf(name);
    if (place < 0) {
      throw new UsageException(
          option + ": no column '" + name + "' in the header, which has " + names);
    }
    if (Collections.frequency(names, name) > 1) {
      throw new UsageException(
          option + ": the header has several columns '" + name + "'; choose one by its number");
    }
    return place;
  }
}
