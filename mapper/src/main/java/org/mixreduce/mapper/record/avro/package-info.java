/** Avro container files. */
package org.mixreduce.mapper.record.avro;
