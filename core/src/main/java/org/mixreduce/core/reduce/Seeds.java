package org.mixreduce.core.reduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.fit.DistanceSeeding;

/**
 * K components of a pool far from each other, and the nearest of them to every component, which
 * choosing them has told.
 */
record Seeds(List<Component> centres, Assignment assignment) {

  /** By distance seeding with the divergence as the distance. */
  static Seeds choose(ComponentPool pool, int k, Seed seed) {
    Assignment toPlace = new Assignment(pool);
    int[] places =
        DistanceSeeding.choose(
            k,
            pool.weights(),
            (i, chosen) -> {
              toPlace.offer(i, chosen, pool.component(chosen));
              return toPlace.distance(i);
            },
            seed.generator());
    List<Component> centres = new ArrayList<>(k);
    Map<Integer, Integer> rank = new HashMap<>();
    for (int place : places) {
      // One chosen twice is the nearest as the first of the two.
      rank.putIfAbsent(place, centres.size());
      centres.add(pool.component(place));
    }
    Assignment assignment = toPlace.renumbered(rank);
    // Components without weight attract no seeds and so were not compared.
    assignment.settle(centres);
    return new Seeds(centres, assignment);
  }
}
