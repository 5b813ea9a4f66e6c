package org.mixreduce.mapper.record;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.data.RowLayout;

/** What a reader holds of a row group, by the footer, and what it refuses. */
public class RowGroupMemoryTest {

  /** Enough for one row group of some hundred kB. */
  private static final int ROWS = 20_000;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Configuration conf = new Configuration();
  private FileStatus status;
  private RowLayout layout;

  @Before
  public void writeFile() throws IOException {
    File file = new File(folder.getRoot(), "rows.parquet");
    FormatFiles.parquet(
        file, ROWS, CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, 64L << 20);
    Path path = new Path(file.toURI());
    status = path.getFileSystem(conf).getFileStatus(path);
    layout = FormatFiles.layout(file);
  }

  private HeldInput held(RowLayout of) throws IOException {
    return RecordFormats.of("parquet").held(status, "rows.parquet", of, conf);
  }

  private RowLayout withoutIds() {
    return new RowLayout(
        layout.source(),
        layout.syntax(),
        layout.header(),
        layout.fieldCount(),
        layout.features(),
        List.of(),
        layout.weight(),
        layout.truth());
  }

  /** Chunks as they are in the file, and what they may take when a page of each is unpacked. */
  @Test
  public void chunksPagesAndDictionariesOfTheColumnsInUse() throws IOException {
    long packed = 0;
    long beside = 3 << 20;
    long numbers = 0;
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(status, conf))) {
      assertEquals(1, reader.getRowGroups().size());
      BlockMetaData group = reader.getRowGroups().get(0);
      for (var column : group.getColumns()) {
        String name = column.getPath().toDotString();
        if (!List.of("id", "x", "name", "more.y").contains(name)) {
          continue;
        }
        long unpacked = column.getTotalUncompressedSize();
        assertTrue(name, unpacked < 1 << 20);
        long dictionary = column.hasDictionaryPage() ? unpacked : 0;
        packed += column.getTotalSize();
        beside += unpacked + (name.equals("name") ? 7 * dictionary : dictionary);
        if (name.equals("x") || name.equals("more.y")) {
          numbers += column.getTotalSize() + unpacked + dictionary;
        }
      }
    }
    assertTrue("a large group: " + packed, packed > 100_000);
    assertEquals(packed + beside, held(layout).bytes());
    assertEquals("row group 1 of rows.parquet (20000 rows)", held(layout).what());
    assertEquals(numbers + (3 << 20), held(withoutIds()).bytes());
  }

  private int read(RowLayout of, long bytes) throws IOException {
    Configuration task = new Configuration(conf);
    new ReaderMemory(bytes).write(task);
    String uri = status.getPath().toUri().toString();
    PackedSplit.Piece piece = new PackedSplit.Piece("rows.parquet", uri, 0, status.getLen());
    int rows = 0;
    try (PieceReader reader =
        RecordFormats.of("parquet")
            .open(piece, of, new TaskAttemptContextImpl(task, new TaskAttemptID()))) {
      while (reader.next()) {
        rows++;
      }
    }
    return rows;
  }

  @Test
  public void aGroupThatFitsIsReadAndALargerOneRefused() throws IOException {
    HeldInput held = held(layout);
    assertEquals(ROWS, read(layout, held.bytes()));
    UnreadableFileException refusal =
        assertThrows(UnreadableFileException.class, () -> read(layout, held.bytes() - 1));
    for (String word :
        List.of(held.what(), " MB of heap", "smaller row groups", "mapreduce.map.memory.mb")) {
      assertTrue(refusal.getMessage(), refusal.getMessage().contains(word));
    }
    assertEquals(ROWS, read(withoutIds(), held(withoutIds()).bytes()));
  }

  @Test
  public void theLimitCrossesIntoTasks() {
    Configuration task = new Configuration(false);
    assertEquals(Runtime.getRuntime().maxMemory() / 2, ReaderMemory.read(task).bytes());
    new ReaderMemory(12_345_678_901L).write(task);
    assertEquals(new ReaderMemory(12_345_678_901L), ReaderMemory.read(task));
  }
}
