/** Delimited text, a record a line. */
package org.mixreduce.mapper.record.text;
