package org.mixreduce.driver.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.ColumnOptions;
import org.mixreduce.driver.input.UsageException;
import org.mixreduce.driver.runs.EarlierRun;
import org.mixreduce.driver.runs.EarlierRuns;
import org.mixreduce.driver.runs.PooledSamples;

/**
 * What an aggregation does: the fit that the runs add up to, and which of its candidates all runs
 * have fitted.
 *
 * @param fit of all rows, as if one run had made the local fits
 * @param candidates that are reduced
 * @param warnings what the user should know
 */
record AggregatePlan(FitRequest fit, List<CandidateKey> candidates, List<String> warnings) {

  /**
   * The plan.
   *
   * @throws UsageException if what is asked for cannot be had of these runs
   * @throws BadInputException if the runs have no candidate in common
   */
  static AggregatePlan of(AggregateRequest request, EarlierRuns runs, PooledSamples pools) {
    List<String> warnings = new ArrayList<>(runs.warnings());
    AggregateRequest.Local local = request.local();
    RowLayout layout = runs.layout();
    List<ModelType> types = request.wanted().types().orElseGet(() -> types(runs));
    List<Integer> components = request.wanted().components().orElseGet(() -> components(runs));
    FitRequest fit =
        new FitRequest(
            new FitRequest.Reading(
                layout.syntax(),
                layout.header().isPresent(),
                ColumnOptions.NONE,
                FitRequest.RowOrder.AS_STORED),
            types,
            components,
            new FitRequest.Local(
                local.subsetRows().orElseGet(() -> runs.largest(EarlierRun::subsetRows)),
                poolRows(local, runs, pools, warnings),
                local.starts(),
                0,
                local.penalty().orElseGet(() -> penalty(runs))),
            request.chain(),
            FitRequest.Aggregate.KL,
            request.limits(),
            Optional.empty(),
            request.seed());
    List<CandidateKey> candidates = common(fit.candidates(), request, runs, warnings);
    return new AggregatePlan(fit, candidates, warnings);
  }

  private static List<ModelType> types(EarlierRuns runs) {
    return runs.fittedByAny().stream().map(CandidateKey::type).distinct().toList();
  }

  private static List<Integer> components(EarlierRuns runs) {
    return runs.fittedByAny().stream().map(CandidateKey::components).distinct().sorted().toList();
  }

  /** Local fits under several penalties can be reduced; what comes after has one. */
  private static double penalty(EarlierRuns runs) {
    EarlierRun first = runs.list().get(0);
    for (EarlierRun run : runs.list()) {
      if (run.penalty() != first.penalty()) {
        throw new UsageException(
            "the runs have different penalties: "
                + first.penalty()
                + " in "
                + first
                + ", "
                + run.penalty()
                + " in "
                + run
                + ": say with --penalty which holds for the pooled sample and the exact updates");
      }
    }
    return first.penalty();
  }

  private static int poolRows(
      AggregateRequest.Local local, EarlierRuns runs, PooledSamples pools, List<String> warnings) {
    Optional<EarlierRun> lacking = pools.lacking();
    if (lacking.isEmpty()) {
      return local.poolRows().orElseGet(() -> runs.largest(EarlierRun::poolRows));
    }
    String reason = "the run in " + lacking.get() + " kept no pooled sample (pool.avro)";
    if (local.poolRows().orElse(0) > 0) {
      throw new UsageException(
          "--pool-rows "
              + local.poolRows().get()
              + ": "
              + reason
              + ": fit it again with --pool-rows, leave it out, or aggregate with --pool-rows 0");
    }
    if (local.poolRows().isEmpty()
        && runs.list().stream().anyMatch(run -> run.pool().isPresent())) {
      warnings.add(reason + ", so there is none of all rows: the reduction is not polished on one");
    }
    return 0;
  }

  private static List<CandidateKey> common(
      List<CandidateKey> wanted,
      AggregateRequest request,
      EarlierRuns runs,
      List<String> warnings) {
    List<CandidateKey> common = new ArrayList<>();
    for (CandidateKey key : wanted) {
      List<EarlierRun> lacking = runs.lacking(key);
      if (lacking.isEmpty()) {
        common.add(key);
      } else if (lacking.size() < runs.list().size()) {
        warnings.add(
            key
                + " is left out: "
                + lacking.size()
                + " of "
                + runs.list().size()
                + " runs have not fitted it, such as "
                + lacking.get(0));
      }
    }
    if (common.isEmpty()) {
      refuse(request, runs);
    }
    return common;
  }

  private static void refuse(AggregateRequest request, EarlierRuns runs) {
    String fitted =
        runs.list().stream()
            .limit(3)
            .map(run -> run + " has " + names(run.fitted()))
            .collect(Collectors.joining("; "));
    if (request.wanted().types().isPresent() || request.wanted().components().isPresent()) {
      throw new UsageException(
          "--k and --shape leave no candidate that all runs have fitted (" + fitted + ")");
    }
    throw new BadInputException(
        "no shape and K is fitted in all runs ("
            + fitted
            + "): fit with the same --shape and --k, and a --patience that reaches the same K");
  }

  private static String names(SortedSet<CandidateKey> keys) {
    TreeSet<String> shapes = new TreeSet<>();
    keys.forEach(key -> shapes.add(key.type().shape()));
    return shapes.stream()
        .map(
            shape ->
                shape
                    + " "
                    + keys.stream()
                        .filter(key -> key.type().shape().equals(shape))
                        .map(key -> String.valueOf(key.components()))
                        .collect(Collectors.joining(",")))
        .collect(Collectors.joining(", "));
  }
}
