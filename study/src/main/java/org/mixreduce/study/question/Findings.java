package org.mixreduce.study.question;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.study.raw.Measurement;

/** The measurements of a trial as they come in. */
final class Findings {

  private final List<Measurement> all = new ArrayList<>();

  /** Adds one. */
  Findings add(String arm, String measure, double value) {
    all.add(new Measurement(arm, measure, value));
    return this;
  }

  List<Measurement> all() {
    return List.copyOf(all);
  }
}
