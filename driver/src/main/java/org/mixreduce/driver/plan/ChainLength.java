package org.mixreduce.driver.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.certify.Contenders;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.uncertainty.BagPlan;
import org.mixreduce.driver.chain.FitRequest;

/**
 * How many jobs a chain has at least and at most, and what each of them handles.
 *
 * @param least rounds if every shape stops as soon as it may
 * @param most rounds if none stops early
 */
record ChainLength(
    FitRequest request, List<List<CandidateKey>> least, List<List<CandidateKey>> most) {

  /** Of candidates that have enough rows. */
  static ChainLength of(FitRequest request, List<CandidateKey> feasible) {
    return new ChainLength(
        request,
        rounds(request, feasible, 1 + request.chain().patience()),
        rounds(request, feasible, Integer.MAX_VALUE));
  }

  /** Candidates by round; a shape has a round to itself for so many K, and stops between rounds. */
  private static List<List<CandidateKey>> rounds(
      FitRequest request, List<CandidateKey> feasible, int enough) {
    Map<ModelType, Integer> places = new HashMap<>();
    List<List<CandidateKey>> rounds = new ArrayList<>();
    for (CandidateKey key : feasible) {
      int place = places.merge(key.type(), 1, Integer::sum) - 1;
      int round = place / request.chain().round();
      if ((long) round * request.chain().round() < enough) {
        while (rounds.size() <= round) {
          rounds.add(new ArrayList<>());
        }
        rounds.get(round).add(key);
      }
    }
    return rounds;
  }

  static List<CandidateKey> candidates(List<List<CandidateKey>> rounds) {
    return rounds.stream().flatMap(List::stream).toList();
  }

  /** Scans of a model that arrives at once: its evaluation, and the update that says so. */
  int leastScans() {
    return Math.min(1, request.chain().refine()) + 1;
  }

  /** Scans by default: the evaluation, and all updates. */
  int usualScans() {
    return request.chain().refine() + 1;
  }

  /** Scans where the model that is selected arrives late or never. */
  int mostScans() {
    return usualScans() + Contenders.MORE_UPDATES * request.chain().refine();
  }

  /**
   * Mixtures that a scan evaluates for one candidate: reduction, pooled sample and eight local
   * fits; after an update of each, where rows are not few, the two and the best of the eight, with
   * three proposals each.
   */
  static int mixtures(int scan, boolean fewRows, long subsets) {
    int locals = subsets > 1 ? (int) Math.min(Candidate.LOCALS, subsets) : 0;
    if (scan == 0) {
      return 2 + locals;
    }
    if (scan == 1) {
      return 6 + locals;
    }
    return 6 + (fewRows ? 3 * locals : Math.min(3, 3 * locals));
  }

  /** Waves of bags at least. */
  int leastWaves() {
    return request.bags() ? 1 : 0;
  }

  /** Waves of bags at most, of so many rows. */
  int mostWaves(BagPlan bags) {
    return request.bags() ? (bags.bags() + BagPlan.WAVE - 1) / BagPlan.WAVE : 0;
  }
}
