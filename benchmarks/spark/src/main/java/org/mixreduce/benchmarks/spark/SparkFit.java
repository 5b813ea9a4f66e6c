package org.mixreduce.benchmarks.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.stat.distribution.MultivariateGaussian;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Fits one Gaussian mixture to a delimited file with Spark on all cores of this machine and writes
 * its parameters as JSON.
 *
 * <p>Arguments: CSV file with a header, its variables (the first d of its columns), rows, K, the
 * tolerance in nats per row, iterations at most, the file to write. Spark's own tolerance is on the
 * log-likelihood of all rows, so it is given the tolerance times the rows.
 */
public final class SparkFit {

  private final String[] arguments;

  private SparkFit(String[] arguments) {
    this.arguments = arguments;
  }

  /** Runs the fit. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 7) {
      System.err.println("usage: SparkFit CSV d ROWS K TOLERANCE ITERATIONS OUT");
      System.exit(2);
    }
    new SparkFit(arguments).run();
  }

  private void run() throws IOException {
    int d = Integer.parseInt(arguments[1]);
    long rows = Long.parseLong(arguments[2]);
    SparkSession spark =
        SparkSession.builder()
            .appName("MixReduce benchmarks")
            .master("local[*]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    try {
      GaussianMixture estimator =
          new GaussianMixture()
              .setK(Integer.parseInt(arguments[3]))
              .setTol(Double.parseDouble(arguments[4]) * rows)
              .setMaxIter(Integer.parseInt(arguments[5]))
              .setSeed(1);
      // The estimator persists the rows itself, in memory as far as they fit.
      GaussianMixtureModel model = estimator.fit(rows(spark, d));
      Map<String, Object> result = parameters(model);
      result.put("iterations", model.summary().numIter());
      result.put("converged", model.summary().numIter() < estimator.getMaxIter());
      result.put("log_likelihood_per_row", model.summary().logLikelihood() / rows);
      result.put("version", spark.version());
      new ObjectMapper().writeValue(Path.of(arguments[6]).toFile(), result);
    } finally {
      spark.stop();
    }
  }

  private Dataset<Row> rows(SparkSession spark, int d) {
    StructType schema = new StructType();
    String[] names = new String[d];
    for (int j = 0; j < d; j++) {
      names[j] = "V" + (j + 1);
      schema = schema.add(names[j], DataTypes.DoubleType);
    }
    schema = schema.add("_component", DataTypes.IntegerType);
    Dataset<Row> table = spark.read().schema(schema).option("header", true).csv(arguments[0]);
    return new VectorAssembler()
        .setInputCols(names)
        .setOutputCol("features")
        .transform(table)
        .select("features");
  }

  private static Map<String, Object> parameters(GaussianMixtureModel model) {
    MultivariateGaussian[] gaussians = model.gaussians();
    double[][] means = new double[gaussians.length][];
    double[][][] covariances = new double[gaussians.length][][];
    for (int k = 0; k < gaussians.length; k++) {
      means[k] = gaussians[k].mean().toArray();
      covariances[k] = square(gaussians[k].cov());
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("weights", model.weights());
    parameters.put("means", means);
    parameters.put("covariances", covariances);
    return parameters;
  }

  private static double[][] square(Matrix matrix) {
    double[][] rows = new double[matrix.numRows()][matrix.numCols()];
    for (int j = 0; j < rows.length; j++) {
      for (int l = 0; l < rows[j].length; l++) {
        rows[j][l] = matrix.apply(j, l);
      }
    }
    return rows;
  }
}
