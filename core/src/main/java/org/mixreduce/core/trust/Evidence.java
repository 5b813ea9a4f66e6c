package org.mixreduce.core.trust;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.Uncertainty;

/**
 * What a verdict on the selected model rests on.
 *
 * @param mixture the model
 * @param rows N
 * @param penalised the largest share of a variance that is the penalty's, see {@link
 *     org.mixreduce.core.certify.Certification#penaltyShare}
 * @param general how the shape without the constraint does; empty if it was not compared
 * @param precautions that the run has taken already, so that none is advised twice
 * @param apart what the local fits' moments say of the subsets; empty if they were too few to judge
 * @param subsets what they lose by it; empty if its local fits are not at hand
 * @param local its local fits
 * @param updates the exact updates
 * @param selection how it was selected
 * @param uncertainty of its parameters, if asked for
 * @param atoms columns with a value that many rows share
 */
public record Evidence(
    Mixture mixture,
    double rows,
    double penalised,
    Optional<ShapeComparison> general,
    Set<Precaution> precautions,
    Optional<Apart> apart,
    Optional<Heterogeneity> subsets,
    LocalFits local,
    Updates updates,
    Selection selection,
    Optional<Uncertainty> uncertainty,
    List<String> atoms) {

  /** Copies the collections. */
  public Evidence {
    precautions = Set.copyOf(precautions);
    atoms = List.copyOf(atoms);
  }

  /** What a run may do against rows that are sorted or corrupt. */
  public enum Precaution {
    /** Rows were redistributed at random. */
    SHUFFLED,
    /** Subsets whose local fits lie apart were left out. */
    OUTLYING_LEFT_OUT
  }

  /**
   * Local fits.
   *
   * @param sound how many there are
   * @param failed how many failed
   * @param optimism ō, in nats, on average; not a number without replicates
   * @param replicates behind ō
   * @param made by which run
   */
  public record LocalFits(long sound, long failed, double optimism, long replicates, MadeBy made) {}

  /** Which run made the local fits, and so could make others. */
  public enum MadeBy {
    /** The run that is judged. */
    THIS_RUN,
    /** Runs whose fits it reduced. */
    EARLIER_RUNS
  }

  /** Subsets that have a sound local fit, and those that have not. */
  long allSubsets() {
    return local.sound() + local.failed();
  }

  /** A remedy by options of the run that makes the local fits. */
  String refit(String options) {
    return local.made() == MadeBy.THIS_RUN ? options : "fit the runs again with " + options;
  }

  /**
   * Exact updates.
   *
   * @param done behind the model
   * @param tolerance nats per row: one that gained less was the last
   * @param lastChange what the last two changed at most, in nats of all rows; not a number without
   *     one
   * @param stuck whether EM's next step leads to no mixture
   * @param origin how the model was found
   * @param rival what the next best origin led to; empty if there was no other
   */
  public record Updates(
      int done,
      double tolerance,
      double lastChange,
      boolean stuck,
      String origin,
      Optional<Rival> rival) {}

  /**
   * The next best origin's model.
   *
   * @param origin how it was found
   * @param gap how much better the chosen one is, in nats
   * @param lastChange what its last two exact updates changed at most, in nats; not a number
   *     without
   * @param stuck whether EM's next step leads to no mixture
   */
  public record Rival(String origin, double gap, double lastChange, boolean stuck) {}

  /**
   * The selection.
   *
   * @param selected shape and K
   * @param criterion its name
   * @param runnerUp the next best, if there is any, and its distance in the criterion
   * @param asked the K that were asked for, ascending
   * @param reached largest K of its shape that was certified
   * @param stopped whether a larger K of its shape was asked for and not looked at
   * @param patience how many K in a row may be no better before the chain stops
   * @param foretold what the pseudo-BIC would have selected; null if it had nothing to say
   * @param votes of subsets and their replicates on the candidates
   */
  public record Selection(
      CandidateKey selected,
      String criterion,
      Optional<Map.Entry<CandidateKey, Double>> runnerUp,
      List<Integer> asked,
      int reached,
      boolean stopped,
      int patience,
      CandidateKey foretold,
      Votes votes) {

    /** Copies the list. */
    public Selection {
      asked = List.copyOf(asked);
    }

    /** The smallest K that was asked for. */
    int least() {
      return asked.get(0);
    }

    /** The largest K that was asked for. */
    int most() {
      return asked.get(asked.size() - 1);
    }

    /** More patience than the run had. */
    String morePatience() {
      return "--patience " + 2 * patience;
    }
  }
}
