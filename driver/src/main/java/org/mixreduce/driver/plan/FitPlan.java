package org.mixreduce.driver.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.mixreduce.core.data.RowBlock;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.resample.Parts;
import org.mixreduce.driver.chain.FitRequest;
import org.mixreduce.driver.chain.Preflight;
import org.mixreduce.driver.chain.ProfileCheck;
import org.mixreduce.driver.chain.RunDirectory;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.job.RowSplits;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.report.TextTable;
import org.mixreduce.driver.run.Start;
import org.mixreduce.mapper.record.InputFiles;
import org.mixreduce.mapper.record.PackedInputFormat;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.SplitPlan;

/**
 * What a run of {@code fit} would do, from a look at the input and a sample of its rows: nothing is
 * submitted and nothing is written. What forbids the run forbids the plan, with the same words.
 */
public final class FitPlan {

  /** Rows that a sample may be wrong by before a run with too few subsets is refused for them. */
  private static final double SURE = 1.05;

  /** A process of this kind until the first job: the JVM, Hadoop's classes, code that is cold. */
  private static final Span START = new Span(1.5, 5);

  private final FitRequest request;
  private final RunDirectory directory;
  private final JobRunner jobs;
  private final Console console;

  /** A plan of a run that would write to a directory. */
  public FitPlan(FitRequest request, RunDirectory directory, JobRunner jobs, Console console) {
    this.request = request;
    this.directory = directory;
    this.jobs = jobs;
    this.console = console;
  }

  /**
   * Prints the plan.
   *
   * @param start fresh, or in the place of an earlier run
   */
  public void print(Start start) throws IOException {
    Preflight ready = Preflight.of(request, jobs, console);
    Preflight.refuseOccupied(start, directory, jobs, console);
    RowLayout layout = ready.layout();
    RowSplits input = jobs.splits(layout);
    SampledRows sample = SampledRows.of(input, layout);
    checkRows(sample, layout);
    List<Long> splits = splitBytes(input, ready.files());
    Division rows = Division.of(sample, splits, request.local().subsetRows(), 1);
    refuseFew(sample, rows, splits);
    List<CandidateKey> feasible =
        Preflight.feasible(request, layout.dimension(), Math.round(rows.weight()));
    console.print("plan: nothing has been run and nothing written\n");
    console.print(
        new InputLines()
            .files(ready.files(), layout.source().format(), jobs.configuration())
            .splits(splits)
            .held(ready.memory().reader())
            .rows(sample, rows, layout)
            .toString());
    console.print("\n" + candidates(rows, layout.dimension()));
    console.print("\n" + heap(ready, feasible, rows));
    console.print("\n" + time(ready, sample, rows, feasible));
  }

  /** The sample has the last word where it is everything; else it warns. */
  private void checkRows(SampledRows sample, RowLayout layout) {
    ProfileCheck check = new ProfileCheck(sample.profile(), layout.featureNames());
    if (sample.all() || sample.profile().counts().rows() == 0) {
      check.refuse(request.limits());
    } else {
      try {
        check.refuse(request.limits());
      } catch (BadInputException e) {
        console.warn("if all rows are as those of the sample, fit ends: " + e.getMessage());
      }
    }
    check.warnings().forEach(console::warn);
  }

  private void refuseFew(SampledRows sample, Division rows, List<Long> splits) {
    int subsetRows = request.local().subsetRows();
    double more = sample.all() ? 1 : SURE;
    Preflight.refuseFew(request, Division.of(sample, splits, subsetRows, more).subsets().size());
    try {
      Preflight.refuseFew(request, rows.subsets().size());
    } catch (BadInputException e) {
      console.warn("by the estimate of the rows, fit ends: " + e.getMessage());
    }
  }

  private boolean shuffles() {
    return request.reading().order() == FitRequest.RowOrder.SHUFFLED;
  }

  /** Bytes of the splits that profile, rounds and scans read. */
  private List<Long> splitBytes(RowSplits input, InputFiles files) throws IOException {
    if (!shuffles()) {
      return input.splits().stream().map(PackedSplit::getLength).toList();
    }
    Configuration conf = jobs.configuration();
    Path target = directory.work("shuffled");
    long block = target.getFileSystem(conf).getDefaultBlockSize(target);
    int parts = Parts.ofBytes(files.bytes()).count();
    List<SplitPlan.File> planned = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      long bytes = files.bytes() / parts;
      FileStatus status = new FileStatus(bytes, false, 1, block, 0, target);
      planned.add(new SplitPlan.File("", "", bytes, true, PackedInputFormat.target(status, conf)));
    }
    return SplitPlan.of(planned).stream()
        .map(pieces -> pieces.stream().mapToLong(PackedSplit.Piece::length).sum())
        .toList();
  }

  private String candidates(Division rows, int dimension) {
    TextTable table =
        new TextTable()
            .row("shape", "K", "parameters", "rows per parameter", "of the smallest subset");
    for (CandidateKey key : request.candidates()) {
      double parameters = key.freeParameters(dimension);
      boolean few = parameters >= rows.weight();
      table.row(
          key.type().shape(),
          String.valueOf(key.components()),
          String.valueOf((long) parameters),
          few ? "too few rows" : ratio(rows.weight() / parameters),
          ratio(rows.smallest() / parameters));
    }
    return "candidates\n" + table;
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }

  private String heap(Preflight ready, List<CandidateKey> feasible, Division rows) {
    TextTable table = new TextTable().row("heap of a task, in MB", "needed", "there");
    for (Preflight.Heap heap : ready.heaps(request)) {
      table.row(heap.task(), megabytes(heap.needs()), megabytes(heap.has()));
    }
    long needed =
        ClientMemory.bytes(request, feasible, ready.layout().dimension(), rows.subsets().size());
    long there = Runtime.getRuntime().maxMemory();
    table.row("this command", megabytes(needed), megabytes(there));
    if (needed > there) {
      console.warn(
          "this command may run out of memory: raise -Xmx in HADOOP_CLIENT_OPTS or"
              + " MIXREDUCE_OPTS");
    }
    return table.toString();
  }

  private static String megabytes(long bytes) {
    // Options without a limit leave it to the machine that the task gets.
    return bytes == Long.MAX_VALUE ? "-" : String.valueOf((bytes + (1 << 20) - 1) >> 20);
  }

  private String time(
      Preflight ready, SampledRows sample, Division rows, List<CandidateKey> feasible)
      throws IOException {
    Containers containers = Containers.of(jobs);
    RowBlock pilotRows = sample.rows();
    Pilot pilot =
        Pilot.of(
            pilotRows,
            sample.profile().moments(),
            rows.weight(),
            feasible,
            new Pilot.FitPace(request.local().starts(), request.local().penalty(), request.seed()));
    double readSeconds = ready.files().bytes() * sample.secondsPerByte();
    Timing timing = new Timing(request, ready.layout(), rows, readSeconds, pilot, containers);
    ChainLength chain = ChainLength.of(request, feasible);
    PlannedJobs planned =
        new PlannedJobs(request, chain, rows, timing, ready.modelsInScan(request));
    JobLines lines = planned.lines(containers, reducers());
    return "jobs\n"
        + lines
        + "\ntime: "
        + lines.total().plus(START)
        + ", and "
        + planned.furtherScan(containers)
        + " for each of up to "
        + planned.furtherScans()
        + " scans more if the selected model has not arrived by then\n"
        + "assumed: "
        + containers.maps()
        + " map and "
        + containers.reduces()
        + " reduce tasks side by side ("
        + containers.assumption()
        + "); "
        + containers.jobSeconds()
        + " of a job that are no work of tasks; fits and reading as measured here, on "
        + pilotRows.rows()
        + " rows at most ("
        + String.join("; ", pilot.fitted())
        + "), give or take half\n";
  }

  /** What the user has set for all jobs, 0 if nothing. */
  private int reducers() {
    Configuration conf = jobs.configuration();
    String[] sources = conf.getPropertySources(MRJobConfig.NUM_REDUCES);
    boolean byDefault =
        sources == null
            || sources.length == 0
            || sources[sources.length - 1].endsWith("-default.xml");
    return byDefault ? 0 : conf.getInt(MRJobConfig.NUM_REDUCES, 0);
  }
}
