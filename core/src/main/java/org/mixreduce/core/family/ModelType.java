package org.mixreduce.core.family;

/**
 * The name of a family and of the constraint on its components, such as gaussian and VVV. Both are
 * what {@code --shape}, tables and files show.
 */
public record ModelType(String family, String shape) implements Comparable<ModelType> {

  @Override
  public int compareTo(ModelType other) {
    int byFamily = family.compareTo(other.family);
    return byFamily != 0 ? byFamily : shape.compareTo(other.shape);
  }

  @Override
  public String toString() {
    return family + " " + shape;
  }
}
