package org.mixreduce.avro;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.avro.record.CandidateKeyRecord;
import org.mixreduce.avro.record.ComponentRecord;
import org.mixreduce.avro.record.MixtureRecord;
import org.mixreduce.avro.record.NamedArrayRecord;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

/** Mixtures and candidate keys. */
public final class MixtureCodec {

  private MixtureCodec() {}

  /** To Avro. */
  public static MixtureRecord write(Mixture mixture) {
    List<ComponentRecord> components = new ArrayList<>(mixture.size());
    for (Component component : mixture.components()) {
      components.add(writeArrays(mixture.family().write(component)));
    }
    return new MixtureRecord(
        mixture.family().type().family(),
        mixture.family().type().shape(),
        mixture.dimension(),
        boxed(mixture.weights()),
        components);
  }

  /**
   * From Avro.
   *
   * @throws IllegalArgumentException naming the field, if it is no mixture
   */
  public static Mixture read(MixtureRecord record) {
    ComponentFamily family = Families.of(new ModelType(record.getFamily(), record.getShape()));
    List<Component> components = new ArrayList<>();
    for (int k = 0; k < record.getComponents().size(); k++) {
      components.add(readComponent(family, record, k));
    }
    try {
      return Mixture.of(family, unboxed(record.getWeights()), components);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("field weights: " + e.getMessage(), e);
    }
  }

  private static Component readComponent(ComponentFamily family, MixtureRecord record, int k) {
    String field = "field components[" + k + "]";
    Component component;
    try {
      component = family.read(readArrays(record.getComponents().get(k)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
    }
    if (component.dimension() != record.getDimension()) {
      throw new IllegalArgumentException(
          field
              + " has "
              + component.dimension()
              + " variables, field dimension says "
              + record.getDimension());
    }
    return component;
  }

  /** To Avro. */
  public static CandidateKeyRecord write(CandidateKey key) {
    return new CandidateKeyRecord(key.type().family(), key.type().shape(), key.components());
  }

  /** From Avro. */
  public static CandidateKey read(CandidateKeyRecord record) {
    return new CandidateKey(
        new ModelType(record.getFamily(), record.getShape()), record.getComponents());
  }

  static ComponentRecord writeArrays(List<NamedArray> arrays) {
    List<NamedArrayRecord> records = new ArrayList<>(arrays.size());
    for (NamedArray array : arrays) {
      records.add(new NamedArrayRecord(array.name(), boxed(array.values())));
    }
    return new ComponentRecord(records);
  }

  static List<NamedArray> readArrays(ComponentRecord record) {
    List<NamedArray> arrays = new ArrayList<>(record.getArrays().size());
    for (NamedArrayRecord array : record.getArrays()) {
      arrays.add(new NamedArray(array.getName(), unboxed(array.getValues())));
    }
    return arrays;
  }

  /** As Avro has it. */
  public static List<Double> boxed(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }

  /** From Avro. */
  public static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
