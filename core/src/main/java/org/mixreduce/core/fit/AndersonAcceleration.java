package org.mixreduce.core.fit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.linear.PackedCholesky.NotPositiveDefiniteException;
import org.mixreduce.core.model.MixtureStatistics;

/**
 * Where EM would get to in many steps, guessed from its last few (Anderson 1965,
 * doi:10.1145/321296.321305; for EM: Henderson and Varadhan 2019,
 * doi:10.1080/10618600.2019.1594835).
 *
 * <p>EM maps statistics S, which give the parameters, to the statistics G(S) of an E-step there,
 * and has converged when the residual f = G(S) − S is nothing. Of the affine combinations of the
 * last residuals it takes the shortest, min ‖Σ_i α_i f_i‖² with Σ_i α_i = 1, and proposes Σ_i α_i
 * G(S_i). Statistics add, whatever the family, so the proposal is made of them and not of
 * parameters, and keeps the weights' sum and every linear constraint.
 *
 * <p>Memory: {@value #DEPTH} statistics and as many residuals.
 */
public final class AndersonAcceleration {

  private static final int DEPTH = 6;

  /** Of the largest squared length: keeps combinations of nearly parallel residuals bounded. */
  private static final double RIDGE = 1e-10;

  private record Step(MixtureStatistics image, double[] residual) {}

  private final Moments global;
  private final Deque<Step> steps = new ArrayDeque<>();

  /**
   * Without a memory yet.
   *
   * @param global moments of all rows, the units of distances
   */
  public AndersonAcceleration(Moments global) {
    this.global = global;
  }

  /** Forgets all: what follows is another fixed point's neighbourhood. */
  void restart() {
    steps.clear();
  }

  /**
   * Takes a step of EM, from S to G(S), and proposes where to go on.
   *
   * @return nothing as long as there is nothing to combine
   */
  public Optional<MixtureStatistics> propose(MixtureStatistics from, MixtureStatistics image) {
    double[] residual = image.coordinates(global);
    double[] start = from.coordinates(global);
    for (int i = 0; i < residual.length; i++) {
      residual[i] -= start[i];
    }
    steps.addLast(new Step(image, residual));
    if (steps.size() > DEPTH) {
      steps.removeFirst();
    }
    return steps.size() == 1 ? Optional.empty() : combine();
  }

  private Optional<MixtureStatistics> combine() {
    List<Step> all = new ArrayList<>(steps);
    Step last = all.remove(all.size() - 1);
    Optional<double[]> solution = solve(all, last);
    if (solution.isEmpty()) {
      return Optional.empty();
    }
    double[] gamma = solution.get();
    double own = 1;
    for (double value : gamma) {
      own -= value;
    }
    MixtureStatistics sum = last.image().times(own);
    for (int i = 0; i < gamma.length; i++) {
      sum = sum.plus(all.get(i).image().times(gamma[i]));
    }
    return Optional.of(sum);
  }

  /** γ that minimises ‖f − Σ_i γ_i (f − f_i)‖², by normal equations of a few unknowns. */
  private static Optional<double[]> solve(List<Step> earlier, Step last) {
    int m = earlier.size();
    double[][] differences = new double[m][];
    double[] gamma = new double[m];
    double[] normal = new double[PackedCholesky.length(m)];
    double largest = 0;
    for (int i = 0; i < m; i++) {
      differences[i] = difference(last.residual(), earlier.get(i).residual());
      gamma[i] = dot(differences[i], last.residual());
      for (int l = 0; l <= i; l++) {
        normal[PackedCholesky.index(i, l)] = dot(differences[i], differences[l]);
      }
      largest = Math.max(largest, normal[PackedCholesky.index(i, i)]);
    }
    for (int i = 0; i < m; i++) {
      normal[PackedCholesky.index(i, i)] += RIDGE * largest;
    }
    try {
      PackedCholesky cholesky = PackedCholesky.of(normal, m, 0);
      cholesky.solveLower(gamma);
      cholesky.solveUpper(gamma);
      return Optional.of(gamma);
    } catch (NotPositiveDefiniteException e) {
      // Residuals that do not differ, or are no numbers, tell nothing.
      return Optional.empty();
    }
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
