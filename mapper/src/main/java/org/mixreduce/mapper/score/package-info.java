/** Label, posterior and density of every row. */
package org.mixreduce.mapper.score;
