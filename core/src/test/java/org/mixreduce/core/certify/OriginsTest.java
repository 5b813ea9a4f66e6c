package org.mixreduce.core.certify;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.Test;
import org.mixreduce.core.aggregate.Candidate;
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

  private Origins origins(List<Mixture> locals) {
    return origins(locals, 5, 50_000);
  }

  private Origins origins(List<Mixture> locals, int updates, double weight) {
    Map<String, Mixture> two = new LinkedHashMap<>();
    two.put(Candidate.REDUCTION, mixture);
    two.put(Candidate.POOL, mixture);
    Candidate candidate =
        new Candidate(
            new CandidateKey(family.type(), 2),
            mixture.freeParameters(),
            new Candidate.Tally(weight, 3, 0, ""),
            new Candidate.PseudoBicValue(0, 0, 0),
            Candidate.ReductionSummary.NONE,
            two,
            locals);
    Penalty penalty = Penalty.of(1, 500, Moments.of(rows));
    return new Origins(candidate, new Certification.Rule(updates, 0, penalty));
  }

  /** A scan that says these log-likelihoods of the ways that have not ended. */
  private void scan(Origins origins, ToDoubleFunction<Certification> said) {
    for (Certification way : origins.ways()) {
      if (!way.ended()) {
        way.take(
            way.proposals().stream()
                .map(proposal -> said(proposal, said.applyAsDouble(way)))
                .toList());
      }
    }
    origins.letGo();
  }

  private Expectation said(Mixture at, double logLikelihood) {
    Expectation own = ExpectationStep.of(at, rows);
    return new Expectation(own.weight(), logLikelihood, own.classification(), own.statistics());
  }

  private static long live(Origins origins) {
    return origins.ways().stream().filter(way -> !way.ended()).count();
  }

  @Test
  public void localFitsAreJudgedAfterOneUpdateOfEmAlone() {
    Origins origins = origins(List.of(mixture, mixture, mixture));
    List<Certification> ways = origins.ways();
    double[] first = {-100, -100, -300, -200, -500};
    double[] second = {-100, -100, -150, -160, -90};
    scan(origins, way -> first[ways.indexOf(way)]);
    assertEquals(5, live(origins));
    assertEquals(3, ways.get(0).proposals().size());
    assertEquals(1, ways.get(4).proposals().size());
    scan(origins, way -> second[ways.indexOf(way)]);
    assertEquals(3, live(origins));
    assertFalse(ways.get(4).ended());
    assertEquals(3, ways.get(4).proposals().size());
    assertSame(ways.get(4), origins.best().orElseThrow());
    // Of those that were let go none is a rival: where they lead is not known.
    assertSame(ways.get(0), origins.rival().orElseThrow());
  }

  @Test
  public void theLastLocalFitEndsWhereOthersLeadFurther() {
    Origins origins = origins(List.of(mixture, mixture));
    List<Certification> ways = origins.ways();
    scan(origins, way -> ways.indexOf(way) < 2 ? -100 : -200);
    // It gained 40 nats, and ten times that are more than the 60 it is behind.
    scan(origins, way -> ways.indexOf(way) < 2 ? -100 : -160);
    assertEquals(3, live(origins));
    scan(origins, way -> ways.indexOf(way) < 2 ? -100 : -159.9);
    assertEquals(3, live(origins));
    // Now its last two updates gained 0.1 nats at most.
    scan(origins, way -> ways.indexOf(way) < 2 ? -100 : -159.8);
    assertEquals(2, live(origins));
    assertSame(ways.get(0), origins.best().orElseThrow());
    assertSame(ways.get(1), origins.rival().orElseThrow());
  }

  @Test
  public void whatHasNoLogLikelihoodIsNeitherBestNorRival() {
    Origins origins = origins(List.of());
    List<Certification> ways = origins.ways();
    scan(origins, way -> ways.indexOf(way) == 0 ? Double.NaN : -100);
    assertSame(ways.get(1), origins.best().orElseThrow());
    assertEquals(Optional.empty(), origins.rival());
    assertTrue(origins(List.of()).best().isEmpty());
  }

  /** On rows that one of them was fitted to it would win, whatever the others know. */
  @Test
  public void withoutUpdatesNoLocalFitIsTried() {
    assertEquals(2, origins(List.of(mixture, mixture), 0, 50_000).ways().size());
  }

  @Test
  public void ofFewRowsAllGoToTheEnd() {
    Origins origins = origins(List.of(mixture, mixture, mixture), 5, 20_000);
    List<Certification> ways = origins.ways();
    for (int update = 0; update <= 5; update++) {
      assertEquals(5, live(origins));
      scan(origins, way -> -100 - 1000 * ways.indexOf(way));
    }
    assertEquals(0, live(origins));
    assertSame(ways.get(1), origins.rival().orElseThrow());
  }

  @Test
  public void theRivalIsOfAnotherOrigin() {
    Origins origins = origins(List.of(mixture, mixture), 5, 20_000);
    List<Certification> ways = origins.ways();
    scan(origins, way -> -100 + ways.indexOf(way));
    assertSame(ways.get(3), origins.best().orElseThrow());
    assertSame(ways.get(1), origins.rival().orElseThrow());
  }
}
