package org.mixreduce.mapper.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mixreduce.core.data.RowLayout;

/** What a parser found in one record. One object is reused for all records. */
public final class ParsedRow {

  /** What a record is. */
  public enum Status {
    /** A row with all its values. */
    ROW,
    /** Values are missing. */
    MISSING,
    /** No row: {@link ParsedRow#problem()} says why. */
    MALFORMED
  }

  private final double[] values;
  private final boolean[] missing;
  private final String[] ids;
  private Status status;
  private double weight;
  private String truth;
  private int problemFeature;
  private String problem;

  /** For records of a layout. */
  public ParsedRow(RowLayout layout) {
    values = new double[layout.dimension()];
    missing = new boolean[layout.dimension()];
    ids = new String[layout.ids().size()];
  }

  /** Before the next record: a row of weight one without values, ids or truth. */
  public void reset() {
    status = Status.ROW;
    weight = 1;
    truth = null;
    problem = "";
    problemFeature = -1;
    Arrays.fill(missing, false);
    Arrays.fill(ids, null);
  }

  /** The value of a feature. */
  public void setValue(int feature, double value) {
    values[feature] = value;
  }

  /** A feature that has no value. */
  public void setMissing(int feature) {
    missing[feature] = true;
    if (status == Status.ROW) {
      status = Status.MISSING;
    }
  }

  /**
   * Why the record is no row; of several reasons the first stays. The feature is −1 if it is none.
   */
  public void setMalformed(int feature, String reason) {
    if (status != Status.MALFORMED) {
      status = Status.MALFORMED;
      problemFeature = feature;
      problem = reason;
    }
  }

  /** The weight. */
  public void setWeight(double value) {
    weight = value;
  }

  /** There is no weight. */
  public void setWeightMissing() {
    if (status == Status.ROW) {
      status = Status.MISSING;
    }
  }

  /** The text of an id column. */
  public void setId(int id, String text) {
    ids[id] = text;
  }

  /** The text of the truth column. */
  public void setTruth(String text) {
    truth = text;
  }

  /** What the record is. */
  public Status status() {
    return status;
  }

  /** d values, meaningful in a {@link Status#ROW}; shared and overwritten by the next record. */
  public double[] values() {
    return values;
  }

  /** The row's weight ≥ 0. */
  public double weight() {
    return weight;
  }

  /** The text of an id column; null if the record does not reach that far. */
  public String id(int id) {
    return ids[id];
  }

  /** The text of the truth column; null if there is none. */
  public String truth() {
    return truth;
  }

  /** The places of missing features, from 0. */
  public List<Integer> missingFeatures() {
    List<Integer> places = new ArrayList<>();
    for (int j = 0; j < missing.length; j++) {
      if (missing[j]) {
        places.add(j);
      }
    }
    return places;
  }

  /** The feature that makes the record malformed, from 0; −1 if it is none of them. */
  public int problemFeature() {
    return problemFeature;
  }

  /** Why the record is malformed; empty if it is not. */
  public String problem() {
    return problem;
  }
}
