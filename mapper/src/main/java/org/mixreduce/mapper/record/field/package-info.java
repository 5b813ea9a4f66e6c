/** Records whose fields have names and types: what all formats with a schema share. */
package org.mixreduce.mapper.record.field;
