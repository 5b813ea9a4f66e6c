package org.mixreduce.core.uncertainty;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.family.ParameterScale;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.fit.EmSettings;
import org.mixreduce.core.fit.ExpectationMaximisation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.HardAssignment;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class SandwichTest {

  /** Of the second differences: the square of their step. */
  private static final double DIFFERENCES = 1e-7;

  /** Skewed and dependent, so that no Gaussian is the truth, with weights from 1 to 3. */
  private static RowBlock skewedRows(int n, int d) {
    RandomGenerator random = new Seed(1).generator();
    double[][] rows = new double[n][d];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      double common = Math.exp(0.5 * random.nextGaussian());
      for (int j = 0; j < d; j++) {
        rows[i][j] = 1000 * j + Math.pow(10, j) * (common + random.nextGaussian());
      }
      weights[i] = 1 + i % 3;
    }
    return RowBlock.ofRows(rows).withWeights(weights);
  }

  private static Mixture maximum(ComponentFamily family, RowBlock rows) {
    List<Component> one =
        family.maximise(HardAssignment.ofOne(family, rows).components(), Penalty.NONE);
    return Mixture.of(family, new double[] {1}, one);
  }

  private static Optional<double[]> errors(Mixture mixture, RowBlock rows, Penalty penalty) {
    return Sandwich.sums(mixture, rows, Integer.MAX_VALUE)
        .flatMap(sums -> Sandwich.scaledStandardErrors(mixture, sums, sums.weight(), penalty));
  }

  /**
   * With one component the sandwich is the sum of squared influence functions over N²: of a mean x
   * − m, of the logarithm of a standard deviation (u² − 1) / 2 with u = (x − m) / s, of Fisher's z
   * (u v − ρ (u² + v²) / 2) / (1 − ρ²). A common log σ of d variables has the mean of the u² of
   * all.
   */
  @Test
  public void oneComponentHasTheVarianceOfItsInfluenceFunctions() {
    int d = 3;
    RowBlock rows = skewedRows(200, d);
    for (ModelType type : Families.types()) {
      ComponentFamily family = Families.of(type);
      Mixture mixture = maximum(family, rows);
      double[] mean = mixture.component(0).mean();
      double[] deviations = mixture.component(0).standardDeviations();
      List<ReportedParameter> list = MixtureParameters.like(mixture).list();
      double[] values = MixtureParameters.like(mixture).values(mixture);
      double[] squares = new double[list.size()];
      for (int i = 0; i < rows.rows(); i++) {
        double[] u = rows.row(i);
        for (int j = 0; j < d; j++) {
          u[j] = (u[j] - mean[j]) / deviations[j];
        }
        for (int p = 0; p < squares.length; p++) {
          double influence = influence(list.get(p), values[p], u, deviations);
          squares[p] += rows.weights()[i] * influence * influence;
        }
      }
      double[] actual = errors(mixture, rows, Penalty.NONE).orElseThrow();
      assertEquals(squares.length, actual.length);
      for (int p = 0; p < squares.length; p++) {
        double expected = Math.sqrt(squares[p]) / rows.totalWeight();
        assertEquals(type + " " + list.get(p), 1, actual[p] / expected, 10 * DIFFERENCES);
      }
    }
  }

  private static double influence(
      ReportedParameter parameter, double value, double[] u, double[] deviations) {
    int j = parameter.variable();
    return switch (parameter.name()) {
      case "mean" -> u[j] * deviations[j];
      case "standard_deviation" -> (square(u, j) - 1) / 2;
      case "correlation" -> {
        double v = u[parameter.other()];
        yield (u[j] * v - value * (u[j] * u[j] + v * v) / 2) / (1 - value * value);
      }
      default -> throw new AssertionError(parameter);
    };
  }

  private static double square(double[] u, int j) {
    return j == ReportedParameter.ALL
        ? Arrays.stream(u).map(each -> each * each).average().orElseThrow()
        : u[j] * u[j];
  }

  /** Louis's identity, by differences of the log-likelihood itself. */
  @Test
  public void informationIsTheCurvatureOfTheLogLikelihood() {
    for (ModelType type : Families.types()) {
      for (int k = 1; k <= 3; k++) {
        ComponentFamily family = Families.of(type);
        Mixture mixture = Populations.mixture(family, k, 2, 1.5, 20 + k);
        // Rows of another mixture near by: it holds at any point, not only at a maximum.
        RowBlock rows = Populations.rows(Populations.mixture(family, k, 2, 1.4, 20 + k), 300, 4);
        Penalty penalty = Penalty.of(3, rows.totalWeight(), Moments.of(rows));
        ScoreSums sums = Sandwich.sums(mixture, rows, 1000).orElseThrow();
        double[] actual = Sandwich.information(mixture, sums, rows.totalWeight(), penalty);
        assertCurvature(type + " " + k, new Likelihood(mixture, rows, penalty), actual);
      }
    }
  }

  private static void assertCurvature(String what, Likelihood likelihood, double[] actual) {
    int size = likelihood.at.length;
    double[] diagonal = new double[size];
    for (int i = 0; i < size; i++) {
      diagonal[i] = likelihood.curvature(i, i);
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double unit = Math.sqrt(Math.abs(diagonal[i] * diagonal[j])) + 1;
        // The test's own differences, of a step of 1e-3, and log-likelihoods of 1e3 that round at
        // 1e-12 over its square.
        assertEquals(
            what + ": " + i + ", " + j,
            likelihood.curvature(i, j) / unit,
            actual[PackedCholesky.index(i, j)] / unit,
            1e-5);
      }
    }
  }

  /** ℓ and the penalty as a function of log π_k / π_K and of scaled parameters. */
  private record Likelihood(
      ComponentFamily family, int k, int d, double[] at, RowBlock rows, Penalty penalty) {

    Likelihood(Mixture mixture, RowBlock rows, Penalty penalty) {
      this(mixture.family(), mixture.size(), mixture.dimension(), at(mixture), rows, penalty);
    }

    private static double[] at(Mixture mixture) {
      List<Double> at = new ArrayList<>();
      int last = mixture.size() - 1;
      for (int k = 0; k < last; k++) {
        at.add(Math.log(mixture.weight(k) / mixture.weight(last)));
      }
      MixtureParameters all = MixtureParameters.like(mixture);
      double[] scaled = all.scaled(all.values(mixture));
      int from = scaled.length - mixture.family().parameterValues(mixture.components()).length;
      for (int i = from; i < scaled.length; i++) {
        at.add(scaled[i]);
      }
      return at.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double of(double[] point) {
      double[] counts = new double[k];
      for (int c = 0; c < k; c++) {
        counts[c] = c < k - 1 ? Math.exp(point[c]) : 1;
      }
      List<ReportedParameter> list = family.parameters(k, d);
      double[] values = new double[list.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = list.get(i).scale().back(point[k - 1 + i]);
      }
      List<Component> components = family.ofParameterValues(values, k, d);
      Mixture mixture = Mixture.ofCounts(family, counts, components);
      return ExpectationStep.of(mixture, rows).logLikelihood()
          + family.penaltyTerm(components, penalty);
    }

    /** −∂², by four points; rows have standard deviations of about one. */
    double curvature(int i, int j) {
      double step = 1e-3;
      double sum = 0;
      for (int a = -1; a <= 1; a += 2) {
        for (int b = -1; b <= 1; b += 2) {
          double[] point = at.clone();
          point[i] += a * step / 2;
          point[j] += b * step / 2;
          sum += a * b * of(point);
        }
      }
      return -sum / (step * step);
    }
  }

  /** At the maximum, and at the penalised one, where the mean score is the penalty's. */
  @Test
  public void scoresAddUpToNothingAtTheMaximum() {
    ComponentFamily family = Families.ofShape("VVV");
    RowBlock rows = Populations.rows(Populations.mixture(family, 2, 2, 3, 5), 400, 6);
    Mixture start = Populations.mixture(family, 2, 2, 3, 5);
    Penalty none = new Penalty(0, Moments.of(rows));
    Mixture mixture =
        ExpectationMaximisation.run(rows, start, none, new EmSettings(2000, 1e-15)).mixture();
    ScoreSums sums = Sandwich.sums(mixture, rows, 1000).orElseThrow();
    for (int i = 0; i < sums.scores().length; i++) {
      // EM's last step leaves 1e-15 nats a row: the root of it, of the scores' own spread.
      double spread = Math.sqrt(sums.products()[PackedCholesky.index(i, i)]);
      assertEquals(0, sums.scores()[i], 1e-4 * spread);
    }
  }

  /** Units of the data are no matter: standard errors on scales stay, of means they go along. */
  @Test
  public void unitsOfTheDataAreNoMatter() {
    ComponentFamily family = Families.ofShape("VVV");
    Mixture mixture = Populations.mixture(family, 2, 2, 2, 7);
    RowBlock rows = Populations.rows(mixture, 500, 8);
    Mixture moved = rescaled(mixture);
    double[] values = rows.columns().clone();
    for (int i = 0; i < rows.rows(); i++) {
      values[i] = 1e-12 * values[i];
      values[rows.rows() + i] = 1e9 * values[rows.rows() + i] + 1e12;
    }
    RowBlock movedRows = RowBlock.ofColumns(rows.rows(), 2, values, rows.weights().clone());
    double[] own = errors(mixture, rows, Penalty.NONE).orElseThrow();
    double[] other = errors(moved, movedRows, Penalty.NONE).orElseThrow();
    List<ReportedParameter> list = MixtureParameters.like(mixture).list();
    for (int i = 0; i < own.length; i++) {
      double factor =
          list.get(i).scale() != ParameterScale.IDENTITY
              ? 1
              : list.get(i).variable() == 0 ? 1e-12 : 1e9;
      assertEquals(list.get(i).toString(), 1, other[i] / own[i] / factor, 10 * DIFFERENCES);
    }
  }

  private static Mixture rescaled(Mixture mixture) {
    List<Component> components = new ArrayList<>();
    for (Component component : mixture.components()) {
      double[] mean = component.mean();
      double[] c = NamedArray.find(mixture.family().write(component), "covariance");
      components.add(
          mixture
              .family()
              .read(
                  List.of(
                      new NamedArray("mean", new double[] {1e-12 * mean[0], 1e9 * mean[1] + 1e12}),
                      new NamedArray(
                          "covariance", new double[] {1e-24 * c[0], 1e-3 * c[1], 1e18 * c[2]}))));
    }
    return Mixture.of(mixture.family(), mixture.weights(), components);
  }

  /** Steps are small for the component even where its variables nearly determine each other. */
  @Test
  public void variablesThatNearlyDetermineEachOther() {
    RandomGenerator random = new Seed(9).generator();
    double[][] values = new double[400][3];
    for (double[] row : values) {
      row[0] = random.nextGaussian();
      row[1] = row[0] + 0.1 * random.nextGaussian();
      row[2] = row[0] - row[1] + 0.02 * random.nextGaussian();
    }
    RowBlock rows = RowBlock.ofRows(values);
    Mixture mixture = maximum(Families.ofShape("VVV"), rows);
    double[] actual = errors(mixture, rows, Penalty.NONE).orElseThrow();
    for (int j = 0; j < 3; j++) {
      double expected = mixture.component(0).standardDeviations()[j] / 20;
      // Its inverse enlarges the differences' error by the smallest pivots: 1e-4 and less here.
      assertEquals(1, actual[j] / expected, 1e-2);
    }
  }

  @Test
  public void sumsAreThoseOfTheUnion() {
    for (ModelType type : Families.types()) {
      ComponentFamily family = Families.of(type);
      Mixture mixture = Populations.mixture(family, 3, 2, 2, 10);
      RowBlock rows = Populations.rows(mixture, 700, 11);
      int[] first = java.util.stream.IntStream.range(0, 250).toArray();
      int[] second = java.util.stream.IntStream.range(250, 700).toArray();
      ScoreSums whole = Sandwich.sums(mixture, rows, 1000).orElseThrow();
      ScoreSums parts =
          Sandwich.sums(mixture, rows.select(first), 1000)
              .orElseThrow()
              .plus(Sandwich.sums(mixture, rows.select(second), 1000).orElseThrow());
      assertEquals(whole.weight(), parts.weight(), 0);
      // 700 roundings of terms that add up to the diagonal's size.
      double size = Arrays.stream(whole.products()).map(Math::abs).max().orElseThrow();
      assertArrayEquals(whole.scores(), parts.scores(), 1e-12 * size);
      assertArrayEquals(whole.products(), parts.products(), 1e-12 * size);
      assertArrayEquals(whole.missing(), parts.missing(), 1e-12 * size);
      assertArrayEquals(whole.statistics().weights(), parts.statistics().weights(), 1e-12 * 700);
    }
  }

  /** Every third row is enough of a look, and the total is still all rows'. */
  @Test
  public void someOfTheRowsStandForAll() {
    ComponentFamily family = Families.ofShape("VVI");
    Mixture mixture = Populations.mixture(family, 2, 2, 4, 12);
    RowBlock rows = Populations.rows(mixture, 9000, 13);
    ScoreSums some = Sandwich.sums(mixture, rows, 3000).orElseThrow();
    assertEquals(3000, some.weight(), 0);
    double[] ofSome =
        Sandwich.scaledStandardErrors(mixture, some, 9000, Penalty.NONE).orElseThrow();
    double[] ofAll = errors(mixture, rows, Penalty.NONE).orElseThrow();
    for (int i = 0; i < ofAll.length; i++) {
      // Variances of scores are known to √(2/n) from n normal ones; a component has 1000 here.
      assertEquals(1, ofSome[i] / ofAll[i], 4 * Math.sqrt(1 / 2000.0));
    }
  }

  private static Mixture normals(double distance, double deviation) {
    ComponentFamily family = Families.ofShape("VVV");
    List<Component> components = new ArrayList<>();
    for (int sign = -1; sign <= 1; sign += 2) {
      components.add(
          family.read(
              List.of(
                  new NamedArray("mean", new double[] {sign * distance / 2}),
                  new NamedArray("covariance", new double[] {deviation * deviation}))));
    }
    return Mixture.of(family, new double[] {0.5, 0.5}, components);
  }

  @Test
  public void whatIsNoMaximumHasNoStandardErrors() {
    RowBlock rows = skewedRows(300, 1);
    double deviation = Math.sqrt(Moments.of(rows).covariance(0, 0));
    // The same component twice: nothing tells its halves apart.
    assertTrue(errors(normals(0, deviation), rows, Penalty.NONE).isEmpty());
    // Too narrow, which is a saddle: the likelihood grows as the two part.
    assertTrue(errors(normals(0.01, deviation / 2), rows, Penalty.NONE).isEmpty());
    Mixture maximum =
        ExpectationMaximisation.run(
                rows,
                normals(2 * deviation, deviation),
                new Penalty(0, Moments.of(rows)),
                new EmSettings(2000, 1e-12))
            .mixture();
    assertTrue(errors(maximum, rows, Penalty.NONE).isPresent());
  }

  /** Correlations of 1 − 1e-14 are covariances still, but no step from there is a small one. */
  @Test
  public void theEdgeOfTheFamilyHasNoScores() {
    ComponentFamily family = Families.ofShape("VVV");
    Component edge =
        family.read(
            List.of(
                new NamedArray("mean", new double[2]),
                new NamedArray("covariance", new double[] {1, 1 - 1e-14, 1})));
    Mixture mixture = Mixture.of(family, new double[] {1}, List.of(edge));
    RowBlock rows = RowBlock.ofRows(new double[][] {{0, 0}, {1, 1}, {2, 2}});
    assertTrue(Sandwich.sums(mixture, rows, 10).isEmpty());
  }

  @Test
  public void largeModelsAreLeftOut() {
    ComponentFamily full = Families.ofShape("VVV");
    assertTrue(Sandwich.suits(Populations.mixture(full, 2, 20, 1, 14)));
    // 5 (20 + 210) + 4 parameters.
    assertTrue(!Sandwich.suits(Populations.mixture(full, 5, 20, 1, 14)));
  }
}
