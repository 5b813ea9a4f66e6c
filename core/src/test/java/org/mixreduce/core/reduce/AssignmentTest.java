package org.mixreduce.core.reduce;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.testing.Populations;

public class AssignmentTest {

  private static final int K = 8;

  private final ComponentFamily family = Families.ofShape("VVV");

  private ComponentPool pool() {
    ComponentPool pool = new ComponentPool(family);
    for (int b = 0; b < 20; b++) {
      pool.add(Populations.mixture(family, 4, 5, 1, b), 100 + b);
    }
    return pool;
  }

  /** Every component's divergence is the least there is, and is that from its own centre. */
  private static void assertNearest(
      ComponentPool pool, List<Component> centres, Assignment assignment) {
    for (int i = 0; i < pool.size(); i++) {
      double least = Double.POSITIVE_INFINITY;
      for (Component centre : centres) {
        least = Math.min(least, pool.family().divergence(pool.component(i), centre));
      }
      Component own = centres.get(assignment.centre(i));
      assertEquals(least, assignment.distance(i), 0);
      assertEquals(least, pool.family().divergence(pool.component(i), own), 0);
    }
  }

  @Test
  public void everyoneIsAtTheNearestWhicheverCentresMove() {
    ComponentPool pool = pool();
    List<Component> centres =
        new ArrayList<>(Populations.mixture(family, K, 5, 1, 99).components());
    Assignment assignment = Assignment.toNearest(pool, centres);
    assertNearest(pool, centres, assignment);
    Random random = new Random(1);
    int changes = 0;
    for (int round = 0; round < 50; round++) {
      boolean[] moved = new boolean[K];
      for (int move = 0; move < 1 + round % 3; move++) {
        int k = random.nextInt(K);
        moved[k] = true;
        centres.set(k, pool.component(random.nextInt(pool.size())));
      }
      assignment.follow(centres, moved);
      changes += assignment.reassign(centres, moved) ? 1 : 0;
      assertNearest(pool, centres, assignment);
      assertFalse("once is enough", assignment.reassign(centres, moved));
    }
    assertTrue("members went elsewhere in most rounds", changes > 25);
  }

  @Test
  public void seedsKnowTheNearestOfThemEvenToComponentsWithoutWeight() {
    ComponentPool pool = pool();
    pool.add(Populations.mixture(family, 4, 5, 1, 100), 0);
    Seeds seeds = Seeds.choose(pool, K, new Seed(3));
    assertEquals(K, seeds.centres().size());
    assertNearest(pool, seeds.centres(), seeds.assignment());
  }

  @Test
  public void aCentreWithoutMembersGetsTheOneThatCostsMost() {
    ComponentPool pool = pool();
    List<Component> centres = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      centres.add(pool.component(5 * k));
    }
    // Never the first of equals.
    centres.add(centres.get(0));
    Assignment assignment = Assignment.toNearest(pool, centres);
    double before = assignment.objective();
    double most = 0;
    for (int i = 0; i < pool.size(); i++) {
      most = Math.max(most, pool.weight(i) * assignment.distance(i));
    }
    assertEquals(1, assignment.fillEmpty(K + 1));
    // Sums of eighty terms.
    assertEquals(before - most, assignment.objective(), 1e-12 * before);
    assertEquals(0, assignment.fillEmpty(K + 1));
  }
}
