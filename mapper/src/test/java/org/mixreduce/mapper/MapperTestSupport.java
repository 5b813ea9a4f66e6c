package org.mixreduce.mapper;

import static org.mockito.Mockito.doReturn;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.hadoop.io.AvroSerialization;
import org.apache.avro.specific.SpecificRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.mixreduce.avro.ContainerFile;
import org.mixreduce.avro.JobSettings;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.mapper.record.InputSettings;
import org.mixreduce.mapper.record.RecordPosition;
import org.mixreduce.mapper.record.RecordPositions;

/** MRUnit drivers for mappers that read rows (id, x, y) of the third split of a job. */
public final class MapperTestSupport {

  /** The split's place in the job's list. */
  public static final int SPLIT = 2;

  private MapperTestSupport() {}

  /** Rows of an id and two variables. */
  public static RowLayout layout() {
    return new RowLayout(
        new RowLayout.Syntax(',', '"', List.of("?")),
        Optional.empty(),
        3,
        List.of(new Column(1, "x"), new Column(2, "y")),
        List.of(new Column(0, "id")),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** A driver that feeds the lines to a mapper. */
  public static <K, V> MapDriver<RecordPosition, Object, K, V> driver(
      Mapper<RecordPosition, Object, K, V> mapper,
      RowLayout layout,
      JobSettingsRecord settings,
      Schema value,
      List<String> lines)
      throws IOException {
    MapDriver<RecordPosition, Object, K, V> driver = MapDriver.newMapDriver(mapper);
    Configuration conf = driver.getConfiguration();
    AvroSerialization.addToConfiguration(conf);
    AvroSerialization.setKeyWriterSchema(conf, ShuffleKeyRecord.getClassSchema());
    AvroSerialization.setKeyReaderSchema(conf, ShuffleKeyRecord.getClassSchema());
    AvroSerialization.setValueWriterSchema(conf, value);
    AvroSerialization.setValueReaderSchema(conf, value);
    conf.set(JobSettings.KEY, JobSettings.write(settings));
    new InputSettings(layout).write(conf);
    for (int i = 0; i < lines.size(); i++) {
      driver.withInput(RecordPositions.at("part-2", 700, i), new Text(lines.get(i)));
    }
    // The mock must be whole before it is told what to answer.
    var context = driver.getContext();
    doReturn(RecordPositions.split(SPLIT, "part-2", 700, 1000)).when(context).getInputSplit();
    return driver;
  }

  /** A container file of records. */
  public static <T extends SpecificRecord> String file(
      File folder, String name, Schema schema, List<T> records) throws IOException {
    File file = new File(folder, name);
    ContainerFile.write(schema, records, new FileOutputStream(file));
    return file.toURI().toString();
  }
}
