package org.mixreduce.core.family;

import java.util.Arrays;
import java.util.List;

/** An array of numbers with a name: how parameters and statistics cross into files. */
public record NamedArray(String name, double[] values) {

  /**
   * The values of the array of that name.
   *
   * @throws IllegalArgumentException if there is none, or not of that length
   */
  public static double[] find(List<NamedArray> arrays, String name, int length) {
    double[] values = find(arrays, name);
    if (values.length != length) {
      throw new IllegalArgumentException(
          name + " has " + values.length + " values where " + length + " are needed");
    }
    return values;
  }

  /** The values of the array of that name, whatever their number. */
  public static double[] find(List<NamedArray> arrays, String name) {
    for (NamedArray array : arrays) {
      if (array.name.equals(name)) {
        return array.values;
      }
    }
    throw new IllegalArgumentException(
        "no " + name + " among " + arrays.stream().map(NamedArray::name).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedArray that
        && name.equals(that.name)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + Arrays.toString(values);
  }
}
