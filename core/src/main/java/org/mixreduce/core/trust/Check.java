package org.mixreduce.core.trust;

import java.util.List;

/** One thing to look at in the evidence. */
interface Check {

  /** What it comes to; empty if there is nothing to say. */
  List<Finding> of(Evidence evidence);
}
