/** From files to records and from records to rows; a folder each format. */
package org.mixreduce.mapper.record;
