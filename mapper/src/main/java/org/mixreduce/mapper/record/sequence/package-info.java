/** SequenceFiles of text. */
package org.mixreduce.mapper.record.sequence;
