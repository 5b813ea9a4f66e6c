package org.mixreduce.core.family;

/**
 * The scale on which a parameter's estimator is nearly normal, so that a symmetric interval there
 * is a good one, and on which every number is a parameter.
 */
public enum ParameterScale {
  /** Any number, as it is: means. */
  IDENTITY {
    @Override
    public double of(double value) {
      return value;
    }

    @Override
    public double back(double scaled) {
      return scaled;
    }

    @Override
    public double slope(double value) {
      return 1;
    }
  },
  /** The logarithm of a positive number: standard deviations. */
  LOGARITHM {
    @Override
    public double of(double value) {
      return Math.log(value);
    }

    @Override
    public double back(double scaled) {
      return Math.exp(scaled);
    }

    @Override
    public double slope(double value) {
      return value;
    }
  },
  /** log p / (1 − p) of a share between zero and one: weights. */
  LOGIT {
    @Override
    public double of(double value) {
      return Math.log(value) - Math.log1p(-value);
    }

    @Override
    public double back(double scaled) {
      return 1 / (1 + Math.exp(-scaled));
    }

    @Override
    public double slope(double value) {
      return value * (1 - value);
    }
  },
  /** Fisher's z = artanh ρ of a number between −1 and 1: correlations. */
  FISHER_Z {
    @Override
    public double of(double value) {
      return 0.5 * (Math.log1p(value) - Math.log1p(-value));
    }

    @Override
    public double back(double scaled) {
      return Math.tanh(scaled);
    }

    @Override
    public double slope(double value) {
      return 1 - value * value;
    }
  };

  /** From the parameter's own scale to this one. */
  public abstract double of(double value);

  /** The inverse of {@link #of}. */
  public abstract double back(double scaled);

  /** How fast the parameter moves with its scaled value, at the parameter's value. */
  public abstract double slope(double value);
}
