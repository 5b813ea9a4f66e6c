/** From records to weighted rows and subsets, with the policy for rows that cannot be used. */
package org.mixreduce.mapper.rows;
