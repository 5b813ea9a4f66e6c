package org.mixreduce.avro;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.Test;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.MixtureRecord;
import org.mixreduce.avro.record.RowLayoutRecord;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.core.data.SubsetId;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.fit.Termination;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.model.Mixture;

public class CodecTest {

  private static Mixture mixture(ModelType type) {
    ComponentFamily family = Families.of(type);
    boolean full = List.of("EEE", "VVV").contains(type.shape());
    double[] a = full ? new double[] {2, 0.5, 1} : new double[] {2, 2};
    double[] b = full ? new double[] {1, -0.3, 3} : new double[] {1, 1};
    return Mixture.of(
        family,
        new double[] {0.25, 0.75},
        List.of(
            family.read(
                List.of(
                    new NamedArray("mean", new double[] {1, Math.PI}),
                    new NamedArray("covariance", a))),
            family.read(
                List.of(
                    new NamedArray("mean", new double[] {-1e300, 1e-300}),
                    new NamedArray("covariance", b)))));
  }

  @Test
  public void mixturesOfEveryTypeComeBackToTheBit() {
    for (ModelType type : Families.types()) {
      MixtureRecord record = MixtureCodec.write(mixture(type));
      assertEquals(record, MixtureCodec.write(MixtureCodec.read(record)));
    }
  }

  private static void assertRefused(MixtureRecord record, String field, String reason) {
    try {
      MixtureCodec.read(record);
      fail("must be refused: " + record);
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage(), e.getMessage().contains(field));
      assertTrue(e.getMessage(), e.getMessage().contains(reason));
    }
  }

  private static MixtureRecord record() {
    return MixtureCodec.write(mixture(new ModelType("gaussian", "VVV")));
  }

  @Test
  public void whatIsNoMixtureIsRefusedByField() {
    MixtureRecord shape = record();
    shape.setShape("XYZ");
    assertRefused(shape, "XYZ", "VVV");

    MixtureRecord weights = record();
    weights.setWeights(List.of(0.5, 0.6));
    assertRefused(weights, "weights", "add up to 1.1");

    MixtureRecord dimension = record();
    dimension.setDimension(3);
    assertRefused(dimension, "dimension", "3");

    MixtureRecord indefinite = record();
    indefinite.getComponents().get(1).getArrays().get(1).setValues(List.of(1.0, 2.0, 3.0));
    assertRefused(indefinite, "components[1]", "not positive definite");

    MixtureRecord length = record();
    length.getComponents().get(0).getArrays().get(1).setValues(List.of(1.0));
    assertRefused(length, "components[0]", "covariance has 1 values where 3 are needed");

    MixtureRecord infinite = record();
    infinite.getComponents().get(0).getArrays().get(0).setValues(List.of(1.0, Double.NaN));
    assertRefused(infinite, "components[0]", "mean value 2 is NaN");

    MixtureRecord name = record();
    name.getComponents().get(0).getArrays().get(0).setName("average");
    assertRefused(name, "components[0]", "no mean among");
  }

  @Test
  public void localFitsComeBack() {
    CandidateKey key = new CandidateKey(new ModelType("gaussian", "VVV"), 2);
    LocalFit fit =
        new LocalFit(
            key,
            new SubsetId("a/b.csv", 1L << 40, 3),
            10,
            12.5,
            Optional.of(mixture(key.type())),
            -3.25,
            -1,
            4,
            2,
            new double[] {-3.5, -3},
            Termination.ITERATION_LIMIT,
            17,
            1,
            123456789012L,
            "");
    LocalFitRecord record = LocalFitCodec.write(fit);
    assertEquals(record, LocalFitCodec.write(LocalFitCodec.read(record)));
  }

  @Test
  public void layoutsSurviveAsTextWhateverTheirNames() {
    RowLayout layout =
        new RowLayout(
            new RowLayout.Syntax('\t', '\'', List.of("?", "n/a ${x}")),
            Optional.of(List.of("a,b", "ü\"\\", "", "_w", "t")),
            5,
            List.of(new Column(1, "ü\"\\")),
            List.of(new Column(0, "a,b"), new Column(2, "")),
            OptionalInt.of(3),
            OptionalInt.of(4));
    String text = JsonText.write(LayoutCodec.write(layout));
    assertEquals(layout, LayoutCodec.read(JsonText.read(text, RowLayoutRecord.getClassSchema())));
  }

  @Test
  public void settingsCrossAsText() {
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setSeed(Long.MIN_VALUE)
            .setSubsetRows(7)
            .setPenalty(0.1)
            .setProfile("hdfs://x/ä b")
            .setCandidates(
                List.of(MixtureCodec.write(new CandidateKey(new ModelType("gaussian", "EII"), 3))))
            .build();
    assertEquals(settings, JobSettings.read(JobSettings.write(settings)));
    try {
      JobSettings.read(null);
      fail("no settings");
    } catch (IllegalArgumentException e) {
      assertTrue(e.getMessage().contains(JobSettings.KEY));
    }
  }

  @Test
  public void theSameRecordsGiveTheSameBytes() throws IOException {
    assertArrayEquals(container(), container());
  }

  private static byte[] container() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ContainerFile.write(MixtureRecord.getClassSchema(), List.of(record()), out);
    return out.toByteArray();
  }

  @Test
  public void aFileThatBreaksOffIsAnErrorWhereverItBreaks() throws IOException {
    byte[] whole = container();
    for (int length = 0; length < whole.length; length += 7) {
      byte[] part = Arrays.copyOf(whole, length);
      try {
        List<MixtureRecord> records =
            ContainerFile.read(MixtureRecord.getClassSchema(), new ByteArrayInputStream(part));
        // A cut between header and first block is a file of no records, which readers refuse.
        assertEquals("cut at " + length, 0, records.size());
      } catch (IOException e) {
        assertTrue(e.getMessage() != null);
      }
    }
  }
}
