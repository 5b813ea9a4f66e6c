package org.mixreduce.core.profile;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;

/**
 * Counts, columns and moments of rows.
 *
 * <p>Law: {@link #add(DataProfile)} gives the profile of the union, moments to rounding; parts must
 * be added in the order of the rows for equal bytes.
 */
public final class DataProfile {

  /** How many malformed rows are quoted. */
  public static final int PROBLEMS = 5;

  private long rows;
  private long malformed;
  private long missing;
  private long weightless;
  private final List<ColumnProfile> columns = new ArrayList<>();
  private Moments moments;
  private final List<String> problems = new ArrayList<>();

  /** Of no rows in d columns. */
  public DataProfile(int dimension) {
    for (int j = 0; j < dimension; j++) {
      columns.add(new ColumnProfile());
    }
    moments = Moments.empty(dimension);
  }

  /** Restores a part. */
  public DataProfile(
      Counts counts, List<ColumnProfile> columns, Moments moments, List<String> problems) {
    this.rows = counts.rows();
    this.malformed = counts.malformed();
    this.missing = counts.missing();
    this.weightless = counts.weightless();
    this.columns.addAll(columns);
    this.moments = moments;
    this.problems.addAll(problems);
  }

  /**
   * How the records divide.
   *
   * @param rows that can be used
   * @param malformed skipped: wrong number of fields, or a field that is no number
   * @param missing skipped: a value is missing
   * @param weightless skipped: the weight is zero
   */
  public record Counts(long rows, long malformed, long missing, long weightless) {
    /** All records. */
    public long records() {
      return rows + malformed + missing + weightless;
    }
  }

  /** Adds usable rows. */
  public void addRows(RowBlock block) {
    rows += block.rows();
    moments = moments.plus(Moments.of(block));
    for (int j = 0; j < columns.size(); j++) {
      ColumnProfile column = columns.get(j);
      for (int i = 0; i < block.rows(); i++) {
        column.addValue(block.value(i, j));
      }
    }
  }

  /**
   * A malformed row.
   *
   * @param column which column is at fault, from 0, or −1 if it is none of the features
   * @param problem what is wrong and where, for a person
   */
  public void addMalformed(int column, String problem) {
    malformed++;
    if (column >= 0) {
      columns.get(column).addMalformed();
    }
    if (problems.size() < PROBLEMS) {
      problems.add(problem);
    }
  }

  /** A row that lacks the values of some columns: their places, from 0. */
  public void addMissing(List<Integer> lacking) {
    missing++;
    for (int column : lacking) {
      columns.get(column).addMissing();
    }
  }

  /** A row of weight zero. */
  public void addWeightless() {
    weightless++;
  }

  /** Adds another part. */
  public void add(DataProfile other) {
    rows += other.rows;
    malformed += other.malformed;
    missing += other.missing;
    weightless += other.weightless;
    moments = moments.plus(other.moments);
    for (int j = 0; j < columns.size(); j++) {
      columns.get(j).add(other.columns.get(j));
    }
    for (String problem : other.problems) {
      if (problems.size() < PROBLEMS) {
        problems.add(problem);
      }
    }
  }

  /** How the records divide. */
  public Counts counts() {
    return new Counts(rows, malformed, missing, weightless);
  }

  /** Column by column. */
  public List<ColumnProfile> columns() {
    return List.copyOf(columns);
  }

  /** Moments of the usable rows. */
  public Moments moments() {
    return moments;
  }

  /** The first malformed rows, in words. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
