package org.mixreduce.core.certify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class ContendersTest {

  private final ComponentFamily family = Families.ofShape("VVV");
  private final Mixture mixture = Populations.mixture(family, 2, 2, 3, 1);
  private final RowBlock rows = Populations.rows(mixture, 500, 2);
  private double weight = 50_000;
  private final Penalty penalty = Penalty.of(1, 500, Moments.of(rows));

  /** A model after one update, whose scans said these log-likelihoods. */
  private Certification model(double before, double after) {
    return of(mixture, before, after);
  }

  private Certification of(Mixture start, double before, double after) {
    Certification model =
        new Certification(
            new CandidateKey(family.type(), start.size()),
            "reduction",
            start,
            new Certification.Rule(1, 1e-9, penalty));
    model.take(List.of(scan(start, before)));
    List<Expectation> scans = new ArrayList<>(List.of(scan(start, after)));
    while (scans.size() < model.proposals().size()) {
      scans.add(scan(start, after - 1));
    }
    model.take(scans);
    assertTrue(model.ended());
    return model;
  }

  private Expectation scan(Mixture at, double logLikelihood) {
    Expectation own = ExpectationStep.of(at, rows);
    return new Expectation(weight, logLikelihood, own.classification(), own.statistics());
  }

  private static List<Certification> underway(Certification... models) {
    return Contenders.underway(List.of(models), Criterion.BIC);
  }

  @Test
  public void theHighestGoesOnUntilItHasArrived() {
    Certification arrived = model(-100.5, -100);
    Certification underway = model(-110, -100);
    assertFalse(arrived.underway());
    assertEquals(List.of(), underway(arrived));
    assertEquals(List.of(underway), underway(underway));
  }

  @Test
  public void anotherGoesOnIfItMayOvertake() {
    Certification highest = model(-100.5, -100);
    Certification near = model(-122, -119);
    Certification far = model(-134, -131);
    // Three nats ten times more are 30.
    assertEquals(List.of(near), underway(far, highest, near));
  }

  @Test
  public void oneWithoutALogLikelihoodStaysBehind() {
    Certification none = model(-100, Double.NaN);
    Certification underway = model(-110, -105);
    assertEquals(List.of(underway), underway(none, underway));
    assertEquals(List.of(), underway(none));
  }

  /** By the criterion: a component more costs 6 parameters, 37 in BIC and 19 nats. */
  @Test
  public void anotherKGoesOnIfItMayOvertake() {
    Certification two = model(-100.5, -100);
    Mixture three = Populations.mixture(family, 3, 2, 3, 1);
    assertEquals(1, Contenders.underway(List.of(two, of(three, -94, -91)), Criterion.BIC).size());
    assertEquals(List.of(), Contenders.underway(List.of(two, of(three, -93, -92)), Criterion.BIC));
  }

  @Test
  public void ofFewRowsAllWaysToTheBestGoOn() {
    weight = 20_000;
    Certification highest = model(-100.5, -100);
    Certification far = model(-134, -131);
    Certification other = of(Populations.mixture(family, 3, 2, 3, 1), -134, -131);
    assertEquals(List.of(far), underway(far, highest, other));
  }
}
