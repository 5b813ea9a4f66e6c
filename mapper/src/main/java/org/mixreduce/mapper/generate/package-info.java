/** Rows out of a model instead of a file. */
package org.mixreduce.mapper.generate;
