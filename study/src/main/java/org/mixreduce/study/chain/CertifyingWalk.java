package org.mixreduce.study.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.certify.Contenders;
import org.mixreduce.core.certify.Origins;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.model.Mixture;

/** One origin's way through the scans, with what it was after each. */
final class CertifyingWalk {

  private final Certification certification;
  private final Function<Mixture, Expectation> scan;
  private final List<CertifiedPath.Step> steps = new ArrayList<>();

  private CertifyingWalk(Certification certification, Function<Mixture, Expectation> scan) {
    this.certification = certification;
    this.scan = scan;
  }

  /**
   * Walks from all origins of a candidate to the default end, side by side.
   *
   * @param scan one E-step over all rows
   */
  static List<CertifyingWalk> of(Origins origins, Function<Mixture, Expectation> scan) {
    List<CertifyingWalk> walks =
        origins.ways().stream().map(way -> new CertifyingWalk(way, scan)).toList();
    List<CertifyingWalk> live = walks;
    while (!live.isEmpty()) {
      live.forEach(CertifyingWalk::step);
      origins.letGo();
      live = walks.stream().filter(walk -> !walk.certification.ended()).toList();
    }
    return walks;
  }

  private void step() {
    certification.take(certification.proposals().stream().map(scan).toList());
    if (certification.certified()) {
      steps.add(new CertifiedPath.Step(certification.mixture(), certification.score()));
    }
  }

  /** Goes on with the origins of one candidate that have not arrived, as {@code fit} does. */
  static void goOn(List<CertifyingWalk> origins, int updates) {
    for (int more = 0; more < Contenders.MORE_UPDATES * updates; more++) {
      List<Certification> underway =
          Contenders.underway(
              origins.stream().map(walk -> walk.certification).toList(), Criterion.BIC);
      origins.stream()
          .filter(walk -> underway.contains(walk.certification))
          .forEach(CertifyingWalk::step);
    }
  }

  /** The way; empty if it was given up, or its end has no log-likelihood. */
  Optional<CertifiedPath> path() {
    return certification.certified() && !certification.givenUp()
        ? Optional.of(new CertifiedPath(certification.candidate(), certification.origin(), steps))
        : Optional.empty();
  }
}
