package org.mixreduce.core.certify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.Penalty;
import org.mixreduce.core.fit.EmSettings;
import org.mixreduce.core.fit.ExpectationMaximisation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;

public class CertificationTest {

  private final ComponentFamily family = Families.ofShape("VVV");
  private final Mixture start = Populations.mixture(family, 3, 2, 2, 1);
  private final RowBlock rows = Populations.rows(start, 2000, 2);
  private final Penalty penalty = Penalty.of(1, rows.rows(), Moments.of(rows));

  private Certification run(int limit, double tolerance) {
    LiveModel model = new LiveModel(4, new CandidateKey(family.type(), 3), "reduction", start);
    Certification certification = new Certification(model);
    while (!certification.ended()) {
      Mixture at = certification.model().mixture();
      certification.take(ExpectationStep.of(at, rows), limit, tolerance, penalty);
    }
    return certification;
  }

  @Test
  public void scansInPiecesAreTheEmOfAllRows() {
    Certification certification = run(4, 0);
    FitResult em = ExpectationMaximisation.run(rows, start, penalty, new EmSettings(4, 1e-300));
    assertEquals(4, certification.updates());
    assertEquals(em.expectation().logLikelihood(), certification.score().logLikelihood(), 1e-9);
  }

  @Test
  public void theScoreBelongsToTheParameters() {
    Certification certification = run(3, 0);
    Mixture reported = certification.certifiedModel().mixture();
    assertEquals(
        ExpectationStep.of(reported, rows).logLikelihood(),
        certification.score().logLikelihood(),
        0);
  }

  @Test
  public void noUpdateIsOneScan() {
    Certification certification = run(0, 0);
    assertEquals(0, certification.updates());
    assertEquals(start, certification.certifiedModel().mixture());
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
}
