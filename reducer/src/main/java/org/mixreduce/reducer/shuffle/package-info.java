/** How values find their reducer and their order. */
package org.mixreduce.reducer.shuffle;
