package org.mixreduce.mapper.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.mapred.AvroKey;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.ConfusionCellRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.criterion.ConfusionTable;
import org.mixreduce.core.data.RowBlockBuilder;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.PosteriorKernel;
import org.mixreduce.mapper.record.InputSettings;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.ParsedRow;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.RefusalFile;
import org.mixreduce.mapper.record.RowParser;
import org.mixreduce.mapper.record.UnreadableFileException;
import org.mixreduce.mapper.rows.RowCounter;

/**
 * Scores the records of a split in their order, a line or record each. A record that cannot be
 * scored keeps its ids and says NA. Where the rows carry known classes, the split's confusion table
 * is written beside the scores, as {@code _confusion-SPLIT.avro}.
 */
public final class ScoreMapper extends Mapper<RecordPosition, Object, Object, Object> {

  /** How the files of confusion tables begin. */
  public static final String CONFUSION_PREFIX = "_confusion-";

  private static final String FORMAT = "mixreduce.score.format";

  private RowLayout layout;
  private RowParser parser;
  private ParsedRow row;
  private PosteriorKernel kernel;
  private RowBlockBuilder block;
  private boolean posteriors;
  private ScoreFormat format;
  private Schema schema;
  private final List<Waiting> waiting = new ArrayList<>();
  private final ConfusionTable confusion = new ConfusionTable();

  /** A record that waits for its block. */
  private record Waiting(String[] ids, String truth, double weight, boolean usable) {}

  /** Has scores written in a format. */
  public static void setFormat(Configuration conf, ScoreFormat format) {
    conf.setEnum(FORMAT, format);
  }

  @Override
  protected void setup(Context context) throws IOException, InterruptedException {
    Configuration conf = context.getConfiguration();
    JobSettingsRecord settings = JobSettings.read(conf.getRaw(JobSettings.KEY));
    InputSettings input = InputSettings.read(conf);
    layout = input.layout();
    parser = input.format().parser(layout);
    row = new ParsedRow(layout);
    Mixture mixture = model(settings, conf);
    kernel = new PosteriorKernel(mixture);
    block = new RowBlockBuilder(layout.dimension());
    posteriors = settings.getPosteriors();
    format = conf.getEnum(FORMAT, ScoreFormat.CSV);
    ScoreTable table = new ScoreTable(layout, mixture.size(), posteriors);
    schema = table.avroSchema();
    if (format == ScoreFormat.CSV) {
      StringJoiner header = new StringJoiner(",");
      table.names().forEach(name -> header.add(ScoreTable.quoted(name)));
      context.write(NullWritable.get(), new Text(header.toString()));
    }
  }

  private static Mixture model(JobSettingsRecord settings, Configuration conf) throws IOException {
    Path path = new Path(settings.getModels());
    List<ModelRecord> models =
        ContainerFile.read(ModelRecord.getClassSchema(), path.getFileSystem(conf).open(path));
    return MixtureCodec.read(models.get(0).getMixture());
  }

  @Override
  protected void map(RecordPosition position, Object record, Context context)
      throws IOException, InterruptedException {
    parser.parse(record, row);
    boolean usable = row.status() == ParsedRow.Status.ROW;
    context.getCounter(counter(row.status())).increment(1);
    String[] ids = new String[layout.ids().size()];
    for (int id = 0; id < ids.length; id++) {
      ids[id] = row.id(id);
    }
    waiting.add(new Waiting(ids, row.truth(), row.weight(), usable));
    if (usable) {
      block.add(row.values(), 1);
    }
    if (waiting.size() == PosteriorKernel.TILE) {
      flush(context);
    }
  }

  private static RowCounter counter(ParsedRow.Status status) {
    return switch (status) {
      case ROW -> RowCounter.USABLE;
      case MISSING -> RowCounter.MISSING;
      case MALFORMED -> RowCounter.MALFORMED;
    };
  }

  private void flush(Context context) throws IOException, InterruptedException {
    int usable = block.size();
    kernel.evaluate(block.cut(usable), 0, usable);
    int next = 0;
    for (Waiting record : waiting) {
      write(record, record.usable() ? next++ : -1, context);
    }
    waiting.clear();
  }

  /** Writes a record; {@code place} is its row in the block, or −1 if it has none. */
  private void write(Waiting record, int place, Context context)
      throws IOException, InterruptedException {
    List<Object> fields = new ArrayList<>(List.of((Object[]) orEmpty(record.ids())));
    if (place >= 0) {
      int best = kernel.mostProbable(place);
      fields.add(best + 1);
      fields.add(kernel.posterior(place, best));
      fields.add(uncertainty(place, best));
      fields.add(kernel.logDensity(place));
      if (posteriors) {
        for (int k = 0; k < kernel.mixture().size(); k++) {
          fields.add(kernel.posterior(place, k));
        }
      }
      if (record.truth() != null) {
        confusion.add(record.truth(), best + 1, record.weight());
      }
    } else {
      int missing = 4 + (posteriors ? kernel.mixture().size() : 0);
      for (int i = 0; i < missing; i++) {
        fields.add(null);
      }
    }
    switch (format) {
      case CSV -> context.write(NullWritable.get(), new Text(line(fields)));
      case AVRO ->
          context.write(new AvroKey<>(genericRecord(fields, record.ids())), NullWritable.get());
      case PARQUET -> context.write(null, genericRecord(fields, record.ids()));
    }
  }

  private static String[] orEmpty(String[] ids) {
    String[] copy = ids.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i] == null ? "" : copy[i];
    }
    return copy;
  }

  /** One minus the largest posterior, as the sum of the others: no digits are lost near zero. */
  private double uncertainty(int place, int best) {
    double sum = 0;
    for (int k = 0; k < kernel.mixture().size(); k++) {
      sum += k == best ? 0 : kernel.posterior(place, k);
    }
    return sum;
  }

  private String line(List<Object> fields) {
    StringJoiner line = new StringJoiner(",");
    for (int i = 0; i < fields.size(); i++) {
      String text = ScoreTable.text(fields.get(i));
      line.add(i < layout.ids().size() ? ScoreTable.quoted(text.isEmpty() ? "NA" : text) : text);
    }
    return line.toString();
  }

  /** Ids are of the type that they have in the input. */
  private GenericRecord genericRecord(List<Object> fields, String[] ids) {
    GenericRecord result = new GenericData.Record(schema);
    for (int i = 0; i < fields.size(); i++) {
      result.put(i, i < ids.length ? id(i, ids[i]) : fields.get(i));
    }
    return result;
  }

  private Object id(int id, String text) {
    return text == null ? null : layout.type(layout.ids().get(id).place()).parse(text);
  }

  /**
   * A file that is spoiled is no failure of the task, which others would repeat: it is reported.
   */
  @Override
  public void run(Context context) throws IOException, InterruptedException {
    try {
      super.run(context);
    } catch (UnreadableFileException e) {
      RefusalFile.write(e.getMessage(), context);
    }
  }

  /** A file beside the scores that is committed with the task. */
  private static Path sideFile(String prefix, String suffix, Context context)
      throws IOException, InterruptedException {
    int split = ((PackedSplit) context.getInputSplit()).index();
    return new Path(FileOutputFormat.getWorkOutputPath(context), prefix + split + suffix);
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    flush(context);
    if (layout.truth().isPresent()) {
      writeConfusion(context);
    }
  }

  private void writeConfusion(Context context) throws IOException, InterruptedException {
    Path path = sideFile(CONFUSION_PREFIX, ".avro", context);
    try (DataFileWriter<ConfusionCellRecord> writer =
        ContainerFile.writer(
            ConfusionCellRecord.getClassSchema(),
            path.getFileSystem(context.getConfiguration()).create(path, true))) {
      for (String truth : confusion.classes()) {
        for (int component : confusion.components()) {
          double weight = confusion.count(truth, component);
          if (weight > 0) {
            writer.append(new ConfusionCellRecord(truth, component, weight));
          }
        }
      }
    }
  }
}
