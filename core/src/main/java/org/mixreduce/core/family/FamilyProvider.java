package org.mixreduce.core.family;

import java.util.List;

/**
 * How a family makes itself known: a class named in {@code
 * META-INF/services/org.mixreduce.core.family.FamilyProvider}.
 */
public interface FamilyProvider {

  /** The family's name, such as gaussian. */
  String family();

  /** The names of its shapes, in the order in which help texts list them. */
  List<String> shapes();

  /** The family under one of its {@link #shapes()}. */
  ComponentFamily of(String shape);
}
