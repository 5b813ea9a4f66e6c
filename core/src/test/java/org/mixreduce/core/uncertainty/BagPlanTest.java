package org.mixreduce.core.uncertainty;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.model.Mixture;

public class BagPlanTest {

  private static final int NO_LIMIT = Integer.MAX_VALUE;

  /** Two full components in one variable: two parameters each. */
  private static Mixture mixture(double smallest) {
    ComponentFamily family = Families.ofShape("VVV");
    Component component =
        family.read(
            List.of(
                new NamedArray("mean", new double[1]),
                new NamedArray("covariance", new double[] {1})));
    return Mixture.of(family, new double[] {1 - smallest, smallest}, List.of(component, component));
  }

  @Test
  public void thirtyRowsAParameterOfTheScarcestComponent() {
    assertEquals(30 * 2 / 0.25, BagPlan.needed(mixture(0.25)), 1e-9);
  }

  @Test
  public void manyRowsHaveBagsOfTheirPower() {
    double rows = 1e8;
    BagPlan plan = BagPlan.of(rows, mixture(0.5), NO_LIMIT);
    assertEquals(24, plan.bags());
    assertEquals(8, plan.wave());
    assertEquals(Math.pow(rows, 0.6), plan.share() * rows, 1e-6 * rows);
  }

  @Test
  public void aScarceComponentAsksForMore() {
    double rows = 1e6;
    BagPlan plan = BagPlan.of(rows, mixture(0.001), NO_LIMIT);
    // 60,000 rows a bag, of which a million has sixteen.
    assertEquals(60_000, plan.share() * rows, 1e-6);
    assertEquals(16, plan.bags());
    assertTrue(plan.bags() * plan.share() <= 1);
  }

  @Test
  public void aTaskHoldsNoMoreThanItsMemory() {
    BagPlan plan = BagPlan.of(1e6, mixture(0.001), 5_000);
    assertEquals(5_000, plan.share() * 1e6, 1e-6);
    assertEquals(24, plan.bags());
  }

  /** Two bags would have to share rows: one has them all. */
  @Test
  public void fewRowsAreOneBag() {
    double needed = BagPlan.needed(mixture(0.5));
    for (double rows : new double[] {1, 2, 100, needed, 1.9 * needed}) {
      assertEquals(new BagPlan(1, 1), BagPlan.of(rows, mixture(0.5), NO_LIMIT));
    }
    assertEquals(2, BagPlan.of(2.1 * needed, mixture(0.5), NO_LIMIT).bags());
  }

  /** More rows than a task can hold, but not twice as many. */
  @Test
  public void oneBagThatCannotHaveAllRowsHasAsManyAsItCan() {
    BagPlan plan = BagPlan.of(1500, mixture(0.001), 1000);
    assertEquals(1, plan.bags());
    assertEquals(1000, plan.share() * 1500, 1e-9);
  }

  @Test
  public void allModelsShareTheLargestBags() {
    BagPlan small = BagPlan.of(1e6, mixture(0.5), NO_LIMIT);
    BagPlan large = BagPlan.of(1e6, mixture(0.001), NO_LIMIT);
    assertEquals(large, small.larger(large));
    assertEquals(large, large.larger(small));
  }

  /** Each row is in one bag at most, and each bag is as likely as any other. */
  @Test
  public void bagsAreDisjointAndEquallyLikely() {
    int rows = 400_000;
    for (BagPlan plan : List.of(new BagPlan(24, 0.01), new BagPlan(3, 1 / 3.0))) {
      int[] sizes = new int[plan.bags()];
      int none = 0;
      Seed seed = new Seed(1);
      for (int i = 0; i < rows; i++) {
        int bag = plan.bag(seed.derive(i).value());
        assertTrue(bag >= -1 && bag < plan.bags());
        if (bag < 0) {
          none++;
        } else {
          sizes[bag]++;
        }
      }
      double share = plan.share();
      for (int size : sizes) {
        assertEquals(rows * share, size, 4 * Math.sqrt(rows * share * (1 - share)));
      }
      double rest = 1 - plan.bags() * share;
      assertEquals(rows * rest, none, 4 * Math.sqrt(rows * rest * (1 - rest)) + 1e-6);
    }
  }

  @Test
  public void theEndsOfTheHashHaveTheirBags() {
    BagPlan plan = new BagPlan(3, 0.2);
    assertEquals(0, plan.bag(0));
    assertEquals(-1, plan.bag(-1));
    assertEquals(2, plan.bag((long) (0.59 * 0x1p53) << 11));
    assertEquals(-1, plan.bag((long) (0.61 * 0x1p53) << 11));
    BagPlan whole = new BagPlan(1, 1);
    assertEquals(0, whole.bag(0));
    assertEquals(0, whole.bag(-1));
  }
}
