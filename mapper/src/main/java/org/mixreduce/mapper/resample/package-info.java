/** Rows to their random places. */
package org.mixreduce.mapper.resample;
