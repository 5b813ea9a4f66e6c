package org.mixreduce.core.trust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.model.CandidateKey;

public class VotesTest {

  private final CandidateKey two = new CandidateKey(Families.ofShape("VVV").type(), 2);
  private final CandidateKey three = new CandidateKey(Families.ofShape("VVV").type(), 3);
  private final Votes votes = new Votes(Criterion.BIC);

  /** With 6 parameters more and n = e, three components must gain more than 3 nats. */
  private Votes.Ballot ballot(CandidateKey key, double logLikelihood, double... resampled) {
    return new Votes.Ballot(key, key == two ? 11 : 17, Math.E, logLikelihood, -1, resampled);
  }

  @Test
  public void aSubsetAndItsReplicatesSelectByBic() {
    Optional<CandidateKey> own =
        votes.add(List.of(ballot(two, -10, -10, -10, -10), ballot(three, -7.1, -7.1, -6.9, -6)));
    assertEquals(Optional.of(two), own);
    assertEquals(Map.of(two, 1L), votes.subsets());
    assertEquals(Map.of(two, 1L, three, 2L), votes.replicates());
    assertEquals(
        "; 1 of 1 subsets and 1 of 3 replicates of them choose it by their own BIC",
        votes.inWords(two));
  }

  @Test
  public void withoutSubsetsThereIsNothingToSay() {
    assertEquals("", votes.inWords(two));
  }

  @Test
  public void aFailedFitStandsForNothing() {
    votes.add(List.of(ballot(two, -10, -10), ballot(three, Double.NaN)));
    assertEquals(Map.of(two, 1L), votes.replicates());
    assertTrue(votes.add(List.of(ballot(two, Double.NaN))).isEmpty());
    assertEquals(Map.of(two, 1L), votes.subsets());
  }

  @Test
  public void whatMostChooseIsNamedIfItIsSomethingElse() {
    votes.add(List.of(ballot(two, -10), ballot(three, -11)));
    votes.add(List.of(ballot(two, -12), ballot(three, -15)));
    assertEquals(
        "; 0 of 2 subsets choose it by their own BIC, 2 choose VVV, K = 2", votes.inWords(three));
    assertFalse(votes.inWords(two).contains("VVV"));
  }

  /** AIC3 asks for 9 nats, half of 3 × 6; under ICL only the rows themselves have a say. */
  @Test
  public void votesAreByTheCriterionOfTheRun() {
    Votes others = new Votes(Criterion.AIC3);
    others.add(List.of(ballot(two, -20, -20, -20), ballot(three, -11.1, -10.9, -11.1)));
    assertEquals(Map.of(two, 1L), others.subsets());
    assertEquals(Map.of(two, 1L, three, 1L), others.replicates());
    assertTrue(others.inWords(two).endsWith("choose it by their own AIC3"));
    Votes classes = new Votes(Criterion.ICL);
    classes.add(List.of(ballot(two, -20, -20)));
    assertEquals(Map.of(two, 1L), classes.subsets());
    assertEquals(Map.of(), classes.replicates());
  }
}
