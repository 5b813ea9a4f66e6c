package org.mixreduce.study.question;

import static org.junit.Assert.assertEquals;
import static org.mixreduce.study.Mixtures.part;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.mixreduce.core.family.ReportedParameter;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.core.uncertainty.MixtureParameters;
import org.mixreduce.core.uncertainty.ParameterEstimate;
import org.mixreduce.core.uncertainty.Uncertainty;
import org.mixreduce.study.Mixtures;
import org.mixreduce.study.raw.Measurement;

public class CoverageTest {

  @Test
  public void intervalsAreComparedWithTheTrueComponentThatIsThePartner() {
    Mixture truth = Mixtures.of(part(0.3, 0, 1), part(0.7, 10, 4));
    Mixture certified = Mixtures.of(part(0.6, 10.5, 4), part(0.4, 0.1, 1));
    // Every interval is value ± 0.2 with a standard error of 0.1.
    List<ParameterEstimate> estimates = new ArrayList<>();
    double[] values = MixtureParameters.like(certified).values(certified);
    for (int i = 0; i < values.length; i++) {
      ReportedParameter parameter = MixtureParameters.like(certified).list().get(i);
      double value = values[i];
      estimates.add(new ParameterEstimate(parameter, value, 0.1, value - 0.2, value + 0.2, 0.05));
    }
    Uncertainty.Effort effort = new Uncertainty.Effort(1, 1, 1, 0, 0);
    Findings findings = new Findings();
    Coverage.tell(findings, truth, certified, new Uncertainty(estimates, effort));

    assertEquals(1, value(findings, "weight 2", Coverage.COVERED), 0); // 0.6 of 0.7
    assertEquals(-1, value(findings, "weight 2", Coverage.ERROR), 1e-12);
    assertEquals(1, value(findings, "weight 1", Coverage.COVERED), 0);
    assertEquals(0, value(findings, "mean 2 x1", Coverage.COVERED), 0); // 10.5 of 10
    assertEquals(5, value(findings, "mean 2 x1", Coverage.ERROR), 1e-12);
    assertEquals(1, value(findings, "mean 1 x1", Coverage.COVERED), 0);
    assertEquals(0, value(findings, "standard_deviation 1 x1", Coverage.ERROR), 1e-12);
    assertEquals(2, value(findings, "mean 1 x1", Coverage.RATIO), 0);
  }

  private static double value(Findings findings, String arm, String measure) {
    return findings.all().stream()
        .filter(one -> one.arm().equals(arm) && one.measure().equals(measure))
        .mapToDouble(Measurement::value)
        .findFirst()
        .orElseThrow();
  }
}
