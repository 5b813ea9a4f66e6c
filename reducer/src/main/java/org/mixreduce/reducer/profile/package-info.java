/** Adds the profiles of the splits. */
package org.mixreduce.reducer.profile;
