package org.mixreduce.benchmarks.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.random.RandomGenerator;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.data.Seed;
import org.mixreduce.mapper.record.text.DelimitedParser;
import org.mixreduce.mapper.record.ParsedRow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Ten columns of decimal text, in memory, into rows. An operation is a byte, so that operations per
 * microsecond are megabytes per second and core; the last line's remainder, a few bytes in eight
 * million, is counted too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class ParserBenchmark {

  private static final int COLUMNS = 10;
  private static final int BYTES = 8_000_000;

  private byte[] text;
  private DelimitedParser parser;
  private ParsedRow row;

  /** Writes the text: seven decimals, as {@code mixreduce generate} does. */
  @Setup(Level.Trial)
  public void write() {
    RandomGenerator random = new Seed(1).derive("parser").generator();
    StringBuilder lines = new StringBuilder(BYTES);
    while (true) {
      String line = line(random);
      if (lines.length() + line.length() > BYTES) {
        break;
      }
      lines.append(line);
    }
    text = lines.toString().getBytes(StandardCharsets.US_ASCII);
    RowLayout layout = layout();
    parser = new DelimitedParser(layout);
    row = new ParsedRow(layout);
  }

  private static String line(RandomGenerator random) {
    StringBuilder line = new StringBuilder();
    for (int j = 0; j < COLUMNS; j++) {
      line.append(j == 0 ? "" : ",")
          .append(String.format(Locale.ROOT, "%.7f", random.nextGaussian()));
    }
    return line.append('\n').toString();
  }

  private static RowLayout layout() {
    List<RowLayout.Column> columns = new ArrayList<>();
    for (int j = 0; j < COLUMNS; j++) {
      columns.add(new RowLayout.Column(j, "V" + (j + 1)));
    }
    return new RowLayout(
        new RowLayout.Syntax(',', '"', List.of()),
        Optional.empty(),
        COLUMNS,
        columns,
        List.of(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  /** All lines, one after the other. */
  @Benchmark
  @OperationsPerInvocation(BYTES)
  public double megabytesPerSecond() {
    double sum = 0;
    int from = 0;
    for (int at = 0; at < text.length; at++) {
      if (text[at] == '\n') {
        parser.parse(text, from, at - from, row);
        if (row.status() != ParsedRow.Status.ROW) {
          throw new IllegalStateException(row.problem());
        }
        sum += row.values()[COLUMNS - 1];
        from = at + 1;
      }
    }
    return sum;
  }
}
