package org.mixreduce.driver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.mixreduce.driver.input.UsageException;

/** Numbers of components as the user writes them: {@code 3}, {@code 1..9}, {@code 2,4,6..8}. */
final class KList {

  /** Beyond this a typing error is likelier than a wish. */
  private static final int LARGEST = 10_000;

  private KList() {}

  /** Ascending, each once. */
  static List<Integer> parse(String text) {
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String item : text.split(",", -1)) {
      String[] ends = item.trim().split("\\.\\.", -1);
      if (ends.length > 2) {
        throw refuse(text);
      }
      int first = number(ends[0], text);
      int last = number(ends[ends.length - 1], text);
      if (last < first) {
        throw new UsageException("--k " + text + ": " + item.trim() + " runs backwards");
      }
      for (int k = first; k <= last; k++) {
        numbers.add(k);
      }
    }
    return new ArrayList<>(numbers);
  }

  private static int number(String digits, String text) {
    if (!digits.trim().matches("[0-9]{1,5}")) {
      throw refuse(text);
    }
    int number = Integer.parseInt(digits.trim());
    if (number < 1 || number > LARGEST) {
      throw refuse(text);
    }
    return number;
  }

  private static UsageException refuse(String text) {
    return new UsageException(
        "--k " + text + ": give numbers from 1 to " + LARGEST + " such as 3, 1..9 or 2,4,6..8");
  }
}
