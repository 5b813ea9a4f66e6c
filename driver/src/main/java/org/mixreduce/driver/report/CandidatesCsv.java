package org.mixreduce.driver.report;

import java.util.List;
import org.mixreduce.core.certify.Certification;
import org.mixreduce.core.criterion.Criterion;
import org.mixreduce.driver.chain.CandidateResult;

/** The table of all candidates as comma-separated text: one row a shape and K. */
public final class CandidatesCsv {

  private static final String HEADER =
      "shape,k,parameters,rows,pseudo_bic,log_likelihood,bic,aic,aic3,icl,origin,updates,"
          + "gain_per_row,status,selected";

  private CandidatesCsv() {}

  /** The whole file. Criteria: smaller is better. */
  public static String of(List<CandidateResult> results, CandidateResult selected, double rows) {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (CandidateResult result : results) {
      text.append(line(result, result == selected, rows)).append('\n');
    }
    return text.toString();
  }

  private static String line(CandidateResult result, boolean selected, double rows) {
    String pseudoBic =
        result.candidate().map(c -> Numbers.exact(c.pseudoBic().value())).orElse("NA");
    String certified =
        result.certified().map(CandidatesCsv::certified).orElse("NA,NA,NA,NA,NA,NA,NA,NA");
    return String.join(
        ",",
        result.key().type().shape(),
        String.valueOf(result.key().components()),
        String.valueOf(result.parameters()),
        Numbers.count(rows),
        pseudoBic,
        certified,
        result.status().label(),
        String.valueOf(selected));
  }

  private static String certified(Certification certified) {
    return String.join(
        ",",
        Numbers.exact(certified.score().logLikelihood()),
        Numbers.exact(Criterion.BIC.of(certified.score())),
        Numbers.exact(Criterion.AIC.of(certified.score())),
        Numbers.exact(Criterion.AIC3.of(certified.score())),
        Numbers.exact(Criterion.ICL.of(certified.score())),
        certified.origin(),
        String.valueOf(certified.updates()),
        Numbers.exact(certified.gainPerRow()));
  }
}
