package org.mixreduce.study.corrupt;

import java.util.List;
import java.util.Set;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.local.LocalFit;

/** Decides from the local fits alone which subsets not to trust. */
@FunctionalInterface
public interface SubsetFilter {

  /**
   * The places of those to leave out, numbered from 0 in the order of the subsets.
   *
   * @param seed the chain's
   */
  Set<Integer> leftOut(List<LocalFit> fits, Seed seed);
}
