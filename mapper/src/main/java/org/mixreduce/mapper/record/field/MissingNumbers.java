package org.mixreduce.mapper.record.field;

import java.util.List;

/** The numbers that stand for a missing value, among the tokens that do. */
final class MissingNumbers {

  private static final String NUMBER =
      "NaN|[+-]?(Infinity|([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?)";

  private final double[] numbers;

  /** Of these tokens; those that are no numbers, as a point alone, stand for none. */
  MissingNumbers(List<String> tokens) {
    numbers =
        tokens.stream()
            .filter(token -> token.matches(NUMBER))
            .mapToDouble(Double::parseDouble)
            .toArray();
  }

  /** Whether a numeric field has no value, or one of the numbers. */
  boolean has(FieldRecord fields, int slot) {
    if (fields.isNull(slot)) {
      return true;
    }
    for (double number : numbers) {
      if (fields.isNumber(slot, number)) {
        return true;
      }
    }
    return false;
  }
}
