package org.mixreduce.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Path;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.model.Mixture;

/** One judge for all tools: the log-likelihood of a mixture on all rows of a file. */
final class Evaluator {

  private final Mixture mixture;
  private double logLikelihood;
  private double rows;

  private Evaluator(Mixture mixture) {
    this.mixture = mixture;
  }

  /** (1/N) Σ_i log f(x_i), in nats; larger is better. */
  static double logLikelihoodPerRow(Mixture mixture, Path file) throws IOException {
    Evaluator evaluator = new Evaluator(mixture);
    new TextRows(file, mixture.dimension()).forEach(evaluator::add);
    return evaluator.logLikelihood / evaluator.rows;
  }

  private void add(RowBlock block) {
    Expectation expectation = ExpectationStep.of(mixture, block);
    logLikelihood += expectation.logLikelihood();
    rows += expectation.weight();
  }
}
