/** Sends some rows of a split to the bags that they belong to. */
package org.mixreduce.mapper.uncertainty;
