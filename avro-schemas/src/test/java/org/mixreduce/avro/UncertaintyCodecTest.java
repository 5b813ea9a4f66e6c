package org.mixreduce.avro;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.Test;
import org.mixreduce.avro.record.BagSpreadRecord;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.avro.record.UncertaintyRecord;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.RowLayout.Column;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.ModelType;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.BagSpread;
import org.mixreduce.core.uncertainty.MixtureParameters;
import org.mixreduce.core.uncertainty.Sandwich;
import org.mixreduce.core.uncertainty.ScoreSums;
import org.mixreduce.core.uncertainty.StandardErrors;
import org.mixreduce.core.uncertainty.Uncertainty;

public class UncertaintyCodecTest {

  private static Mixture mixture(String shape, double... means) {
    ComponentFamily family = Families.of(new ModelType("gaussian", shape));
    boolean full = List.of("EEE", "VVV").contains(shape);
    List<Component> components = new ArrayList<>();
    double[] weights = new double[means.length];
    for (int k = 0; k < means.length; k++) {
      components.add(
          family.read(
              List.of(
                  new NamedArray("mean", new double[] {means[k], 1}),
                  new NamedArray(
                      "covariance", full ? new double[] {2, 0.5, 2} : new double[] {2, 2}))));
      weights[k] = 1.0 / means.length;
    }
    return Mixture.of(family, weights, components);
  }

  private static Uncertainty uncertainty(Mixture mixture, Optional<double[]> sandwich) {
    int size = MixtureParameters.like(mixture).list().size();
    double[] variances = new double[size];
    double[] scaled = new double[size];
    for (int i = 0; i < size; i++) {
      variances[i] = 0.01 * (i + 1);
      scaled[i] = 0.02 * (i + 1);
    }
    StandardErrors errors = new StandardErrors(size);
    errors.add(new BagSpread(1L << 40, 100, 3, variances, scaled));
    return Uncertainty.of(mixture, errors, sandwich);
  }

  @Test
  public void uncertaintyOfEveryTypeComesBack() {
    for (ModelType type : Families.types()) {
      Mixture mixture = mixture(type.shape(), 0, 3);
      double[] sandwich = new double[MixtureParameters.like(mixture).list().size()];
      Arrays.fill(sandwich, 1 / 3.0);
      Uncertainty checked = uncertainty(mixture, Optional.of(sandwich));
      assertEquals(checked, UncertaintyCodec.read(UncertaintyCodec.write(checked), mixture));
      Uncertainty unchecked = uncertainty(mixture, Optional.empty());
      assertEquals(unchecked, UncertaintyCodec.read(UncertaintyCodec.write(unchecked), mixture));
    }
  }

  @Test
  public void whatIsAnothersIsRefused() {
    Mixture mixture = mixture("VVV", 0, 3);
    UncertaintyRecord record = UncertaintyCodec.write(uncertainty(mixture, Optional.empty()));
    assertRefused(record, mixture("VVV", 0, 3, 6), "12 estimates", "18 parameters");
    assertRefused(record, mixture("VVI", 0, 3), "12 estimates", "10 parameters");
    record.getEstimates().get(3).setVariable(0);
    assertRefused(record, mixture, "variable=0", "variable=1");
    record.getEstimates().get(3).setVariable(1);
    record.getEstimates().get(0).setParameter("share");
    assertRefused(record, mixture, "share", "weight");
  }

  private static void assertRefused(UncertaintyRecord record, Mixture mixture, String... words) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> UncertaintyCodec.read(record, mixture));
    for (String word : words) {
      assertTrue(refusal.getMessage(), refusal.getMessage().contains(word));
    }
    assertTrue(refusal.getMessage(), refusal.getMessage().contains("field uncertainty"));
  }

  @Test
  public void bagsComeBackWithAndWithoutScores() {
    Mixture mixture = mixture("EEE", 0, 3);
    RowBlock rows = RowBlock.ofRows(new double[][] {{0, 1}, {1, 0}, {4, 2}, {3, -1}});
    ScoreSums scores = Sandwich.sums(mixture, rows, 10).orElseThrow();
    BagSpread spread =
        new BagSpread(1L << 40, 7, 2, new double[] {0.1, Double.NaN}, new double[] {1 / 3.0, 2});
    BagSpreadRecord record = UncertaintyCodec.write(3, 5, spread, Optional.of(scores));
    assertEquals(3, record.getSlot());
    assertEquals(5, record.getBag());
    BagSpread spreadAgain = UncertaintyCodec.readSpread(record);
    assertEquals(spread.rows(), spreadAgain.rows());
    assertEquals(spread.replicates(), spreadAgain.replicates());
    assertEquals(spread.failures(), spreadAgain.failures());
    assertArrayEquals(spread.variances(), spreadAgain.variances(), 0);
    assertArrayEquals(spread.scaledVariances(), spreadAgain.scaledVariances(), 0);
    ScoreSums again = UncertaintyCodec.readScores(record, mixture).orElseThrow();
    assertEquals(4, again.weight(), 0);
    assertArrayEquals(scores.scores(), again.scores(), 0);
    assertArrayEquals(scores.products(), again.products(), 0);
    assertArrayEquals(scores.missing(), again.missing(), 0);
    assertEquals(
        ExpectationCodec.write(scores.statistics()), ExpectationCodec.write(again.statistics()));
    assertTrue(
        UncertaintyCodec.readScores(UncertaintyCodec.write(3, 5, spread, Optional.empty()), mixture)
            .isEmpty());
  }

  /** A model as releases before standard errors wrote it. */
  @Test
  public void aModelWithoutUncertaintyStillReads() throws IOException {
    Mixture mixture = mixture("VVV", 0, 3);
    Schema past =
        new Schema.Parser()
            .parse(getClass().getResourceAsStream("/past/model-without-uncertainty.avsc"));
    GenericRecord written = new GenericData.Record(past);
    written.put("version", "0.3");
    written.put("mixture", generic(past, "mixture", MixtureCodec.write(mixture)));
    written.put("layout", generic(past, "layout", LayoutCodec.write(layout())));
    written.put("weight", 272.0);
    written.put("logLikelihood", -1130.25);
    written.put("classification", -1.5);
    written.put("pseudoBic", 2322.0);
    written.put("origin", "pool");
    written.put("updates", 2);
    written.put("seed", 1L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(past))) {
      writer.create(past, out);
      writer.append(written);
    }
    List<ModelRecord> models =
        ContainerFile.read(
            ModelRecord.getClassSchema(), new ByteArrayInputStream(out.toByteArray()));
    ModelRecord model = models.get(0);
    assertNull(model.getUncertainty());
    assertEquals(-1130.25, model.getLogLikelihood(), 0);
    assertEquals(MixtureCodec.write(mixture), model.getMixture());
    assertEquals(layout(), LayoutCodec.read(model.getLayout()));
  }

  private static RowLayout layout() {
    return new RowLayout(
        new RowLayout.Syntax(',', '"', List.of()),
        Optional.empty(),
        2,
        List.of(new Column(0, "x"), new Column(1, "y")),
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** A record of today as one of the past schema. */
  private static Object generic(Schema past, String field, SpecificRecord record)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new SpecificDatumWriter<>(record.getSchema()).write(record, encoder);
    encoder.flush();
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(out.toByteArray(), null);
    return new GenericDatumReader<>(record.getSchema(), past.getField(field).schema())
        .read(null, decoder);
  }
}
