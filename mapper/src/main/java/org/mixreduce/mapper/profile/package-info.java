/** The scan before all others: counts, columns, moments and the pooled sample. */
package org.mixreduce.mapper.profile;
