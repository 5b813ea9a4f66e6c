package org.mixreduce.core.trust;

import java.util.List;

/**
 * What the findings come to.
 *
 * @param findings in the order in which they are told
 * @param votes of subsets and their replicates on the candidates
 */
public record Verdict(List<Finding> findings, Votes votes) {

  /** Copies the list. */
  public Verdict {
    findings = List.copyOf(findings);
  }

  /** Whether nothing has to be done before the result is used. */
  public boolean trustworthy() {
    return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.ACT);
  }
}
