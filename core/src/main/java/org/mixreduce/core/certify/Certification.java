package org.mixreduce.core.certify;

import org.mixreduce.core.criterion.Criterion.Score;
import org.mixreduce.core.family.DegenerateComponentException;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.model.Mixture;

/**
 * One model's way through the scans: each scan evaluates it exactly at its present parameters, and
 * the added-up statistics give the next ones by one exact EM update over all rows. R updates take R
 * + 1 scans, so the log-likelihood that is reported belongs to the parameters that are.
 *
 * <p>It ends after a number of updates, when an update gained less than a tolerance per row, or
 * when the next update has no finite maximum.
 */
public final class Certification {

  private LiveModel model;
  private LiveModel evaluated;
  private Expectation expectation;
  private double gainPerRow = Double.NaN;
  private int updates;
  private boolean ended;
  private String message = "";

  /** Starts at the model's parameters. */
  public Certification(LiveModel model) {
    this.model = model;
  }

  /** What the next scan has to evaluate. */
  public LiveModel model() {
    return model;
  }

  /** Whether no further scan is needed. */
  public boolean ended() {
    return ended;
  }

  /**
   * Takes the sums of a scan at {@link #model()} and moves on by one update, or ends.
   *
   * @param limit of updates
   * @param tolerance nats per row
   * @param penalty for fits of all rows
   */
  public void take(Expectation scan, int limit, double tolerance, Penalty penalty) {
    if (expectation != null) {
      gainPerRow = scan.logLikelihoodPerRow() - expectation.logLikelihoodPerRow();
      updates++;
      if (gainPerRow < 0 && penalty.lambda() == 0) {
        // Only rounding can do this: what stood before the update is as good.
        keepBefore();
        return;
      }
    }
    expectation = scan;
    evaluated = model;
    if (updates == limit || Math.abs(gainPerRow) < tolerance) {
      ended = true;
      return;
    }
    try {
      Mixture next = scan.statistics().maximise(penalty);
      model = model.at(next);
    } catch (DegenerateComponentException e) {
      ended = true;
      message = "no further update: " + e.getMessage();
    }
  }

  private void keepBefore() {
    updates--;
    gainPerRow = 0;
    ended = true;
  }

  /** Whether it was evaluated at all, and its log-likelihood is a number. */
  public boolean certified() {
    return expectation != null && Double.isFinite(expectation.logLikelihood());
  }

  /** The parameters that {@link #score()} belongs to. */
  public LiveModel certifiedModel() {
    return evaluated;
  }

  /** What criteria are computed from, at {@link #certifiedModel()}. */
  public Score score() {
    return new Score(
        expectation.weight(),
        expectation.logLikelihood(),
        expectation.classification(),
        evaluated.mixture().freeParameters());
  }

  /** Exact updates behind the certified parameters. */
  public int updates() {
    return updates;
  }

  /** Nats per row that the last update gained; not a number without one. */
  public double gainPerRow() {
    return gainPerRow;
  }

  /** Why it ended early, in words; empty if it did not. */
  public String message() {
    return message;
  }
}
