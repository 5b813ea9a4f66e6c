/**
 * The only code that turns domain objects into Avro records and back. Reading checks: a record that
 * is no such thing is an {@link IllegalArgumentException} that names the field.
 */
package org.mixreduce.avro;
