package org.mixreduce.core.uncertainty;

/** A mixture so near the edge of its family that a small step leaves it. */
final class EdgeOfFamilyException extends ArithmeticException {

  private static final long serialVersionUID = 1L;

  EdgeOfFamilyException(String message) {
    super(message);
  }
}
