/** One E-step of every live model over the rows of a split. */
package org.mixreduce.mapper.certify;
