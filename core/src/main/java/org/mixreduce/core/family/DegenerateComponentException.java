package org.mixreduce.core.family;

/**
 * A component without a finite maximum: no rows, or rows in a subspace. EM catches it and ends the
 * fit as degenerate; it never reaches a job.
 */
public final class DegenerateComponentException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final int component;

  /**
   * Says which component and why.
   *
   * @param component its place, from 0
   */
  public DegenerateComponentException(int component, String reason) {
    super("component " + (component + 1) + ": " + reason);
    this.component = component;
  }

  /** The component's place, from 0. */
  public int component() {
    return component;
  }
}
