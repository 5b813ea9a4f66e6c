package org.mixreduce.mapper.earlier;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.CandidateKeyRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ProfileRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.avro.record.SplitRecord;

/**
 * Sends the local fits of earlier runs to their candidate, in the place that their split has among
 * the splits of all runs. Memory: a line a split.
 */
public final class EarlierFitMapper
    extends Mapper<
        Text, AvroValue<LocalFitRecord>, AvroKey<ShuffleKeyRecord>, AvroValue<LocalFitRecord>> {

  /** Where a split begins: its file, prefixed, and its first byte there. */
  private record Place(String path, long start) {}

  private final Map<Place, Integer> splits = new HashMap<>();
  private List<CandidateKeyRecord> candidates;

  @Override
  protected void setup(Context context) throws IOException {
    Configuration conf = context.getConfiguration();
    JobSettingsRecord settings = JobSettings.read(conf.getRaw(JobSettings.KEY));
    candidates = settings.getCandidates();
    Path path = new Path(settings.getProfile());
    List<ProfileRecord> profiles =
        ContainerFile.read(ProfileRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    for (SplitRecord split : profiles.get(0).getSplits()) {
      Place place = new Place(split.getPath(), split.getStart());
      if (splits.put(place, splits.size()) != null) {
        throw new IOException("two splits begin at " + place);
      }
    }
  }

  @Override
  protected void map(Text prefix, AvroValue<LocalFitRecord> value, Context context)
      throws IOException, InterruptedException {
    LocalFitRecord fit = value.datum();
    fit.setPath(prefix + fit.getPath());
    int group = candidates.indexOf(fit.getCandidate());
    Integer split = splits.get(new Place(fit.getPath(), fit.getStart()));
    if (group < 0 || split == null) {
      throw new IOException(
          "a local fit of "
              + fit.getCandidate()
              + " at "
              + fit.getPath()
              + ":"
              + fit.getStart()
              + " is of no candidate or no split of its run: fit again");
    }
    context.write(new AvroKey<>(new ShuffleKeyRecord(group, split, fit.getOrdinal())), value);
  }
}
