/** One call a bag: its rows in, the spread of every model's parameters out. */
package org.mixreduce.reducer.uncertainty;
