package org.mixreduce.benchmarks.compare;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FittedMixtureTest {

  /** Decimal numbers of a few digits: exact but for their own rounding. */
  private static final double ROUNDING = 1e-12;

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void readsAPeersParametersAndJudgesThem() throws IOException {
    Path parameters =
        file(
            "parameters.json",
            "{\"weights\":[0.25,0.75],\"means\":[[0,0],[1,2]],"
                + "\"covariances\":[[[1,0],[0,1]],[[2,1],[1,3]]],"
                + "\"iterations\":7,\"converged\":false,\"version\":\"1.0\"}");
    FittedMixture fitted = FittedMixture.ofPeer(parameters);
    assertEquals("7 (not converged)", fitted.iterations());
    assertEquals("1.0", fitted.version());
    assertArrayEquals(new double[] {0.25, 0.75}, fitted.mixture().weights(), ROUNDING);

    Path rows = file("rows.csv", "V1,V2,_component\n0,0,1\n1,2,2\n");
    double atZero = Math.log(0.25 * density(0, 1) + 0.75 * density((3 - 4 + 8) / 5.0, 5));
    double atMean = Math.log(0.25 * density(5, 1) + 0.75 * density(0, 5));
    assertEquals(
        (atZero + atMean) / 2, Evaluator.logLikelihoodPerRow(fitted.mixture(), rows), ROUNDING);
  }

  @Test
  public void readsMixReducesOwnModel() throws IOException {
    Path model =
        file(
            "model.json",
            "{\"version\":\"0.1.0\",\"exact_updates\":2,\"components\":["
                + "{\"weight\":1.0,\"mean\":[1.0,2.0],\"covariance\":[2.0,1.0,3.0]}]}");
    FittedMixture fitted = FittedMixture.ofMixReduce(model);
    assertEquals("2 exact", fitted.iterations());
    Path rows = file("rows.csv", "V1,V2,_component\n0,0,1\n");
    assertEquals(
        Math.log(density((3 - 4 + 8) / 5.0, 5)),
        Evaluator.logLikelihoodPerRow(fitted.mixture(), rows),
        ROUNDING);
  }

  /** Of two variables, from the squared Mahalanobis distance and the determinant. */
  private static double density(double squaredDistance, double determinant) {
    return Math.exp(-squaredDistance / 2) / (2 * Math.PI * Math.sqrt(determinant));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.getRoot().toPath().resolve(name), text);
  }
}
