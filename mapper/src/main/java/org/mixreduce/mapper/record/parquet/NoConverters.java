package org.mixreduce.mapper.record.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;

/** What Parquet asks for in order to assemble records, which is not done here. */
final class NoConverters extends GroupConverter {

  private final GroupType group;

  NoConverters(GroupType group) {
    this.group = group;
  }

  @Override
  public Converter getConverter(int field) {
    return group.getType(field).isPrimitive()
        ? new PrimitiveConverter() {}
        : new NoConverters(group.getType(field).asGroupType());
  }

  @Override
  public void start() {}

  @Override
  public void end() {}
}
