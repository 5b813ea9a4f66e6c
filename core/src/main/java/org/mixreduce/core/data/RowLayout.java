package org.mixreduce.core.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a record, such as a line of delimited text, becomes a row. Places of columns count from 0.
 *
 * @param source what the files are
 * @param syntax delimiter, quote and what stands for a missing value, where records are lines
 * @param header the names in the first line of every file, or those of a schema; empty if there are
 *     none
 * @param fieldCount fields of a record
 * @param features the variables, in the model's order
 * @param ids columns that scores repeat
 * @param weight the column of row weights; empty if each row weighs one
 * @param truth the column of known classes; empty if there is none
 */
public record RowLayout(
    Source source,
    Syntax syntax,
    Optional<List<String>> header,
    int fieldCount,
    List<Column> features,
    List<Column> ids,
    OptionalInt weight,
    OptionalInt truth) {

  /** A column by its place and name. */
  public record Column(int place, String name) {}

  /**
   * What files are.
   *
   * @param format the name of their format
   * @param types what a schema says each column holds; empty where there is no schema and all are
   *     text
   */
  public record Source(String format, List<ColumnType> types) {

    /** Files of delimited text. */
    public static final Source TEXT = new Source("text", List.of());

    /** Copies the list. */
    public Source {
      types = List.copyOf(types);
    }

    /** Whether a schema gives columns names and types. */
    public boolean hasSchema() {
      return !types.isEmpty();
    }
  }

  /**
   * The characters of the text.
   *
   * @param delimiter between fields: one ASCII character
   * @param quote around fields that hold a delimiter; doubled within such a field
   * @param missing what stands for a missing value, beside an empty field
   */
  public record Syntax(char delimiter, char quote, List<String> missing) {

    /** Checks the characters. */
    public Syntax {
      missing = List.copyOf(missing);
      if (delimiter > 127 || quote > 127) {
        throw new IllegalArgumentException(
            "delimiter and quote must be ASCII characters, not '"
                + delimiter
                + "' and '"
                + quote
                + "'");
      }
      if (delimiter == quote || delimiter == '\n' || delimiter == '\r') {
        throw new IllegalArgumentException(
            "the delimiter can be neither the quote nor a line break");
      }
    }
  }

  /** Checks places and copies lists. */
  public RowLayout {
    header = header.map(List::copyOf);
    features = List.copyOf(features);
    ids = List.copyOf(ids);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("no column is left to cluster by");
    }
    if (header.isPresent() && header.get().size() != fieldCount) {
      throw new IllegalArgumentException(
          "a header of " + header.get().size() + " names for " + fieldCount + " fields");
    }
    if (source.hasSchema() && source.types().size() != fieldCount) {
      throw new IllegalArgumentException(
          source.types().size() + " types for " + fieldCount + " fields");
    }
    for (Column column : features) {
      checkPlace(column.place(), fieldCount);
    }
    for (Column column : ids) {
      checkPlace(column.place(), fieldCount);
    }
    weight.ifPresent(place -> checkPlace(place, fieldCount));
    truth.ifPresent(place -> checkPlace(place, fieldCount));
  }

  /** The layout of files of delimited text. */
  public RowLayout(
      Syntax syntax,
      Optional<List<String>> header,
      int fieldCount,
      List<Column> features,
      List<Column> ids,
      OptionalInt weight,
      OptionalInt truth) {
    this(Source.TEXT, syntax, header, fieldCount, features, ids, weight, truth);
  }

  private static void checkPlace(int place, int fieldCount) {
    if (place < 0 || place >= fieldCount) {
      throw new IllegalArgumentException(
          "there is no column " + (place + 1) + ": records have " + fieldCount + " fields");
    }
  }

  /** d, the number of variables. */
  public int dimension() {
    return features.size();
  }

  /** The names of the variables. */
  public List<String> featureNames() {
    return features.stream().map(Column::name).toList();
  }

  /** What the column at a place holds. */
  public ColumnType type(int place) {
    return source.hasSchema() ? source.types().get(place) : ColumnType.STRING;
  }

  /** The name of the column at a place: the header's, or V1, V2, … as R names columns. */
  public String name(int place) {
    return header.map(names -> names.get(place)).orElse("V" + (place + 1));
  }

  /** The same records with a column of known classes. */
  public RowLayout withTruth(OptionalInt place) {
    return new RowLayout(source, syntax, header, fieldCount, features, ids, weight, place);
  }
}
