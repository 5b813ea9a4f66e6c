package org.mixreduce.core.aggregate;

import java.util.Optional;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.fit.FitSettings;

/**
 * What every candidate of a job is aggregated with.
 *
 * @param global moments of all rows
 * @param pool the pooled sample; empty if no row may leave its mapper
 * @param fit how the pooled sample is fitted
 * @param subsets how many subsets the rows are divided into
 * @param root the job's seed
 */
public record AggregationSettings(
    Moments global, Optional<RowBlock> pool, FitSettings fit, long subsets, Seed root) {}
