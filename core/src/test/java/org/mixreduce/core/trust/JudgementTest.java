package org.mixreduce.core.trust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.Test;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;

public class JudgementTest {

  /** K = 3 in two variables: 17 parameters, 5 of a component's own. */
  private final Mixture mixture = Populations.mixture(Families.ofShape("VVV"), 3, 2, 4, 1);

  private final CandidateKey three = new CandidateKey(mixture.family().type(), 3);
  private final CandidateKey four = new CandidateKey(mixture.family().type(), 4);

  private Optional<Heterogeneity> subsets = Optional.of(losing(10, 10, 10, 10));
  private Evidence.LocalFits local = new Evidence.LocalFits(4, 0, 8.5);
  private Evidence.Updates updates = new Evidence.Updates(3, 5, 1e-3, OptionalDouble.of(0.01));
  private double rows = 10_000;
  private double margin = 20;
  private int least = 1;
  private int most = 9;
  private boolean stopped = true;
  private CandidateKey foretold = three;
  private List<String> atoms = List.of();

  /** Four subsets of a quarter of the rows, each expected to lose 10. */
  private static Heterogeneity losing(double... losses) {
    Heterogeneity found = new Heterogeneity(10 / 1.5, 4000, LossSpread.UNKNOWN, Judgement.OUTLYING);
    for (int b = 0; b < losses.length; b++) {
      found.add("part-0, record " + b, 1000, 1000, losses[b] / 2, 0);
    }
    return found;
  }

  private Verdict judge() {
    Votes votes = new Votes();
    for (CandidateKey vote : List.of(three, three, four, three)) {
      votes.add(List.of(new Votes.Ballot(vote, 1, 100, -1, new double[] {-1, -2})));
    }
    return Judgement.of(
        new Evidence(
            mixture,
            rows,
            subsets,
            local,
            updates,
            new Evidence.Selection(
                three,
                "BIC",
                Optional.of(Map.entry(four, margin)),
                least,
                most,
                stopped,
                foretold,
                votes),
            Optional.empty(),
            atoms));
  }

  private Finding the(Topic topic) {
    return judge().findings().stream()
        .filter(finding -> finding.topic() == topic)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing said of " + topic));
  }

  private boolean silent(Topic topic) {
    return judge().findings().stream().noneMatch(finding -> finding.topic() == topic);
  }

  @Test
  public void whatIsAsItShouldBeIsTrustworthy() {
    Verdict verdict = judge();
    assertTrue(verdict.trustworthy());
    for (Finding finding : verdict.findings()) {
      assertEquals(finding.text(), Level.GOOD, finding.level());
      assertEquals("", finding.remedy());
    }
    assertTrue(
        the(Topic.NUMBER_OF_COMPONENTS).text().contains("3 of 4 subsets and 6 of 8 replicates"));
  }

  @Test
  public void subsetsThatDifferMatterWhereTheChainStoppedOnThem() {
    subsets = Optional.of(losing(300, 400, 300, 400));
    assertEquals(Level.ACT, the(Topic.HETEROGENEITY).level());
    assertTrue(the(Topic.HETEROGENEITY).remedy().contains("--shuffle"));
    assertEquals(35, the(Topic.HETEROGENEITY).value(), 1e-9);
    stopped = false;
    assertEquals(Level.NOTE, the(Topic.HETEROGENEITY).level());
    // All differ, so none is the odd one out.
    assertEquals(Level.NOTE, the(Topic.OUTLYING_SUBSETS).level());
  }

  @Test
  public void oneSubsetThatDiffersIsNamed() {
    subsets = Optional.of(losing(10, 10, 200, 10));
    Finding finding = the(Topic.OUTLYING_SUBSETS);
    assertEquals(Level.ACT, finding.level());
    assertTrue(finding.text(), finding.text().contains("part-0, record 2"));
    assertTrue(finding.remedy().contains("--aggregate robust"));
  }

  @Test
  public void failedLocalFitsNeedLargerSubsets() {
    local = new Evidence.LocalFits(8, 2, 8.5);
    assertEquals(Level.ACT, the(Topic.LOCAL_FITS).level());
    local = new Evidence.LocalFits(19, 1, 8.5);
    assertTrue(silent(Topic.LOCAL_FITS));
  }

  @Test
  public void localFitsThatTheWholeOutdoesMissedTheirMaxima() {
    subsets = Optional.of(losing(-1, 10, 10, 10));
    assertEquals(Level.NOTE, the(Topic.LOCAL_FITS).level());
    assertFalse(silent(Topic.HETEROGENEITY));
    subsets = Optional.of(losing(-100, -100, -100, 10));
    assertTrue(the(Topic.LOCAL_FITS).text().contains("cannot be told"));
    assertTrue(silent(Topic.HETEROGENEITY));
  }

  @Test
  public void anUpdateThatStillGainsAsksForMore() {
    updates = new Evidence.Updates(5, 5, 30, OptionalDouble.empty());
    assertEquals(Level.ACT, the(Topic.CONVERGENCE).level());
    assertTrue(the(Topic.CONVERGENCE).remedy().contains("--refine 10"));
    assertFalse(judge().trustworthy());
    assertTrue(silent(Topic.MAXIMUM));
    // It was the tolerance that ended them.
    updates = new Evidence.Updates(3, 5, -30, OptionalDouble.empty());
    assertTrue(the(Topic.CONVERGENCE).remedy().contains("--refine-tolerance: 1e-04"));
    assertTrue(the(Topic.CONVERGENCE).text().contains("lost 30.0"));
    updates = new Evidence.Updates(0, 0, Double.NaN, OptionalDouble.empty());
    assertEquals(Level.ACT, the(Topic.CONVERGENCE).level());
  }

  @Test
  public void differentMaximaAreSaid() {
    updates = new Evidence.Updates(3, 5, 1e-3, OptionalDouble.of(12));
    assertEquals(Level.NOTE, the(Topic.MAXIMUM).level());
  }

  @Test
  public void theLargestNumberOfComponentsIsNoAnswer() {
    most = 3;
    assertEquals(Level.ACT, the(Topic.NUMBER_OF_COMPONENTS).level());
    assertTrue(the(Topic.NUMBER_OF_COMPONENTS).remedy().contains("--k 3..6"));
  }

  @Test
  public void theSmallestNumberOfComponentsIsNoAnswerEither() {
    least = 3;
    assertEquals(Level.ACT, the(Topic.NUMBER_OF_COMPONENTS).level());
    assertTrue(the(Topic.NUMBER_OF_COMPONENTS).remedy().contains("--k 1..9"));
  }

  @Test
  public void aCloseRunnerUpIsSaid() {
    margin = 1.5;
    Finding finding = the(Topic.NUMBER_OF_COMPONENTS);
    assertEquals(Level.NOTE, finding.level());
    assertTrue(finding.text(), finding.text().contains("K = 4"));
  }

  @Test
  public void aPseudoBicThatChoseOtherwiseIsSaid() {
    foretold = four;
    assertEquals(Level.NOTE, the(Topic.PSEUDO_BIC).level());
  }

  @Test
  public void optimismBeyondRegularTheoryIsTheWrongShape() {
    local = new Evidence.LocalFits(4, 0, 17);
    assertEquals(2, the(Topic.SHAPE).value(), 1e-12);
  }

  @Test
  public void aComponentOfFewRowsAsksForFewerComponents() {
    rows = 60;
    assertEquals(Level.ACT, the(Topic.COMPONENT_SIZE).level());
  }

  @Test
  public void atomsAreNamed() {
    atoms = List.of("meter");
    assertTrue(the(Topic.ATOMS).text().contains("meter"));
  }
}
