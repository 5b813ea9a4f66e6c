package org.mixreduce.driver.cli;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.driver.input.UsageException;

/** Covariance shapes as the user writes them. */
final class ShapeList {

  private ShapeList() {}

  /** In the order given, each once. */
  static List<ModelType> parse(List<String> shapes) {
    List<ModelType> types = new ArrayList<>();
    for (String shape : shapes) {
      ModelType type = type(shape.trim());
      if (!types.contains(type)) {
        types.add(type);
      }
    }
    return types;
  }

  private static ModelType type(String shape) {
    try {
      return Families.ofShape(shape).type();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--shape: " + e.getMessage());
    }
  }
}
