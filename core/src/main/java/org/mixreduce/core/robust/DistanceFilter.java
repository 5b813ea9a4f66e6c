package org.mixreduce.core.robust;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.data.SubsetSample;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;

/**
 * Tells which local fits of one candidate lie too far from the centre of all.
 *
 * <p>The fits are told once, by {@link #add}, of which a uniform sample of at most M = {@value
 * #SAMPLE} is kept: those with the smallest hashes of seed and subset. Among them the {@link
 * Centre} is sought. Then all fits are read again and measured against it. With J_b the {@link
 * MomentDistance} of fit b and u_b its sampling error, about 1/n_b, the most that passes is
 *
 * <p>t_b = ρ · q · max(1, median_c (J_c / u_c) / E) · u_b,
 *
 * <p>with q and E the quantile and mean of the {@link SamplingDistribution} at the central fit, q
 * being exceeded by any of B honest fits once in {@value #ONE_IN} data sets, and ρ = {@value
 * #MARGIN} a margin. So a fit is left out only if it is farther than sampling explains, and as much
 * farther than half of the fits are: where splits differ anyhow, only one that differs much more
 * stands out.
 */
public final class DistanceFilter {

  /**
   * The fewest fits that can be judged. Among three, a majority is one pair, and two that are near
   * each other by chance would outvote the third.
   */
  public static final int LEAST_FITS = 4;

  /** The share of corrupt fits up to which the filter was tried. */
  public static final double TRIED = 0.4;

  /** M, the fits among which the centre is sought. */
  public static final int SAMPLE = 100;

  private static final double ONE_IN = 1000;

  /** ρ, for the error of a tail that a simulation of limited size is extrapolated to. */
  private static final double MARGIN = 1.2;

  private final Seed seed;
  private final SubsetSample<Centre.Member> sample;
  private long fits;

  /** A filter of the fits of one candidate. */
  public DistanceFilter(Seed seed) {
    this.seed = seed;
    this.sample = new SubsetSample<>(seed, SAMPLE);
  }

  /** Tells of a fit. One that failed says nothing, and is not judged. */
  public void add(LocalFit fit) {
    if (fit.mixture().isEmpty()) {
      return;
    }
    fits++;
    sample.offer(fit.subset(), member(fit));
  }

  private static Centre.Member member(LocalFit fit) {
    return new Centre.Member(
        fit.subset(), SingleComponent.of(fit.mixture().orElseThrow(), fit.weight()));
  }

  /** Whether there are {@value #LEAST_FITS} sound fits, so that a majority means something. */
  public boolean canJudge() {
    return fits >= LEAST_FITS;
  }

  /** A fit on its way to a judgement. */
  private record Measured(
      SubsetId subset, long rows, double weight, double distance, double error) {

    double inErrors() {
      return distance / error;
    }
  }

  /**
   * Judges every sound fit, in the order in which they are read.
   *
   * @param again the same fits as were added; read twice
   * @throws IllegalStateException if there are too few
   */
  public List<FitDistance> judge(Iterable<LocalFit> again) {
    if (!canJudge()) {
      throw new IllegalStateException(
          fits + " local fits, at least " + LEAST_FITS + " are needed to tell which is apart");
    }
    Centre centre = Centre.of(sample.values());
    SamplingDistribution sampling =
        SamplingDistribution.of(mixture(centre.attention(), again), seed.derive("sampling"));
    List<Measured> measured = new ArrayList<>();
    for (LocalFit fit : again) {
      if (fit.mixture().isPresent()) {
        Centre.Member member = member(fit);
        measured.add(
            new Measured(
                fit.subset(),
                fit.rows(),
                fit.weight(),
                centre.distance(member),
                centre.samplingError(member)));
      }
    }
    double scale =
        MARGIN
            * sampling.exceededWith(1 / (ONE_IN * measured.size()))
            * Math.max(1, median(measured) / sampling.mean());
    return measured.stream()
        .map(
            m -> new FitDistance(m.subset(), m.rows(), m.weight(), m.distance(), scale * m.error()))
        .toList();
  }

  private static Mixture mixture(SubsetId subset, Iterable<LocalFit> fits) {
    Mixture found = null;
    // To the end, where a file that is being read closes.
    for (LocalFit fit : fits) {
      found = fit.subset().equals(subset) ? fit.mixture().orElseThrow() : found;
    }
    return found;
  }

  private static double median(List<Measured> measured) {
    double[] sorted = measured.stream().mapToDouble(Measured::inErrors).sorted().toArray();
    return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
  }
}
