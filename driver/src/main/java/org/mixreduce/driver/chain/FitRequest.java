package org.mixreduce.driver.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.driver.input.ColumnOptions;

/**
 * What a run of {@code fit} is asked for.
 *
 * @param reading how files become rows
 * @param types shapes to try
 * @param components numbers of components to try, ascending
 * @param local how subsets and the pooled sample are fitted
 * @param chain how rounds and scans proceed
 * @param aggregate what becomes of local fits that lie apart
 * @param limits how much bad input is borne
 * @param startModel a model to start fits of its K from
 * @param seed of everything random
 */
public record FitRequest(
    Reading reading,
    List<ModelType> types,
    List<Integer> components,
    Local local,
    Chain chain,
    Aggregate aggregate,
    Limits limits,
    Optional<StartModel> startModel,
    long seed) {

  /**
   * Files and their rows.
   *
   * @param syntax of the text
   * @param header whether every file begins with names
   * @param columns which columns are what
   * @param order in which rows become subsets
   */
  public record Reading(
      RowLayout.Syntax syntax, boolean header, ColumnOptions columns, RowOrder order) {}

  /** The order in which rows become subsets. */
  public enum RowOrder {
    /** As they stand in the files. */
    AS_STORED,
    /** At random: they are redistributed before anything else. */
    SHUFFLED
  }

  /**
   * Fits of subsets and of the pooled sample.
   *
   * @param subsetRows rows of a subset
   * @param poolRows rows of the pooled sample, 0 for none
   * @param starts starting points of a fit
   * @param replicates bootstrap replicates of a job
   * @param penalty multiplier of the penalty
   */
  public record Local(int subsetRows, int poolRows, int starts, int replicates, double penalty) {}

  /**
   * Rounds and scans.
   *
   * @param round numbers of components a round
   * @param patience numbers of components without a better pseudo-BIC before the chain stops
   * @param refine exact updates at most
   * @param tolerance nats per row: an exact update that gains less is the last
   * @param criterion that selects
   * @param errors how standard errors are found
   */
  public record Chain(
      int round, int patience, int refine, double tolerance, Criterion criterion, Errors errors) {}

  /** What becomes of subsets whose local fits lie apart from the others. */
  public enum Aggregate {
    /** They are reduced with the others; a warning names them. */
    KL,
    /** They are left out of everything. */
    ROBUST;

    /** As the command line has it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Standard errors.
   *
   * @param choice whose parameters get them
   * @param bagRows rows of a bag at most
   */
  public record Errors(StandardErrorChoice choice, int bagRows) {
    /** None, and so no bags. */
    public static final Errors NONE = new Errors(StandardErrorChoice.NONE, 1);
  }

  /** Which models get standard errors. */
  public enum StandardErrorChoice {
    /** None. */
    NONE,
    /** The selected one. */
    SELECTED,
    /** Every certified one. */
    ALL;

    /** As the command line has it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A model to start from.
   *
   * @param file where tasks read it
   * @param dimension its number of variables
   */
  public record StartModel(String file, int dimension) {}

  /**
   * Bad input.
   *
   * @param badRows share of malformed rows that is borne
   * @param missingRows share of rows with missing values that is borne
   */
  public record Limits(double badRows, double missingRows) {}

  /** The same without exact updates. */
  FitRequest withoutUpdates() {
    Chain still =
        new Chain(
            chain.round(),
            chain.patience(),
            0,
            chain.tolerance(),
            chain.criterion(),
            chain.errors());
    return new FitRequest(
        reading, types, components, local, still, aggregate, limits, startModel, seed);
  }

  /** The same without a pooled sample. */
  FitRequest withoutPool() {
    Local alone =
        new Local(local.subsetRows(), 0, local.starts(), local.replicates(), local.penalty());
    return new FitRequest(
        reading, types, components, alone, chain, aggregate, limits, startModel, seed);
  }

  /** Whether bags of rows go to reducers, for standard errors. */
  public boolean bags() {
    return chain.errors().choice() != StandardErrorChoice.NONE && local.poolRows() > 0;
  }

  /** What is asked for, shape by shape with K ascending. */
  public List<CandidateKey> candidates() {
    List<CandidateKey> keys = new ArrayList<>();
    for (ModelType type : types) {
      for (int k : components) {
        keys.add(new CandidateKey(type, k));
      }
    }
    return keys;
  }
}
