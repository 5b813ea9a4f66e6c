package org.mixreduce.mapper.certify;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.mapred.AvroKey;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.ExpectationCodec;
import org.mixreduce.avro.ModelCodec;
import org.mixreduce.avro.record.ExpectationRecord;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LiveModelRecord;
import org.mixreduce.avro.record.ShuffleKeyRecord;
import org.mixreduce.core.certify.LiveModel;
import org.mixreduce.core.data.Moments;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.Seed;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.fit.Expectation;
import org.mixreduce.core.fit.ExpectationStep;
import org.mixreduce.core.fit.FitSettings;
import org.mixreduce.core.fit.MixtureFitter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.mapper.MapperTestSupport;

public class CertifyMapperTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void evaluatesEveryModelOnTheWholeSplit() throws Exception {
    var random = new Seed(5).generator();
    List<double[]> rows = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 57; i++) {
      double[] row = {random.nextGaussian(), 3 * random.nextGaussian() + i % 3};
      rows.add(row);
      lines.add("id," + row[0] + "," + row[1]);
    }
    RowBlock block = RowBlock.ofRows(rows.toArray(double[][]::new));
    MixtureFitter fitter =
        new MixtureFitter(block, Moments.of(block), FitSettings.DEFAULTS, new Seed(6));
    List<Mixture> mixtures = new ArrayList<>();
    List<LiveModelRecord> models = new ArrayList<>();
    for (int k = 1; k <= 2; k++) {
      Mixture mixture =
          fitter
              .fit(Families.ofShape("VVV"), k, java.util.Optional.empty())
              .orElseThrow()
              .mixture();
      mixtures.add(mixture);
      models.add(ModelCodec.write(new LiveModel(6 + k, mixture)));
    }
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setSubsetRows(20)
            .setModels(
                MapperTestSupport.file(
                    folder.getRoot(), "models.avro", LiveModelRecord.getClassSchema(), models))
            .build();
    List<Pair<AvroKey<ShuffleKeyRecord>, AvroValue<ExpectationRecord>>> out =
        MapperTestSupport.driver(
                new CertifyMapper(),
                MapperTestSupport.layout(),
                settings,
                ExpectationRecord.getClassSchema(),
                lines)
            .run();
    assertEquals(2, out.size());
    for (int m = 0; m < 2; m++) {
      assertEquals(new ShuffleKeyRecord(7 + m, 2, 0), out.get(m).getFirst().datum());
      Expectation found =
          ExpectationCodec.read(out.get(m).getSecond().datum(), mixtures.get(m).family());
      Expectation expected = ExpectationStep.of(mixtures.get(m), block);
      assertEquals(57, found.weight(), 0);
      // The same rows in three blocks instead of one: rounding of 57 terms.
      assertEquals(expected.logLikelihood(), found.logLikelihood(), 1e-10);
      assertEquals(expected.classification(), found.classification(), 1e-10);
      List<Double> subsets = out.get(m).getSecond().datum().getSubsets();
      assertEquals(3, subsets.size());
      for (int b = 0; b < 3; b++) {
        int[] places = IntStream.range(20 * b, Math.min(20 * b + 20, 57)).toArray();
        double own = ExpectationStep.of(mixtures.get(m), block.select(places)).logLikelihood();
        assertEquals(own, subsets.get(b), 1e-10);
      }
    }
  }
}
