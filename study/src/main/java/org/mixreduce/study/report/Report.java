package org.mixreduce.study.report;

/** How the results of one question are told. */
interface Report {

  /** Its tables and figures. */
  Section of(Observations observations);
}
