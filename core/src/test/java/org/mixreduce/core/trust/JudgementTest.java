package org.mixreduce.core.trust;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.testing.Populations;
import org.mixreduce.core.trust.Evidence.Precaution;
import org.mixreduce.core.trust.Finding.Level;
import org.mixreduce.core.trust.Finding.Topic;
import org.mixreduce.core.uncertainty.Uncertainty;

public class JudgementTest {

  /** K = 3 in two variables: 17 parameters, 5 of a component's own. */
  private final Mixture mixture = Populations.mixture(Families.ofShape("VVV"), 3, 2, 4, 1);

  private final CandidateKey three = new CandidateKey(mixture.family().type(), 3);
  private final CandidateKey four = new CandidateKey(mixture.family().type(), 4);

  private Optional<Heterogeneity> subsets = Optional.of(losing(10, 10, 10, 10));
  private long replicates = 20;
  private Evidence.MadeBy made = Evidence.MadeBy.THIS_RUN;
  private Evidence.LocalFits local = fits(4, 0, 8.5);
  private double tolerance = 1e-7;
  private Evidence.Updates updates =
      new Evidence.Updates(
          3,
          tolerance,
          1e-3,
          false,
          "reduction",
          Optional.of(new Evidence.Rival("pool", 0.01, 1e-3, false)));
  private double rows = 10_000;
  private Optional<Double> margin = Optional.of(20.0);
  private List<CandidateKey> votes = List.of(three, three, four, three);
  private List<Integer> asked = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  private double penalised = 0.01;
  private Optional<ShapeComparison> general = Optional.empty();
  private Optional<Apart> apart = Optional.empty();
  private int reached = 5;
  private boolean stopped = true;
  private CandidateKey foretold = three;
  private List<String> atoms = List.of();
  private Set<Precaution> precautions = Set.of();
  private Optional<Uncertainty> uncertainty = Optional.empty();

  /** Four subsets of a quarter of the rows, each expected to lose 10. */
  private static Heterogeneity losing(double... losses) {
    return losing(LossSpread.UNKNOWN, losses);
  }

  private static Heterogeneity losing(LossSpread spread, double... losses) {
    Heterogeneity found = new Heterogeneity(10 / 1.5, 4000, spread, Thresholds.OUTLYING);
    for (int b = 0; b < losses.length; b++) {
      found.add("part-0, record " + b, 1000, 1000, losses[b] / 2, 0);
    }
    return found;
  }

  private Evidence.LocalFits fits(long sound, long failed, double optimism) {
    return new Evidence.LocalFits(sound, failed, optimism, replicates, made);
  }

  private Verdict judge() {
    Votes votes = new Votes(Criterion.BIC);
    for (CandidateKey vote : this.votes) {
      votes.add(List.of(new Votes.Ballot(vote, 1, 100, -1, -1, new double[] {-1, -2})));
    }
    return Judgement.of(
        new Evidence(
            mixture,
            rows,
            penalised,
            general,
            precautions,
            apart,
            subsets,
            local,
            updates,
            new Evidence.Selection(
                three,
                "BIC",
                margin.map(value -> Map.entry(four, value)),
                asked,
                reached,
                stopped,
                3,
                foretold,
                votes),
            uncertainty,
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

  /** A little beyond six may be a heavy tail, and where the others differ none is the odd one. */
  @Test
  public void onlyASubsetOfAnotherKindMustBeLookedAt() {
    subsets = Optional.of(losing(10, 10, 50, 10));
    assertEquals(Level.NOTE, the(Topic.OUTLYING_SUBSETS).level());
    double[] sorted = {160, 150, 500, 160};
    subsets = Optional.of(losing(LossSpread.of(sorted), sorted));
    assertEquals(15.67, subsets.get().indexOfOthers(), 0.01);
    assertEquals(Level.NOTE, the(Topic.OUTLYING_SUBSETS).level());
    double[] contaminated = {60, 50, 400, 60};
    subsets = Optional.of(losing(LossSpread.of(contaminated), contaminated));
    assertEquals(Level.ACT, the(Topic.OUTLYING_SUBSETS).level());
  }

  @Test
  public void failedLocalFitsNeedLargerSubsets() {
    local = fits(8, 2, 8.5);
    assertEquals(Level.ACT, the(Topic.LOCAL_FITS).level());
    local = fits(19, 1, 8.5);
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
    updates = new Evidence.Updates(5, tolerance, 30, false, "reduction", Optional.empty());
    assertEquals(Level.ACT, the(Topic.CONVERGENCE).level());
    assertTrue(the(Topic.CONVERGENCE).remedy().contains("--refine 10"));
    assertFalse(judge().trustworthy());
    assertTrue(silent(Topic.MAXIMUM));
    // It was the tolerance that ended them: 0.003 nats a row are 30.
    tolerance = 0.004;
    updates = new Evidence.Updates(3, tolerance, 30, false, "reduction", Optional.empty());
    assertTrue(the(Topic.CONVERGENCE).remedy().contains("--refine-tolerance: 1e-04"));
    assertTrue(the(Topic.CONVERGENCE).text().contains("changed 30.0"));
    updates = new Evidence.Updates(3, tolerance, 30, true, "reduction", Optional.empty());
    assertTrue(the(Topic.CONVERGENCE).remedy().contains("collapse"));
    updates = new Evidence.Updates(0, tolerance, Double.NaN, false, "reduction", Optional.empty());
    assertEquals(Level.ACT, the(Topic.CONVERGENCE).level());
  }

  @Test
  public void differentMaximaAreSaid() {
    updates =
        new Evidence.Updates(
            3,
            tolerance,
            1e-3,
            false,
            "reduction",
            Optional.of(new Evidence.Rival("pool", 12, 0.5, false)));
    assertEquals(Level.NOTE, the(Topic.MAXIMUM).level());
    assertTrue(the(Topic.MAXIMUM).remedy().contains("--seed"));
    updates =
        new Evidence.Updates(
            3,
            tolerance,
            1e-3,
            false,
            "reduction",
            Optional.of(new Evidence.Rival("pool", 12, 3, false)));
    assertTrue(the(Topic.MAXIMUM).text().contains("not both have arrived"));
    assertTrue(the(Topic.MAXIMUM).remedy().contains("--refine"));
  }

  @Test
  public void theLargestNumberOfComponentsIsNoAnswer() {
    asked = List.of(2, 3);
    reached = 3;
    stopped = false;
    assertEquals(Level.ACT, the(Topic.NUMBER_OF_COMPONENTS).level());
    assertEquals("--k 2..6", the(Topic.NUMBER_OF_COMPONENTS).remedy());
  }

  @Test
  public void theSmallestNumberOfComponentsIsNoAnswerEither() {
    asked = List.of(3, 4, 5, 9);
    assertEquals(Level.ACT, the(Topic.NUMBER_OF_COMPONENTS).level());
    assertTrue(the(Topic.NUMBER_OF_COMPONENTS).remedy().contains("--k 1..9"));
  }

  @Test
  public void aCloseRunnerUpIsSaid() {
    margin = Optional.of(1.5);
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
    local = fits(4, 0, 17);
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

  /** What a run has done already, or cannot do beside what it did, is not advised. */
  @Test
  public void noPrecautionIsAdvisedTwice() {
    subsets = Optional.of(losing(300, 400, 300, 400));
    for (Precaution taken : Precaution.values()) {
      precautions = Set.of(taken);
      Finding finding = the(Topic.HETEROGENEITY);
      assertFalse(finding.remedy(), finding.remedy().contains("--shuffle"));
      assertTrue(finding.remedy(), finding.remedy().contains("--patience"));
    }
    subsets = Optional.of(losing(10, 10, 200, 10));
    precautions = Set.of(Precaution.OUTLYING_LEFT_OUT);
    assertTrue(the(Topic.OUTLYING_SUBSETS).remedy().contains("not far enough"));
    precautions = Set.of(Precaution.SHUFFLED);
    assertTrue(the(Topic.OUTLYING_SUBSETS).remedy().contains("without --shuffle"));
  }

  @Test
  public void whereTheChainStoppedItIsSaidHowFarItLooked() {
    assertTrue(the(Topic.NUMBER_OF_COMPONENTS).text().contains("clear among K up to 5"));
    stopped = false;
    assertTrue(the(Topic.NUMBER_OF_COMPONENTS).text().contains("K = 3 is clear: "));
    margin = Optional.empty();
    assertEquals(Level.NOTE, the(Topic.NUMBER_OF_COMPONENTS).level());
  }

  @Test
  public void replicatesThatFailAndErrorsThatAreRoughAreSaid() {
    uncertainty = Optional.of(errors(90, 10, 0.05));
    assertEquals(List.of(), standardErrors(0.1));
    uncertainty = Optional.of(errors(89, 11, 0.05));
    assertEquals(1, standardErrors(0.1).size());
    assertTrue(standardErrors(0.1).get(0).text().contains("11 % of the bootstrap replicates"));
    uncertainty = Optional.of(errors(90, 10, 0.11));
    assertTrue(standardErrors(0.1).get(0).text().contains("known to 11 % only"));
  }

  private static Uncertainty errors(long replicates, long failures, double relativeError) {
    return new Uncertainty(
        List.of(), new Uncertainty.Effort(2, 100, replicates, failures, relativeError));
  }

  /** What is said of standard errors by this threshold. */
  private List<Finding> standardErrors(double threshold) {
    return judge().findings().stream()
        .filter(f -> f.topic() == Topic.STANDARD_ERRORS && f.threshold() == threshold)
        .toList();
  }

  @Test
  public void theLargestKThatWasLookedAtIsNoAnswer() {
    reached = 3;
    assertEquals(Level.ACT, the(Topic.NUMBER_OF_COMPONENTS).level());
    assertEquals("--patience 6", the(Topic.NUMBER_OF_COMPONENTS).remedy());
    // Larger ones that could not be fitted are no reason to act.
    stopped = false;
    assertEquals(Level.NOTE, the(Topic.NUMBER_OF_COMPONENTS).level());
  }

  @Test
  public void fitsOfEarlierRunsAreMadeByThoseRuns() {
    made = Evidence.MadeBy.EARLIER_RUNS;
    local = fits(8, 2, 8.5);
    asked = List.of(1, 2, 3);
    reached = 3;
    assertTrue(the(Topic.LOCAL_FITS).remedy().startsWith("fit the runs again with larger"));
    assertEquals("fit the runs again with --k 1..6", the(Topic.NUMBER_OF_COMPONENTS).remedy());
  }

  /** With one replicate of 17 parameters, 1.6 is less than three errors of √(2 / 17) above one. */
  @Test
  public void aShapeIsNotBlamedForChance() {
    local = fits(4, 0, 1.6 * 8.5);
    assertFalse(silent(Topic.SHAPE));
    replicates = 1;
    local = fits(4, 0, 1.6 * 8.5);
    assertTrue(silent(Topic.SHAPE));
  }

  @Test
  public void whatHasNotArrivedIsNotCalledTheSameMaximum() {
    updates =
        new Evidence.Updates(
            3,
            tolerance,
            1e-3,
            false,
            "reduction",
            Optional.of(new Evidence.Rival("pool", 0.01, 1.5, false)));
    assertEquals(Level.NOTE, the(Topic.MAXIMUM).level());
    assertTrue(the(Topic.MAXIMUM).text().contains("cannot be told"));
  }

  /** Of ten thousand honest subsets one of two degrees of freedom goes far beyond six. */
  @Test
  public void manySubsetsAndSkewedLossesMayGoFurther() {
    assertEquals(Thresholds.OUTLYING, Thresholds.outlying(74, 20), 0);
    // χ² of 2 degrees is exponential: its quantile is 2 log(B / 0.001).
    double quantile = 2 * Math.log(1e7);
    assertEquals((quantile - 2) / 2, Thresholds.outlying(2, 10_000), 1e-6);
    assertEquals(Thresholds.OUTLYING, Thresholds.outlying(Double.NaN, 10), 0);
  }

  @Test
  public void neighboursThatWereNotAskedForAreMissing() {
    asked = List.of(1, 3, 4, 5);
    Finding finding = the(Topic.NUMBER_OF_COMPONENTS);
    assertEquals(Level.ACT, finding.level());
    assertTrue(finding.text(), finding.text().contains("not compared with K = 2:"));
    assertEquals("--k 1,2,3,4,5", finding.remedy());
    asked = List.of(1, 3, 5);
    assertTrue(the(Topic.NUMBER_OF_COMPONENTS).text().contains("K = 2 and 4:"));
    asked = List.of(3);
    reached = 3;
    assertEquals(Level.NOTE, the(Topic.NUMBER_OF_COMPONENTS).level());
  }

  @Test
  public void aConstraintThatTheSampleContradictsIsSaid() {
    ModelType vvv = mixture.family().type();
    general = Optional.of(new ShapeComparison(vvv, 5000, 9.9));
    assertTrue(silent(Topic.SHAPE));
    general = Optional.of(new ShapeComparison(vvv, 5000, 300));
    assertEquals(Level.ACT, the(Topic.SHAPE).level());
    assertTrue(the(Topic.SHAPE).text(), the(Topic.SHAPE).text().contains("300 better in BIC"));
  }

  @Test
  public void aVarianceThatIsThePenaltysIsSaid() {
    penalised = 0.11;
    assertEquals(Level.NOTE, the(Topic.PENALTY).level());
    penalised = 0.51;
    assertEquals(Level.ACT, the(Topic.PENALTY).level());
    assertTrue(the(Topic.PENALTY).text().contains("51 %"));
    penalised = 1;
    assertTrue(the(Topic.PENALTY).text().contains("collapsing"));
  }

  @Test
  public void whatWasLeftOutIsSaid() {
    apart = Optional.of(new Apart(1, 10, 400, false));
    assertTrue(silent(Topic.OUTLYING_SUBSETS));
    apart = Optional.of(new Apart(1, 10, 400, true));
    assertEquals(Level.NOTE, the(Topic.OUTLYING_SUBSETS).level());
    apart = Optional.of(new Apart(5, 10, 400, true));
    assertEquals(Level.ACT, the(Topic.OUTLYING_SUBSETS).level());
  }

  /** Where nine of ten fits failed because the tenth subset's rows scale their penalty. */
  @Test
  public void aMinorityOfSubsetsTellsNothingOfThemAll() {
    local = fits(1, 9, 8.5);
    subsets = Optional.of(losing(10));
    assertEquals(Level.NOTE, the(Topic.HETEROGENEITY).level());
    assertTrue(the(Topic.HETEROGENEITY).text().contains("only 1 of 10"));
    assertFalse(the(Topic.LOCAL_FITS).remedy().contains("robust"));
    apart = Optional.of(new Apart(1, 10, 400, false));
    assertTrue(the(Topic.LOCAL_FITS).remedy().contains("--aggregate robust"));
  }

  @Test
  public void oneSubsetIsComparedWithNone() {
    local = fits(1, 0, 8.5);
    subsets =
        Optional.of(new Heterogeneity(10 / 1.5, 4000, LossSpread.UNKNOWN, Thresholds.OUTLYING));
    assertEquals(Level.NOTE, the(Topic.HETEROGENEITY).level());
    assertTrue(the(Topic.HETEROGENEITY).remedy().contains("--subset-rows"));
    // Parts of 169 rows would not have ten for each of 17 parameters.
    rows = 679;
    assertEquals("", the(Topic.HETEROGENEITY).remedy());
  }

  @Test
  public void aChoiceThatNoSubsetMakesIsNotCalledGood() {
    stopped = false;
    votes = List.of(four, four, four, four);
    assertEquals(Level.NOTE, the(Topic.NUMBER_OF_COMPONENTS).level());
    assertTrue(judge().trustworthy());
  }

  /** A way that cannot go on is not told to. */
  @Test
  public void whatIsStuckIsNotAskedForMoreUpdates() {
    updates = new Evidence.Updates(0, tolerance, Double.NaN, true, "local", Optional.empty());
    assertTrue(the(Topic.CONVERGENCE).remedy().contains("collapse"));
    Evidence.Rival rival = new Evidence.Rival("pool", 12, 3, true);
    updates = new Evidence.Updates(3, tolerance, 1e-3, false, "reduction", Optional.of(rival));
    assertEquals("", the(Topic.MAXIMUM).remedy());
    // Ten nats over ten thousand rows ended the way, not the number of updates.
    updates =
        new Evidence.Updates(
            3, 1e-3, 5, false, "reduction", Optional.of(new Evidence.Rival("pool", 12, 3, false)));
    assertTrue(
        the(Topic.MAXIMUM).remedy(), the(Topic.MAXIMUM).remedy().contains("tolerance 1e-04"));
  }

  /** Copies of the same rows lose nothing, and √(2 / 40) four times is less than one. */
  @Test
  public void subsetsThatAreCopiesAreNoticed() {
    subsets = Optional.of(losing(0.01, -0.01, -0.01, 0));
    assertEquals(Level.ACT, the(Topic.HETEROGENEITY).level());
    assertTrue(the(Topic.HETEROGENEITY).remedy().contains("copies"));
    assertTrue(silent(Topic.LOCAL_FITS));
    // Losses and gains that cancel are no copies, and of one subset nothing can be said.
    assertFalse(losing(-5, 5, -2, 2).areTooAlike());
    assertFalse(losing(0.01).areTooAlike());
  }

  @Test
  public void aShapeThatCouldNotBeComparedIsSaid() {
    general = Optional.of(ShapeComparison.none(mixture.family().type()));
    assertEquals(Level.NOTE, the(Topic.SHAPE).level());
    assertTrue(the(Topic.SHAPE).text().contains("was not looked at"));
  }

  @Test
  public void subsetsThatDifferVoteForWhatTheyAre() {
    stopped = false;
    votes = List.of(three, four, four, four);
    assertTrue(the(Topic.NUMBER_OF_COMPONENTS).text().contains("fewer rows"));
    assertEquals(Level.NOTE, the(Topic.NUMBER_OF_COMPONENTS).level());
    subsets = Optional.of(losing(300, 400, 300, 400));
    assertFalse(the(Topic.NUMBER_OF_COMPONENTS).text().contains("fewer rows"));
  }

  @Test
  public void whatCannotBeComparedIsSaid() {
    subsets = Optional.empty();
    assertEquals(Level.NOTE, the(Topic.HETEROGENEITY).level());
  }
}
