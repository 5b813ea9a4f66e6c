package org.mixreduce.core.data;

import java.util.Locale;

/** What a column holds, as far as rows and scores need to know. */
public enum ColumnType {
  /** Whole numbers of 32 bits. */
  INT,
  /** Whole numbers of 64 bits. */
  LONG,
  /** Numbers of single precision. */
  FLOAT,
  /** Numbers of double precision. */
  DOUBLE,
  /** Text. */
  STRING,
  /** True or false, which is no number. */
  BOOLEAN,
  /** What can be neither a variable nor an id: lists, maps, bytes, decimals and so on. */
  OTHER;

  /** Whether values are numbers. */
  public boolean isNumeric() {
    return this == INT || this == LONG || this == FLOAT || this == DOUBLE;
  }

  /** Whether values can be written as text and read back. */
  public boolean isScalar() {
    return this != OTHER;
  }

  /** The value of a text that {@code String.valueOf} made of it. */
  public Object parse(String text) {
    return switch (this) {
      case INT -> Integer.valueOf(text);
      case LONG -> Long.valueOf(text);
      case FLOAT -> Float.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case STRING, OTHER -> text;
    };
  }

  /** As messages and stored layouts have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ColumnType ofLabel(String label) {
    for (ColumnType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type of columns is called '" + label + "'");
  }
}
