package org.mixreduce.study.question;

import org.mixreduce.core.data.Seed;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;

/** What questions share: where seeds and simulated rows come from. */
final class Design {

  /** Of the whole study. */
  private static final Seed ROOT = new Seed(1).derive("study");

  private Design() {}

  /**
   * The seed of a data set of a setting: questions that ask for the same setting share the rows.
   */
  static Seed seed(String setting, int dataSet) {
    return ROOT.derive(setting).derive(dataSet);
  }

  /** The data set of that number. */
  static DataSet draw(Population population, int rows, int dataSet) {
    return population.draw(rows, seed(population.label() + " N=" + rows, dataSet).derive("data"));
  }
}
