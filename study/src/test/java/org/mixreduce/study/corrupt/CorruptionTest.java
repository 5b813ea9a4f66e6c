package org.mixreduce.study.corrupt;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.gaussian.GaussianComponent;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.chain.ChainSettings;
import org.mixreduce.study.chain.InMemoryChain;
import org.mixreduce.study.data.Population;

public class CorruptionTest {

  private static final Seed SEED = new Seed(11);

  @Test
  public void theShareOfSubsetsIsRoundedDown() {
    for (double share : List.of(0.1, 0.2, 0.3, 0.4)) {
      Corruption corruption = new Corruption(Attack.MEANS, share);
      assertEquals(Math.round(share * 20), corruption.places(20, SEED).size());
      assertEquals(Math.round(share * 30), corruption.places(30, SEED).size());
    }
    assertEquals(1, new Corruption(Attack.MEANS, 0.1).places(19, SEED).size());
    assertEquals(Set.of(), new Corruption(Attack.MEANS, 0.1).places(9, SEED));
  }

  @Test
  public void onlyTheChosenOnesLieAndOnlyAboutWhatIsAttacked() {
    InMemoryChain chain =
        new InMemoryChain(
            Population.normal(2, 2, 0.01).draw(1000, new Seed(3)).subsets(5),
            ChainSettings.DEFAULTS);
    List<LocalFit> honest = chain.localFits(2, Optional.empty());
    for (Attack attack : Attack.values()) {
      List<LocalFit> arriving = new Corruption(attack, 0.4).on(honest, Set.of(1, 3), SEED);
      for (int b = 0; b < honest.size(); b++) {
        Mixture own = honest.get(b).mixture().orElseThrow();
        Mixture sent = arriving.get(b).mixture().orElseThrow();
        boolean lies = b == 1 || b == 3;
        check(own, sent, lies ? attack : null);
      }
      assertNotEquals(
          arriving.get(1).mixture().orElseThrow().component(0).mean()[0]
              + arriving.get(1).mixture().orElseThrow().weight(0)
              + variance(arriving.get(1).mixture().orElseThrow()),
          arriving.get(3).mixture().orElseThrow().component(0).mean()[0]
              + arriving.get(3).mixture().orElseThrow().weight(0)
              + variance(arriving.get(3).mixture().orElseThrow()),
          0);
    }
  }

  private static void check(Mixture own, Mixture sent, Attack attack) {
    double[] mean = sent.component(0).mean();
    if (attack == Attack.MEANS) {
      // Rows lie in the unit square; a draw of N(0, 100²) nearly never does.
      assertTrue(Math.abs(mean[0]) > 2);
    } else {
      assertArrayEquals(own.component(0).mean(), mean, 0);
    }
    if (attack == Attack.COVARIANCES) {
      assertTrue(variance(sent) > variance(own));
    } else {
      assertEquals(variance(own), variance(sent), 0);
    }
    if (attack == Attack.WEIGHTS) {
      assertNotEquals(own.weight(0), sent.weight(0), 0);
    } else {
      assertArrayEquals(own.weights(), sent.weights(), 0);
    }
  }

  private static double variance(Mixture mixture) {
    return ((GaussianComponent) mixture.component(0)).covariance(0, 0);
  }
}
