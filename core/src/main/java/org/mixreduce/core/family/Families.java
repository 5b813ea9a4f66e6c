package org.mixreduce.core.family;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Finds families by name. */
public final class Families {

  private Families() {}

  /**
   * The family of that type.
   *
   * @throws IllegalArgumentException naming what there is, if there is no such family or shape
   */
  public static ComponentFamily of(ModelType type) {
    for (FamilyProvider provider : providers()) {
      if (provider.family().equals(type.family()) && provider.shapes().contains(type.shape())) {
        return provider.of(type.shape());
      }
    }
    throw new IllegalArgumentException("no family '" + type + "'; there are " + types());
  }

  /**
   * The family whose shape has that name, as {@code --shape} gives it.
   *
   * @throws IllegalArgumentException naming all shapes, if there is none
   */
  public static ComponentFamily ofShape(String shape) {
    for (ModelType type : types()) {
      if (type.shape().equals(shape)) {
        return of(type);
      }
    }
    throw new IllegalArgumentException(
        "no shape '"
            + shape
            + "'; there are "
            + String.join(", ", types().stream().map(ModelType::shape).toList()));
  }

  /** All types there are, family by family. */
  public static List<ModelType> types() {
    List<ModelType> types = new ArrayList<>();
    for (FamilyProvider provider : providers()) {
      for (String shape : provider.shapes()) {
        types.add(new ModelType(provider.family(), shape));
      }
    }
    return types;
  }

  private static ServiceLoader<FamilyProvider> providers() {
    // Not the thread's context loader: in a task that one may not see the job jar.
    return ServiceLoader.load(FamilyProvider.class, Families.class.getClassLoader());
  }
}
