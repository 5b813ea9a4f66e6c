/** From files to records and from records to rows. */
package org.mixreduce.mapper.record;
