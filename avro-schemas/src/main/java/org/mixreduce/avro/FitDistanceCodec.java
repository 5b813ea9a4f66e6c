package org.mixreduce.avro;

import org.mixreduce.avro.record.FitDistanceRecord;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.robust.FitDistance;

/** Distances of local fits from their centre. */
public final class FitDistanceCodec {

  private FitDistanceCodec() {}

  /** To Avro. */
  public static FitDistanceRecord write(FitDistance fit) {
    return new FitDistanceRecord(
        fit.subset().path(),
        fit.subset().start(),
        fit.subset().ordinal(),
        fit.rows(),
        fit.weight(),
        fit.distance(),
        fit.threshold());
  }

  /** From Avro. */
  public static FitDistance read(FitDistanceRecord record) {
    return new FitDistance(
        new SubsetId(record.getPath(), record.getStart(), record.getOrdinal()),
        record.getRows(),
        record.getWeight(),
        record.getDistance(),
        record.getThreshold());
  }
}
