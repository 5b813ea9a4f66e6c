/** Parquet files. */
package org.mixreduce.mapper.record.parquet;
