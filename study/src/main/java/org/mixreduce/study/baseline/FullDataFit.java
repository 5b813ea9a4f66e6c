package org.mixreduce.study.baseline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.fit.FitResult;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.model.Mixture;

/** Fits of all rows on one machine: what the chain would like to equal. */
public final class FullDataFit {

  private final RowBlock rows;
  private final Moments global;
  private final ModelType type;
  private final FitSettings settings;
  private final MixtureFitter climber;

  /** Fits of these rows. */
  public FullDataFit(RowBlock rows, ModelType type, FitSettings settings) {
    this.rows = rows;
    this.global = Moments.of(rows);
    this.type = type;
    this.settings = settings;
    this.climber = new MixtureFitter(rows, global, settings, new Seed(0));
  }

  /**
   * A fit as anybody would make it: short runs from several starts, the best to convergence. Empty
   * if none was sound.
   */
  public Optional<FitResult> fit(int k, Seed seed) {
    return new MixtureFitter(rows, global, settings, seed)
        .fit(Families.of(type), k, Optional.empty())
        .filter(FitResult::usable);
  }

  /** From one point to convergence. */
  public FitResult climb(Mixture start) {
    return climber.polish(start);
  }

  /**
   * The best of a fit and of climbs from given points, such as the truth and another method's
   * result, by penalised log-likelihood.
   */
  public Optional<FitResult> best(int k, Seed seed, List<Mixture> starts) {
    return Stream.concat(
            fit(k, seed).stream(), starts.stream().map(this::climb).filter(FitResult::usable))
        .max(Comparator.comparingDouble(FitResult::objective));
  }
}
