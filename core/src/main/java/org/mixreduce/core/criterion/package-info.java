/** Judging candidates: information criteria, the chain's patience, agreement with known classes. */
package org.mixreduce.core.criterion;
