package org.mixreduce.mapper.record;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.File;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.file.CodecFactory;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.core.data.RowLayout;

/** The rows of a file are the same, and in the same order, however it is cut. */
public class FormatSplitsTest {

  private static final int ROWS = 150;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private File file(String name) {
    return new File(folder.getRoot(), name);
  }

  private void assertReadOnce(File file) throws Exception {
    RowLayout layout = FormatFiles.layout(file);
    long length = file.length();
    Set<Long> sizes = new TreeSet<>(List.of(97L, 501L, 4099L, length / 2, length));
    for (long size : sizes) {
      assertEquals(
          file.getName() + " in splits of " + size,
          FormatFiles.expected(ROWS),
          FormatFiles.read(layout, size, file.toPath()));
    }
  }

  @Test
  public void text() throws Exception {
    FormatFiles.text(file("rows.csv"), ROWS);
    assertReadOnce(file("rows.csv"));
  }

  @Test
  public void avroOfEveryCodec() throws Exception {
    for (CodecFactory codec :
        new CodecFactory[] {
          CodecFactory.nullCodec(),
          CodecFactory.deflateCodec(6),
          CodecFactory.snappyCodec(),
          CodecFactory.bzip2Codec(),
          CodecFactory.zstandardCodec(3)
        }) {
      File file = file(codec.toString().replaceAll("\\W", "") + ".avro");
      FormatFiles.avro(file, ROWS, codec);
      assertReadOnce(file);
    }
  }

  @Test
  public void parquetOfEveryCodecAndVersion() throws Exception {
    for (WriterVersion version : WriterVersion.values()) {
      for (CompressionCodecName codec :
          new CompressionCodecName[] {
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW
          }) {
        File file = file(codec + "-" + version);
        FormatFiles.parquet(file, ROWS, codec, version);
        assertReadOnce(file);
      }
    }
  }

  @Test
  public void sequenceFilesOfEveryKind() throws Exception {
    for (CompressionType type : CompressionType.values()) {
      File file = file(type + ".seq");
      FormatFiles.sequence(file, ROWS, type);
      assertReadOnce(file);
    }
  }

  @Test
  public void severalFilesArePackedIntoASplit() throws Exception {
    FormatFiles.avro(file("a"), ROWS, CodecFactory.nullCodec());
    FormatFiles.avro(file("b"), ROWS, CodecFactory.deflateCodec(1));
    List<String> twice = new ArrayList<>(FormatFiles.expected(ROWS));
    twice.addAll(FormatFiles.expected(ROWS));
    assertEquals(
        twice,
        FormatFiles.read(
            FormatFiles.layout(file("a")), 1 << 20, file("a").toPath(), file("b").toPath()));
  }

  @Test
  public void filesThatBreakOff() throws Exception {
    FormatFiles.avro(file("rows.avro"), ROWS, CodecFactory.nullCodec());
    FormatFiles.parquet(
        file("rows.parquet"), ROWS, CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0);
    FormatFiles.sequence(file("rows.seq"), ROWS, CompressionType.BLOCK);
    for (String name : new String[] {"rows.avro", "rows.parquet", "rows.seq"}) {
      RowLayout layout = FormatFiles.layout(file(name));
      byte[] whole = Files.readAllBytes(file(name).toPath());
      for (int length : new int[] {5, whole.length / 3, whole.length - 30, whole.length - 1}) {
        FormatFiles.replace(file(name), Arrays.copyOf(whole, length));
        try {
          FormatFiles.read(layout, 500, file(name).toPath());
          fail(name + " is cut to " + length);
        } catch (UnreadableFileException e) {
          assertTrue(e.getMessage(), e.getMessage().startsWith(name + " is corrupt"));
        }
      }
    }
  }
}
