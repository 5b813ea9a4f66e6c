package org.mixreduce.study.question;

import java.util.List;

/** A question: which trials it asks for, and what each of them measures. */
public interface Question {

  /** The name of its file of raw results and in {@code --questions}. */
  String name();

  /**
   * Its trials, all cells' first data sets before their second ones, so that any part of a run is
   * balanced.
   */
  List<Task> tasks(Scale scale);
}
