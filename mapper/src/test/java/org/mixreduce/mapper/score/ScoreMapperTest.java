package org.mixreduce.mapper.score;

import static org.junit.Assert.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mixreduce.avro.LayoutCodec;
import org.mixreduce.avro.MixtureCodec;
import org.mixreduce.avro.record.JobSettingsRecord;
import org.mixreduce.avro.record.LocalFitRecord;
import org.mixreduce.avro.record.ModelRecord;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.family.ComponentFamily;
import org.mixreduce.core.family.Families;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.model.PosteriorKernel;
import org.mixreduce.mapper.MapperTestSupport;

public class ScoreMapperTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private static Mixture mixture() {
    ComponentFamily family = Families.ofShape("VVI");
    return Mixture.of(
        family,
        new double[] {0.7, 0.3},
        List.of(
            family.read(
                List.of(
                    new NamedArray("mean", new double[] {0, 0}),
                    new NamedArray("covariance", new double[] {1, 1}))),
            family.read(
                List.of(
                    new NamedArray("mean", new double[] {3, 1}),
                    new NamedArray("covariance", new double[] {1, 2})))));
  }

  @Test
  public void scoresRowsInOrderAcrossBlocks() throws Exception {
    Mixture mixture = mixture();
    ModelRecord model =
        ModelRecord.newBuilder()
            .setVersion("test")
            .setMixture(MixtureCodec.write(mixture))
            .setLayout(LayoutCodec.write(MapperTestSupport.layout()))
            .setWeight(0)
            .setLogLikelihood(0)
            .setClassification(0)
            .setPseudoBic(0)
            .setOrigin("test")
            .setUpdates(0)
            .setSeed(0)
            .build();
    JobSettingsRecord settings =
        JobSettingsRecord.newBuilder()
            .setModels(
                MapperTestSupport.file(
                    folder.getRoot(), "model.avro", ModelRecord.getClassSchema(), List.of(model)))
            .setPosteriors(true)
            .build();
    List<String> lines = new ArrayList<>();
    // More records than one block of rows holds, a hole every hundred.
    int records = 2 * PosteriorKernel.TILE + 50;
    for (int i = 0; i < records; i++) {
      lines.add("r" + i + "," + (i % 100 == 0 ? "?" : i % 7) + "," + i % 3);
    }
    List<Pair<Object, Object>> out =
        MapperTestSupport.driver(
                new ScoreMapper(),
                MapperTestSupport.layout(),
                settings,
                LocalFitRecord.getClassSchema(),
                lines)
            .run();
    assertEquals(records + 1, out.size());
    assertEquals(
        "id,component,probability,uncertainty,log_density,posterior_1,posterior_2",
        out.get(0).getSecond().toString());
    for (int i = 0; i < records; i++) {
      String line = out.get(i + 1).getSecond().toString();
      if (i % 100 == 0) {
        assertEquals("r" + i + ",NA,NA,NA,NA,NA,NA", line);
      } else {
        assertEquals("r" + i + "," + expected(mixture, i % 7, i % 3), line);
      }
    }
  }

  private static String expected(Mixture mixture, double x, double y) {
    PosteriorKernel kernel = new PosteriorKernel(mixture);
    kernel.evaluate(RowBlock.ofRows(new double[][] {{x, y}}), 0, 1);
    int best = kernel.posterior(0, 0) >= kernel.posterior(0, 1) ? 0 : 1;
    return (best + 1)
        + ","
        + kernel.posterior(0, best)
        + ","
        + kernel.posterior(0, 1 - best)
        + ","
        + kernel.logDensity(0)
        + ","
        + kernel.posterior(0, 0)
        + ","
        + kernel.posterior(0, 1);
  }
}
