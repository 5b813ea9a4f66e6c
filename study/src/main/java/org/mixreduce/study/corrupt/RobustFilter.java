package org.mixreduce.study.corrupt;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.robust.DistanceFilter;
import org.mixreduce.core.robust.FitDistance;

/**
 * What {@code --aggregate robust} leaves out: the subsets whose local fits lie farther from the
 * centre than the threshold. Where one K is asked for, its local fits are the judge.
 */
public final class RobustFilter implements SubsetFilter {

  /** The filter's name in tables. */
  public static final String NAME = "robust";

  @Override
  public Set<Integer> leftOut(List<LocalFit> fits, Seed seed) {
    DistanceFilter filter = new DistanceFilter(seed.derive("filter"));
    fits.forEach(filter::add);
    Set<SubsetId> outlying =
        filter.judge(fits).stream()
            .filter(FitDistance::outlying)
            .map(FitDistance::subset)
            .collect(Collectors.toSet());
    Set<Integer> places = new TreeSet<>();
    for (int b = 0; b < fits.size(); b++) {
      if (outlying.contains(fits.get(b).subset())) {
        places.add(b);
      }
    }
    return places;
  }
}
