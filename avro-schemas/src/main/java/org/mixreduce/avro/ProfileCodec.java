package org.mixreduce.avro;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.avro.record.ColumnProfileRecord;
import org.mixreduce.avro.record.FrequentValueRecord;
import org.mixreduce.avro.record.MomentsRecord;
import org.mixreduce.avro.record.ProfilePartRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.SampleRowRecord;
import org.mixreduce.avro.record.SplitRecord;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.profile.ColumnProfile;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.profile.FrequentValues;
import org.mixreduce.core.profile.RowSample;

/** Profiles, whole and in parts, and the rows of the pooled sample. */
public final class ProfileCodec {

  private ProfileCodec() {}

  /** The profile of one split. */
  public static ProfilePartRecord writePart(
      String path, long start, List<Integer> subsets, DataProfile profile, RowSample sample) {
    DataProfile.Counts counts = profile.counts();
    return new ProfilePartRecord(
        path,
        start,
        subsets,
        counts.rows(),
        counts.malformed(),
        counts.missing(),
        counts.weightless(),
        write(profile.moments()),
        writeColumns(profile, List.of()),
        profile.problems(),
        "",
        sample.threshold(),
        sample.entries().stream().map(ProfileCodec::write).toList());
  }

  /** The counts of one split. */
  public static DataProfile readPart(ProfilePartRecord record) {
    DataProfile.Counts counts =
        new DataProfile.Counts(
            record.getRows(), record.getMalformed(), record.getMissing(), record.getWeightless());
    return new DataProfile(
        counts, readColumns(record.getColumns()), read(record.getMoments()), record.getProblems());
  }

  /** The sample of one split. */
  public static RowSample readSample(ProfilePartRecord record, int capacity) {
    List<RowSample.Entry> entries = record.getSample().stream().map(ProfileCodec::read).toList();
    return RowSample.of(capacity, record.getThreshold(), entries);
  }

  /** The profile of all rows, with the splits it was added up from. */
  public static ProfileRecord write(
      DataProfile profile, List<String> names, List<SplitRecord> splits) {
    DataProfile.Counts counts = profile.counts();
    return new ProfileRecord(
        counts.rows(),
        counts.malformed(),
        counts.missing(),
        counts.weightless(),
        write(profile.moments()),
        writeColumns(profile, names),
        profile.problems(),
        "",
        splits);
  }

  /** The profile of all rows. */
  public static DataProfile read(ProfileRecord record) {
    DataProfile.Counts counts =
        new DataProfile.Counts(
            record.getRows(), record.getMalformed(), record.getMissing(), record.getWeightless());
    return new DataProfile(
        counts, readColumns(record.getColumns()), read(record.getMoments()), record.getProblems());
  }

  /** To Avro. */
  public static SampleRowRecord write(RowSample.Entry entry) {
    return new SampleRowRecord(entry.hash(), entry.weight(), MixtureCodec.boxed(entry.values()));
  }

  /** From Avro. */
  public static RowSample.Entry read(SampleRowRecord record) {
    return new RowSample.Entry(
        record.getHash(), record.getWeight(), MixtureCodec.unboxed(record.getValues()));
  }

  /** To Avro. */
  public static MomentsRecord write(Moments moments) {
    return new MomentsRecord(
        moments.weight(),
        MixtureCodec.boxed(moments.mean()),
        MixtureCodec.boxed(moments.scatter()));
  }

  /** From Avro. */
  public static Moments read(MomentsRecord record) {
    return Moments.of(
        record.getWeight(),
        MixtureCodec.unboxed(record.getMean()),
        MixtureCodec.unboxed(record.getScatter()));
  }

  private static List<ColumnProfileRecord> writeColumns(DataProfile profile, List<String> names) {
    List<ColumnProfileRecord> records = new ArrayList<>();
    for (int j = 0; j < profile.columns().size(); j++) {
      ColumnProfile column = profile.columns().get(j);
      List<FrequentValueRecord> frequent = new ArrayList<>();
      for (FrequentValues.Count count : column.frequent().counts()) {
        frequent.add(new FrequentValueRecord(count.value(), count.atLeast()));
      }
      records.add(
          new ColumnProfileRecord(
              names.isEmpty() ? "" : names.get(j),
              column.minimum(),
              column.maximum(),
              column.missing(),
              column.malformed(),
              frequent));
    }
    return records;
  }

  private static List<ColumnProfile> readColumns(List<ColumnProfileRecord> records) {
    List<ColumnProfile> columns = new ArrayList<>();
    for (ColumnProfileRecord record : records) {
      List<FrequentValues.Count> counts = new ArrayList<>();
      for (FrequentValueRecord value : record.getFrequent()) {
        counts.add(new FrequentValues.Count(value.getValue(), value.getAtLeast()));
      }
      columns.add(
          new ColumnProfile(
              record.getMinimum(),
              record.getMaximum(),
              record.getMissing(),
              record.getMalformed(),
              FrequentValues.of(counts)));
    }
    return columns;
  }
}
