/** One call a candidate: its local fits in, the candidate out. */
package org.mixreduce.reducer.aggregate;
