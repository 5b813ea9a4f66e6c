package org.mixreduce.core.uncertainty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.DegenerateComponentException;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.linear.PackedCholesky.NotPositiveDefiniteException;
import org.mixreduce.core.model.Mixture;

/**
 * Standard errors without resampling: the sandwich H⁻¹ J H⁻¹ (Huber 1967; White 1982,
 * doi:10.2307/1912526), with J the sum of the rows' squared scores and H the observed information
 * of the penalised likelihood at the estimate. It holds where the model is not the truth, as the
 * bootstrap does.
 *
 * <p>By Louis (1982, JRSS-B 44(2), equation 3.2), H is what rows with known components would tell
 * less what the unknown components take away. The first part is the curvature of the expected
 * log-likelihood, Q(ψ) = −Σ_k n_k KL(φ̂_k ‖ φ_k(ψ)) + constant, with φ̂_k the component that
 * maximises the k-th statistics: second differences of the family's own divergence, whatever the
 * number of rows.
 */
public final class Sandwich {

  /** More coordinates than this are not worth their ν² numbers a bag. */
  public static final int MOST_COORDINATES = 1000;

  /**
   * Of second differences, in {@linkplain Coordinates#unit units}: truncation is about its square,
   * 1e-7, and rounding of a divergence, 1e-15 to 1e-13, over its square.
   */
  private static final double STEP = 3e-4;

  /**
   * A pivot of H that is no more than this share of what rows with known components tell of its
   * coordinate is none: ten times the error of the differences.
   */
  private static final double NO_INFORMATION = 1e-6;

  private final Coordinates coordinates;
  private final ComponentFamily family;
  private final double total;
  private final Penalty penalty;

  private Sandwich(Mixture estimate, double total, Penalty penalty) {
    this.coordinates = new Coordinates(estimate);
    this.family = estimate.family();
    this.total = total;
    this.penalty = penalty;
  }

  /** Whether a mixture has few enough parameters. */
  public static boolean suits(Mixture estimate) {
    return estimate.freeParameters() <= MOST_COORDINATES;
  }

  /**
   * The sums over some rows; empty where the mixture is too near the edge of its family for
   * differences.
   *
   * @param most if there are more rows than this, every second, third and so on is taken: ν²
   *     numbers a row are added up, and a few thousand rows tell H and J well enough for a check
   */
  public static Optional<ScoreSums> sums(Mixture estimate, RowBlock rows, int most) {
    int stride = Math.max(1, (int) Math.ceil((double) rows.rows() / most));
    int[] places = IntStream.range(0, rows.rows()).filter(i -> i % stride == 0).toArray();
    return step(estimate).map(step -> step.over(rows.select(places)));
  }

  private static Optional<ScoreStep> step(Mixture estimate) {
    try {
      return Optional.of(new ScoreStep(estimate));
    } catch (EdgeOfFamilyException e) {
      return Optional.empty();
    }
  }

  /**
   * The standard errors of all {@link MixtureParameters}, each on its parameter's scale; empty
   * where H is not positive definite, so that the estimate is no regular maximum.
   *
   * @param sums over rows drawn from all, at the estimate
   * @param total N, the weight of all rows
   * @param penalty of the estimate
   */
  public static Optional<double[]> scaledStandardErrors(
      Mixture estimate, ScoreSums sums, double total, Penalty penalty) {
    try {
      return new Sandwich(estimate, total, penalty).standardErrors(sums);
    } catch (EdgeOfFamilyException
        | DegenerateComponentException
        | NotPositiveDefiniteException e) {
      return Optional.empty();
    }
  }

  /** H at any mixture, packed: minus the second derivatives of the penalised log-likelihood. */
  static double[] information(Mixture mixture, ScoreSums sums, double total, Penalty penalty) {
    Sandwich sandwich = new Sandwich(mixture, total, penalty);
    return sandwich.information(sums, sandwich.completeInformation(sums));
  }

  private Optional<double[]> standardErrors(ScoreSums sums) {
    double[] complete = completeInformation(sums);
    int size = coordinates.size();
    // In units of what rows with known components tell of each coordinate alone.
    double[] units = new double[size];
    for (int i = 0; i < size; i++) {
      units[i] = 1 / Math.sqrt(complete[PackedCholesky.index(i, i)]);
    }
    double[] information = inUnits(information(sums, complete), units);
    PackedCholesky cholesky = PackedCholesky.of(information, size, 0);
    for (int i = 0; i < size; i++) {
      double pivot = cholesky.factor()[PackedCholesky.index(i, i)];
      if (pivot * pivot <= NO_INFORMATION) {
        return Optional.empty();
      }
    }
    double[] products = inUnits(centredProducts(sums), units);
    double[] errors = new double[reportedWeights() + coordinates.ofFamily()];
    for (int i = 0; i < errors.length; i++) {
      double[] direction = direction(i);
      for (int j = 0; j < size; j++) {
        direction[j] *= units[j];
      }
      cholesky.solveLower(direction);
      cholesky.solveUpper(direction);
      errors[i] = Math.sqrt(quadraticForm(products, direction));
    }
    return Optional.of(errors);
  }

  private static double[] inUnits(double[] matrix, double[] units) {
    double[] scaled = new double[matrix.length];
    int at = 0;
    for (int i = 0; i < units.length; i++) {
      for (int j = 0; j <= i; j++, at++) {
        scaled[at] = matrix[at] * units[i] * units[j];
      }
    }
    return scaled;
  }

  /** All K, unless the only one is 1. */
  private int reportedWeights() {
    return coordinates.weights() == 0 ? 0 : coordinates.origin().size();
  }

  /** The gradient of the i-th reported parameter, on its scale, in the coordinates. */
  private double[] direction(int i) {
    Mixture mixture = coordinates.origin();
    double[] gradient = new double[coordinates.size()];
    int weights = coordinates.weights();
    if (i >= reportedWeights()) {
      gradient[weights + i - reportedWeights()] = 1;
      return gradient;
    }
    // ∂ logit π_i / ∂α_j = ([i = j] − π_j) / (1 − π_i)
    for (int j = 0; j < weights; j++) {
      gradient[j] = ((i == j ? 1 : 0) - mixture.weight(j)) / (1 - mixture.weight(i));
    }
    return gradient;
  }

  /** Σ w (s − s̄)(s − s̄)ᵀ: at the penalised estimate the mean score is the penalty's, not zero. */
  private double[] centredProducts(ScoreSums sums) {
    double factor = total / sums.weight();
    double[] products = sums.products().clone();
    int at = 0;
    for (int i = 0; i < coordinates.size(); i++) {
      for (int j = 0; j <= i; j++) {
        products[at] -= sums.scores()[i] * sums.scores()[j] / sums.weight();
        products[at++] *= factor;
      }
    }
    return products;
  }

  private double[] information(ScoreSums sums, double[] complete) {
    double factor = total / sums.weight();
    double[] information = complete.clone();
    for (int i = 0; i < information.length; i++) {
      information[i] -= factor * sums.missing()[i];
    }
    return information;
  }

  /** −∂²Q, of rows whose components are known. */
  private double[] completeInformation(ScoreSums sums) {
    double[] information = new double[PackedCholesky.length(coordinates.size())];
    Mixture mixture = coordinates.origin();
    int weights = coordinates.weights();
    for (int j = 0; j < weights; j++) {
      for (int l = 0; l <= j; l++) {
        double product = mixture.weight(j) * mixture.weight(l);
        information[PackedCholesky.index(j, l)] =
            total * ((j == l ? mixture.weight(j) : 0) - product);
      }
    }
    List<Component> fitted = new ArrayList<>();
    for (int k = 0; k < mixture.size(); k++) {
      fitted.add(
          family.maximise(List.of(sums.statistics().components().get(k)), Penalty.NONE).get(0));
    }
    Curvature curvature = new Curvature(fitted, sums.statistics().weights(), total / sums.weight());
    for (int i = 0; i < coordinates.ofFamily(); i++) {
      for (int l = 0; l <= i; l++) {
        information[PackedCholesky.index(weights + i, weights + l)] = -curvature.second(i, l);
      }
    }
    return information;
  }

  /** Second differences of Q and the penalty. */
  private final class Curvature {
    private final List<Component> fitted;
    private final double[] rows;
    private final double factor;
    private final double[] up;
    private final double[] down;

    Curvature(List<Component> fitted, double[] rows, double factor) {
      this.fitted = fitted;
      this.rows = rows;
      this.factor = factor;
      this.up = new double[coordinates.ofFamily()];
      this.down = new double[coordinates.ofFamily()];
      for (int i = 0; i < up.length; i++) {
        up[i] = change(new int[] {i}, new double[] {step(i)});
        down[i] = change(new int[] {i}, new double[] {-step(i)});
      }
    }

    private double step(int i) {
      return STEP * coordinates.unit(i);
    }

    /** ∂²/∂ψ_i∂ψ_l, zero for coordinates that no component shares. */
    double second(int i, int l) {
      double a = step(i);
      if (i == l) {
        return (up[i] + down[i]) / (a * a);
      }
      if (!together(i, l)) {
        return 0;
      }
      double b = step(l);
      int[] places = {i, l};
      double both = change(places, new double[] {a, b}) + change(places, new double[] {-a, -b});
      return (both - up[i] - down[i] - up[l] - down[l]) / (2 * a * b);
    }

    private boolean together(int i, int l) {
      for (int k = 0; k < rows.length; k++) {
        if (coordinates.moves(i, k) && coordinates.moves(l, k)) {
          return true;
        }
      }
      return false;
    }

    /** Q and the penalty after a step, less what they were before it. */
    private double change(int[] places, double[] steps) {
      List<Component> moved = coordinates.moved(places, steps);
      double sum = 0;
      for (int k = 0; k < rows.length; k++) {
        Component from = coordinates.origin().component(k);
        if (coordinates.moves(places[0], k) || coordinates.moves(places[places.length - 1], k)) {
          double gain =
              family.divergence(fitted.get(k), from)
                  - family.divergence(fitted.get(k), moved.get(k));
          sum += factor * rows[k] * gain + penalty(moved.get(k)) - penalty(from);
        }
      }
      return sum;
    }

    private double penalty(Component component) {
      return family.penaltyTerm(List.of(component), penalty);
    }
  }

  private static double quadraticForm(double[] matrix, double[] v) {
    double sum = 0;
    int at = 0;
    for (int i = 0; i < v.length; i++) {
      double row = 0;
      for (int j = 0; j < i; j++) {
        row += matrix[at++] * v[j];
      }
      sum += v[i] * (2 * row + matrix[at++] * v[i]);
    }
    return sum;
  }
}
