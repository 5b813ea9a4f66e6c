package org.mixreduce.study.chain;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.mixreduce.core.aggregate.Candidate;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;

public class InMemoryChainTest {

  private static final DataSet DATA = Population.normal(2, 2, 0.01).draw(4000, new Seed(3));

  private static InMemoryChain chain(int subsets) {
    return new InMemoryChain(DATA.subsets(subsets), ChainSettings.DEFAULTS);
  }

  @Test
  public void replicatesAreSpreadOverTheSubsets() {
    List<LocalFit> fits = chain(8).localFits(2, Optional.empty());
    assertEquals(20, fits.stream().mapToInt(LocalFit::replicates).sum());
    assertTrue(fits.stream().allMatch(fit -> fit.replicates() == 2 || fit.replicates() == 3));
  }

  @Test
  public void thePooledSampleIsTheSameHoweverRowsAreCut() {
    Optional<RowBlock> pool = chain(8).pool(300);
    assertEquals(300, pool.orElseThrow().rows());
    assertEquals(pool, chain(3).pool(300));
    assertTrue(chain(8).pool(0).isEmpty());
  }

  @Test
  public void everyStepIsScoredAtItsOwnParameters() {
    InMemoryChain chain = chain(4);
    InMemoryChain.Outcome outcome = chain.run(2, chain.pool(300));
    assertEquals(
        List.of(Candidate.REDUCTION, Candidate.POOL, Candidate.LOCAL),
        outcome.certified().stream().map(CertifiedPath::origin).toList());
    for (CertifiedPath path : outcome.certified()) {
      Mixture start = path.steps().get(0).mixture();
      assertTrue(
          path.origin().equals(Candidate.LOCAL)
              ? outcome.candidate().locals().contains(start)
              : outcome.candidate().origins().get(path.origin()) == start);
      for (CertifiedPath.Step step : path.steps()) {
        assertEquals(
            chain.evaluate(step.mixture()).logLikelihood(), step.score().logLikelihood(), 0);
      }
      assertTrue(path.updates() >= 1);
      assertEquals(path.last(), path.after(100));
    }
  }

  @Test
  public void theBetterOriginIsChosen() {
    InMemoryChain chain = chain(4);
    List<CertifiedPath> paths = chain.run(2, chain.pool(300)).certified();
    double best = InMemoryChain.best(paths).orElseThrow().logLikelihood();
    assertTrue(paths.stream().allMatch(path -> path.logLikelihood() <= best));
    assertTrue(InMemoryChain.best(List.of()).isEmpty());
  }

  @Test
  public void withoutAPooledSampleThereIsTheReductionAlone() {
    InMemoryChain.Outcome outcome = chain(4).run(2, Optional.empty());
    assertEquals(List.of(Candidate.REDUCTION), List.copyOf(outcome.candidate().origins().keySet()));
  }
}
