package org.mixreduce.benchmarks.compare;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.model.Mixture;

/**
 * What a tool found.
 *
 * @param mixture K Gaussians of shape VVV
 * @param iterations as the tool counts them; a dash if it does not tell
 * @param version as the tool's process tells it; empty if it does not
 */
record FittedMixture(Mixture mixture, String iterations, String version) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Reads what the peers' programs write: weights, means (K × d) and covariances (K × d × d). */
  static FittedMixture ofPeer(Path file) throws IOException {
    JsonNode root = JSON.readTree(file.toFile());
    int k = root.path("weights").size();
    double[] weights = new double[k];
    List<double[]> means = new ArrayList<>();
    List<double[]> covariances = new ArrayList<>();
    for (int c = 0; c < k; c++) {
      weights[c] = root.path("weights").path(c).doubleValue();
      means.add(numbers(root.path("means").path(c)));
      covariances.add(lowerTriangle(root.path("covariances").path(c)));
    }
    String iterations = root.has("iterations") ? root.path("iterations").asText() : "–";
    if (root.has("converged") && !root.path("converged").booleanValue()) {
      iterations += " (not converged)";
    }
    return new FittedMixture(
        mixture(weights, means, covariances), iterations, root.path("version").asText());
  }

  /** Reads MixReduce's model.json. */
  static FittedMixture ofMixReduce(Path file) throws IOException {
    JsonNode root = JSON.readTree(file.toFile());
    double[] weights = new double[root.path("components").size()];
    List<double[]> means = new ArrayList<>();
    List<double[]> covariances = new ArrayList<>();
    for (JsonNode component : root.path("components")) {
      weights[means.size()] = component.path("weight").doubleValue();
      means.add(numbers(component.path("mean")));
      covariances.add(numbers(component.path("covariance")));
    }
    String updates = root.path("exact_updates").asText() + " exact";
    return new FittedMixture(
        mixture(weights, means, covariances), updates, root.path("version").asText());
  }

  private static Mixture mixture(
      double[] weights, List<double[]> means, List<double[]> covariances) {
    ComponentFamily family = Families.ofShape("VVV");
    List<Component> components = new ArrayList<>();
    for (int k = 0; k < weights.length; k++) {
      components.add(
          family.read(
              List.of(
                  new NamedArray("mean", means.get(k)),
                  new NamedArray("covariance", covariances.get(k)))));
    }
    // Weights are scaled to add up to one: some tools' do so to fewer digits than core asks for.
    return Mixture.ofCounts(family, weights, components);
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int j = 0; j < numbers.length; j++) {
      numbers[j] = array.path(j).doubleValue();
    }
    return numbers;
  }

  private static double[] lowerTriangle(JsonNode square) {
    double[] packed = new double[PackedCholesky.length(square.size())];
    for (int j = 0; j < square.size(); j++) {
      for (int l = 0; l <= j; l++) {
        packed[PackedCholesky.index(j, l)] = square.path(j).path(l).doubleValue();
      }
    }
    return packed;
  }
}
