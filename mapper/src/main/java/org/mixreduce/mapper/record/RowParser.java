package org.mixreduce.mapper.record;

/** Makes rows of the records of one format. Not safe for two threads. */
public interface RowParser {

  /** Fills {@code row} from a record, which is of the class that the format's reader hands out. */
  void parse(Object record, ParsedRow row);
}
