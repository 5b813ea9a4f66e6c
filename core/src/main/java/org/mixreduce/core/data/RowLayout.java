package org.mixreduce.core.data;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a line of delimited text becomes a row. Places of columns count from 0.
 *
 * @param syntax delimiter, quote and what stands for a missing value
 * @param header the names in the first line of every file; empty if files have none
 * @param fieldCount fields of a line
 * @param features the variables, in the model's order
 * @param ids columns that scores repeat
 * @param weight the column of row weights; empty if each row weighs one
 * @param truth the column of known classes; empty if there is none
 */
public record RowLayout(
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
    for (Column column : features) {
      checkPlace(column.place(), fieldCount);
    }
    for (Column column : ids) {
      checkPlace(column.place(), fieldCount);
    }
    weight.ifPresent(place -> checkPlace(place, fieldCount));
    truth.ifPresent(place -> checkPlace(place, fieldCount));
  }

  private static void checkPlace(int place, int fieldCount) {
    if (place < 0 || place >= fieldCount) {
      throw new IllegalArgumentException(
          "there is no column " + (place + 1) + ": lines have " + fieldCount + " fields");
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

  /** The same lines with a column of known classes. */
  public RowLayout withTruth(OptionalInt place) {
    return new RowLayout(syntax, header, fieldCount, features, ids, weight, place);
  }
}
