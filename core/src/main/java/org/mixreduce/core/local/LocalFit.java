package org.mixreduce.core.local;

import java.util.Optional;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.fit.Termination;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

/**
 * What one subset says of one candidate: all that leaves the mapper.
 *
 * @param candidate shape and K
 * @param subset which rows
 * @param rows how many
 * @param weight n_b, their total weight
 * @param mixture θ̂_b; empty if the fit failed
 * @param logLikelihood ℓ_b(θ̂_b), unpenalised, in nats
 * @param classification Σ w log max τ over the subset
 * @param optimism ō_b: how much the fit flatters its own rows, a mean over replicates, in nats
 * @param replicates how many bootstrap replicates gave ō_b; zero if none was asked for
 * @param resampled ℓ*_r(θ̂_b) of each replicate r, whose weights are the same for all candidates,
 *     in nats; empty if none was asked for
 * @param termination of the fit
 * @param iterations of the final run
 * @param reseedings of the final run
 * @param work rows × components × E-steps of all starts, the final run and the replicates
 * @param message what went wrong, empty if nothing did
 */
public record LocalFit(
    CandidateKey candidate,
    SubsetId subset,
    long rows,
    double weight,
    Optional<Mixture> mixture,
    double logLikelihood,
    double classification,
    double optimism,
    int replicates,
    double[] resampled,
    Termination termination,
    int iterations,
    int reseedings,
    long work,
    String message) {

  /** The same fit with other parameters. */
  public LocalFit with(Optional<Mixture> other) {
    return new LocalFit(
        candidate,
        subset,
        rows,
        weight,
        other,
        logLikelihood,
        classification,
        optimism,
        replicates,
        resampled,
        termination,
        iterations,
        reseedings,
        work,
        message);
  }
}
