package org.mixreduce.driver.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.trust.Finding;
import org.mixreduce.core.trust.Verdict;

/** A verdict for people, and for programs. */
final class VerdictSheet {

  private VerdictSheet() {}

  /** What must be done comes first, then what is worth knowing, then what is as it should be. */
  static String text(Verdict verdict) {
    StringBuilder text = new StringBuilder();
    text.append(
        verdict.trustworthy()
            ? "verdict: trustworthy\n"
            : "verdict: not to be used as it is; see the lines marked !\n");
    append(text, verdict, Finding.Level.ACT, "  ! ");
    append(text, verdict, Finding.Level.NOTE, "  ~ ");
    append(text, verdict, Finding.Level.GOOD, "  + ");
    return text.toString();
  }

  private static void append(
      StringBuilder text, Verdict verdict, Finding.Level level, String mark) {
    for (Finding finding : verdict.findings()) {
      if (finding.level() == level) {
        text.append(mark).append(finding.text()).append('\n');
        if (!finding.remedy().isEmpty()) {
          text.append("      what to do: ").append(finding.remedy()).append('\n');
        }
      }
    }
  }

  private static void put(ArrayNode array, Map<CandidateKey, Long> votes) {
    votes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            vote ->
                array
                    .addObject()
                    .put("shape", vote.getKey().type().shape())
                    .put("k", vote.getKey().components())
                    .put("votes", vote.getValue()));
  }

  /** Adds the verdict to a document. */
  static void put(ObjectNode json, Verdict verdict) {
    ObjectNode node = json.putObject("verdict");
    node.put("trustworthy", verdict.trustworthy());
    ArrayNode findings = node.putArray("findings");
    for (Finding finding : verdict.findings()) {
      ObjectNode entry = findings.addObject();
      entry.put("topic", finding.topic().name().toLowerCase(Locale.ROOT));
      entry.put("level", finding.level().name().toLowerCase(Locale.ROOT));
      Json.put(entry, "value", finding.value());
      Json.put(entry, "threshold", finding.threshold());
      entry.put("text", finding.text());
      entry.put("remedy", finding.remedy());
    }
    ObjectNode votes = node.putObject("votes");
    put(votes.putArray("subsets"), verdict.votes().subsets());
    put(votes.putArray("replicates"), verdict.votes().replicates());
  }
}
