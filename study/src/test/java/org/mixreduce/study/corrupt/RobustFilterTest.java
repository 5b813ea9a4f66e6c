package org.mixreduce.study.corrupt;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.data.DataSet;
import org.mixreduce.study.data.Population;

public class RobustFilterTest {

  private static final Seed SEED = new Seed(5);

  @Test
  public void subsetsWhoseMeansWereReplacedAreLeftOutAndNoOthers() {
    DataSet data = Population.normal(2, 2, 0.01).draw(2000, new Seed(3));
    List<LocalFit> honest =
        new InMemoryChain(data.subsets(10), ChainSettings.DEFAULTS).localFits(2, Optional.empty());
    assertEquals(Set.of(), new RobustFilter().leftOut(honest, SEED));
    List<LocalFit> arriving = new Corruption(Attack.MEANS, 0.2).on(honest, Set.of(1, 7), SEED);
    assertEquals(Set.of(1, 7), new RobustFilter().leftOut(arriving, SEED));
  }
}
