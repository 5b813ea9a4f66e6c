package org.mixreduce.core.certify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
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

public class OriginsTest {

  private final ComponentFamily family = Families.ofShape("VVV");
  private final Mixture mixture = Populations.mixture(family, 2, 2, 3, 1);
  private final RowBlock rows = Populations.rows(mixture, 500, 2);
  private final Penalty penalty = Penalty.of(1, 500, Moments.of(rows));

  /** A model after one update, whose scans said these log-likelihoods. */
  private Certification model(double before, double after) {
    Certification model =
        new Certification(
            new CandidateKey(family.type(), 2),
            "reduction",
            mixture,
            new Certification.Rule(1, 1e-9, penalty));
    model.take(List.of(scan(before)));
    model.take(List.of(scan(after), scan(after - 1), scan(after - 1)));
    assertTrue(model.ended());
    return model;
  }

  private Expectation scan(double logLikelihood) {
    Expectation own = ExpectationStep.of(mixture, rows);
    return new Expectation(own.weight(), logLikelihood, own.classification(), own.statistics());
  }

  @Test
  public void theHighestGoesOnUntilItHasArrived() {
    Certification arrived = model(-100.5, -100);
    Certification underway = model(-110, -100);
    assertFalse(arrived.underway());
    assertEquals(List.of(), Origins.underway(List.of(arrived)));
    assertEquals(List.of(underway), Origins.underway(List.of(underway)));
  }

  @Test
  public void anotherGoesOnIfItMayOvertake() {
    Certification highest = model(-100.5, -100);
    Certification near = model(-122, -119);
    Certification far = model(-134, -131);
    // Three nats ten times more are 30.
    assertEquals(List.of(near), Origins.underway(List.of(far, highest, near)));
  }

  @Test
  public void oneWithoutALogLikelihoodStaysBehind() {
    Certification none = model(-100, Double.NaN);
    Certification underway = model(-110, -105);
    assertEquals(List.of(underway), Origins.underway(List.of(none, underway)));
    assertEquals(List.of(), Origins.underway(List.of(none)));
  }
}
