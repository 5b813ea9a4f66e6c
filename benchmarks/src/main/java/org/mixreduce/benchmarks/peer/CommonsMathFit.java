package org.mixreduce.benchmarks.peer;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.MixtureMultivariateNormalDistribution;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.distribution.fitting.MultivariateNormalMixtureExpectationMaximization;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.util.Pair;
import org.mixreduce.benchmarks.compare.TextRows;
import org.mixreduce.core.data.RowBlock;

/**
 * Fits one Gaussian mixture to a delimited file with Commons Math and writes its parameters as
 * JSON.
 *
 * <p>Arguments: CSV file with a header, its variables (the first d of its columns), K, the
 * tolerance in nats per row (which is what Commons Math's threshold is too), iterations at most,
 * the file to write.
 */
public final class CommonsMathFit {

  private CommonsMathFit() {}

  /** Runs the fit. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 6) {
      System.err.println("usage: CommonsMathFit CSV d K TOLERANCE ITERATIONS OUT");
      System.exit(2);
    }
    double[][] rows = read(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    MixtureMultivariateNormalDistribution start =
        MultivariateNormalMixtureExpectationMaximization.estimate(
            rows, Integer.parseInt(arguments[2]));
    MultivariateNormalMixtureExpectationMaximization em =
        new MultivariateNormalMixtureExpectationMaximization(rows);
    boolean converged = true;
    try {
      em.fit(start, Integer.parseInt(arguments[4]), Double.parseDouble(arguments[3]));
    } catch (ConvergenceException e) {
      // Thrown after the last iteration too; the model so far stays.
      converged = false;
    }
    Map<String, Object> result = parameters(em.getFittedModel());
    result.put("converged", converged);
    result.put("log_likelihood_per_row", em.getLogLikelihood());
    new ObjectMapper().writeValue(Path.of(arguments[5]).toFile(), result);
  }

  private static double[][] read(Path file, int d) throws IOException {
    RowBlock block = new TextRows(file, d).all();
    double[][] rows = new double[block.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = block.row(i);
    }
    return rows;
  }

  private static Map<String, Object> parameters(MixtureMultivariateNormalDistribution model) {
    List<Pair<Double, MultivariateNormalDistribution>> components = model.getComponents();
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("weights", components.stream().map(Pair::getFirst).toList());
    parameters.put("means", components.stream().map(c -> c.getSecond().getMeans()).toList());
    parameters.put(
        "covariances",
        components.stream().map(c -> c.getSecond().getCovariances().getData()).toList());
    return parameters;
  }
}
