package org.mixreduce.core.certify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.MixtureStatistics;
import org.mixreduce.core.testing.Populations;

public class CertificationTest {

  private final ComponentFamily family = Families.ofShape("VVV");
  private final Mixture start = Populations.mixture(family, 3, 2, 2, 1);
  private final RowBlock rows = Populations.rows(start, 2000, 2);
  private final Penalty penalty = Penalty.of(1, rows.rows(), Moments.of(rows));

  private Certification run(int limit, double tolerance) {
    Certification certification =
        new Certification(
            new CandidateKey(family.type(), 3),
            "reduction",
            start,
            new Certification.Rule(limit, tolerance, penalty));
    climb(certification, rows);
    return certification;
  }

  private double objective(Certification certification) {
    return certification.score().logLikelihood()
        + family.penaltyTerm(certification.mixture().components(), penalty);
  }

  @Test
  public void theFirstProposalOfAnUpdateIsEms() {
    Certification certification =
        new Certification(
            new CandidateKey(family.type(), 3),
            "reduction",
            start,
            new Certification.Rule(5, 0, penalty));
    Expectation scan = ExpectationStep.of(start, rows);
    certification.take(List.of(scan));
    Mixture em = scan.statistics().maximise(penalty);
    Mixture first = certification.proposals().get(0);
    assertEquals(
        ExpectationStep.of(em, rows).logLikelihood(),
        ExpectationStep.of(first, rows).logLikelihood(),
        0);
  }

  @Test
  public void updatesGainAtLeastWhatEmGains() {
    Mixture em = start;
    for (int updates = 1; updates <= 6; updates++) {
      em = ExpectationStep.of(em, rows).statistics().maximise(penalty);
      double objective =
          ExpectationStep.of(em, rows).logLikelihood()
              + family.penaltyTerm(em.components(), penalty);
      Certification certification = run(updates, 0);
      assertEquals(updates, certification.updates());
      assertTrue(objective(certification) >= objective - 1e-9);
    }
  }

  @Test
  public void theScoreBelongsToTheParameters() {
    Certification certification = run(3, 0);
    Mixture reported = certification.mixture();
    assertEquals(
        ExpectationStep.of(reported, rows).logLikelihood(),
        certification.score().logLikelihood(),
        0);
  }

  @Test
  public void noUpdateIsOneScan() {
    Certification certification = run(0, 0);
    assertEquals(0, certification.updates());
    assertEquals(start, certification.mixture());
    assertTrue(Double.isNaN(certification.gainPerRow()));
    assertTrue(certification.certified());
  }

  @Test
  public void endsWhenLittleIsGained() {
    Certification certification = run(1000, 1e-4);
    assertTrue(certification.updates() < 1000);
    assertTrue(Math.abs(certification.gainPerRow()) < 1e-4);
    assertFalse(certification.gainPerRow() < 0);
  }

  /** Two components that overlap so much that EM creeps. */
  private final Mixture overlapping = Populations.mixture(family, 2, 2, 1.5, 3);

  /** By the same line search, but with η = 4 always in the place of the combination. */
  private int updatesAlongTheLine(RowBlock creeping, Penalty scaled, double until) {
    Mixture mixture = overlapping;
    MixtureStatistics from = MixtureStatistics.expected(mixture, creeping.totalWeight());
    Expectation scan = ExpectationStep.of(mixture, creeping);
    int updates = 0;
    while (updates < 50 && scan.logLikelihood() + penaltyOf(mixture, scaled) < until) {
      List<MixtureStatistics> points = new ArrayList<>();
      for (double step : new double[] {1, 2, 4}) {
        points.add(from.towards(scan.statistics(), step));
      }
      double highest = Double.NEGATIVE_INFINITY;
      for (MixtureStatistics point : points) {
        Mixture at = point.maximise(scaled);
        Expectation there = ExpectationStep.of(at, creeping);
        if (there.logLikelihood() + penaltyOf(at, scaled) > highest) {
          highest = there.logLikelihood() + penaltyOf(at, scaled);
          from = point;
          mixture = at;
          scan = there;
        }
      }
      updates++;
    }
    return updates;
  }

  private double penaltyOf(Mixture mixture, Penalty scaled) {
    return family.penaltyTerm(mixture.components(), scaled);
  }

  @Test
  public void combiningUpdatesSavesScans() {
    RowBlock creeping = Populations.rows(overlapping, 5000, 4);
    Penalty scaled = Penalty.of(1, creeping.rows(), Moments.of(creeping));
    Certification certification =
        new Certification(
            KEY_OF_TWO, "reduction", overlapping, new Certification.Rule(12, 0, scaled));
    climb(certification, creeping);
    double reached =
        certification.score().logLikelihood() + penaltyOf(certification.mixture(), scaled);
    int along = updatesAlongTheLine(creeping, scaled, reached);
    assertTrue(along + " along the line", along > 12);
  }

  private static final CandidateKey KEY_OF_TWO =
      new CandidateKey(Families.ofShape("VVV").type(), 2);

  private static void climb(Certification certification, RowBlock rows) {
    while (!certification.ended()) {
      scan(certification, rows);
    }
  }

  private static void scan(Certification certification, RowBlock rows) {
    certification.take(
        certification.proposals().stream()
            .map(proposal -> ExpectationStep.of(proposal, rows))
            .toList());
  }

  /** (C + 2λ S) / (n + 2λ) without its second term, as Chen and Tan's penalty has it for K = 1. */
  @Test
  public void thePenaltysShareIsWhatItAddsToAVariance() {
    Mixture one = Populations.mixture(family, 1, 2, 2, 1);
    RowBlock own = Populations.rows(one, 100, 3);
    Moments moments = Moments.of(own);
    Penalty strong = Penalty.of(5, 100, moments);
    Certification certification =
        new Certification(
            new CandidateKey(family.type(), 1),
            "reduction",
            one,
            new Certification.Rule(1, 0, strong));
    climb(certification, own);
    double rows = 2 * strong.lambda();
    // S is the rows' own covariance, so that the penalised one is (n S + 2λ S) / (n + 2λ) = S.
    assertEquals(0, certification.penaltyShare(), 1e-12);
    Penalty wide = new Penalty(strong.lambda(), Moments.of(scaled(own, 10)));
    Certification widened =
        new Certification(
            new CandidateKey(family.type(), 1),
            "reduction",
            one,
            new Certification.Rule(1, 0, wide));
    climb(widened, own);
    double penalised = (100 + rows * 100) / (100 + rows);
    assertEquals(1 - 1 / penalised, widened.penaltyShare(), 1e-9);
  }

  private static RowBlock scaled(RowBlock rows, double factor) {
    RowBlockBuilder builder = new RowBlockBuilder(rows.dimension());
    for (int i = 0; i < rows.rows(); i++) {
      double[] row = rows.row(i);
      for (int j = 0; j < row.length; j++) {
        row[j] *= factor;
      }
      builder.add(row, 1);
    }
    return builder.build();
  }

  /** Rows on a line have a fit by the penalty's grace, and none without. */
  @Test
  public void whereOnlyThePenaltyHelpsItIsTheWhole() {
    RowBlockBuilder builder = new RowBlockBuilder(2);
    for (int i = 0; i < 50; i++) {
      builder.add(new double[] {i, 2 * i}, 1);
    }
    RowBlock line = builder.build();
    Moments global = Moments.of(rows);
    Mixture one = Populations.mixture(family, 1, 2, 2, 1);
    for (double multiplier : new double[] {1, 0}) {
      Certification certification =
          new Certification(
              new CandidateKey(family.type(), 1),
              "reduction",
              one,
              new Certification.Rule(2, 0, Penalty.of(multiplier, 50, global)));
      climb(certification, line);
      assertEquals(multiplier, certification.penaltyShare(), 0);
      assertEquals(multiplier == 0, certification.stuck());
    }
  }
}
