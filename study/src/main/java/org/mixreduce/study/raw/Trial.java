package org.mixreduce.study.raw;

/**
 * One data set of one cell of a question's design.
 *
 * @param cell the setting, as labels: {@code K=5 d=10 overlap=0.1}
 * @param dataSet its number in the cell, from 1
 */
public record Trial(String cell, int dataSet) {

  /** Checks that the name of the cell can stand in a comma-separated file. */
  public Trial {
    Measurement.requireField(cell);
  }

  @Override
  public String toString() {
    return cell + " data set " + dataSet;
  }
}
