package org.mixreduce.driver.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.core.model.CandidateKey;
import org.mixreduce.core.robust.DistanceFilter;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.input.InputProbe;
import org.mixreduce.driver.input.LoneMappers;
import org.mixreduce.driver.input.LongestFiles;
import org.mixreduce.driver.job.FusedMultiplyAdd;
import org.mixreduce.driver.job.JobRunner;
import org.mixreduce.driver.job.TaskHeap;
import org.mixreduce.driver.report.Console;
import org.mixreduce.driver.run.OutputPlace;
import org.mixreduce.driver.run.Start;
import org.mixreduce.mapper.record.InputFiles;

/**
 * What is known of a run before its first job, and what forbids it: paths that are not there,
 * columns that do not exist or hold no numbers, a start model of other variables, tasks with too
 * little heap.
 *
 * @param files of the input
 * @param layout of their rows
 * @param heap what tasks have
 * @param memory what tasks need
 */
public record Preflight(InputFiles files, RowLayout layout, TaskHeap heap, TaskMemory memory) {

  /**
   * Looks at the input and refuses what cannot work.
   *
   * @throws org.mixreduce.driver.input.UsageException if the command line asks for what cannot be
   * @throws BadInputException if the input cannot be used
   */
  public static Preflight of(FitRequest request, JobRunner jobs, Console console)
      throws IOException {
    InputFiles files = jobs.files();
    InputProbe probe =
        InputProbe.of(
            files, request.reading().syntax(), request.reading().header(), jobs.configuration());
    RowLayout layout = probe.layout(request.reading().columns());
    if (probe.looksLikeHeader()) {
      console.warn("the first line of the input looks like a header: add --header");
    }
    LoneMappers.warning(files, layout.source().format(), jobs.configuration())
        .ifPresent(console::warn);
    FusedMultiplyAdd.warning().ifPresent(console::warn);
    checkStartModel(request, layout);
    TaskHeap heap = jobs.heap();
    TaskMemory memory =
        TaskMemory.of(
                request.local(),
                layout.dimension(),
                mostRows(files, layout, jobs),
                request.candidates(),
                heap.sortMegabytes())
            .reading(LongestFiles.held(files, layout, jobs.configuration()));
    memory.check(heap, request);
    memory.bound(heap, jobs.configuration());
    return new Preflight(files, layout, heap, memory);
  }

  private static void checkStartModel(FitRequest request, RowLayout layout) {
    request
        .startModel()
        .filter(start -> start.dimension() != layout.dimension())
        .ifPresent(
            start -> {
              throw new BadInputException(
                  "the --start model has "
                      + start.dimension()
                      + " variables, the input "
                      + layout.dimension()
                      + ": "
                      + layout.featureNames());
            });
  }

  /** In text a value takes a character and a delimiter at least; packed ones may take less. */
  private static double mostRows(InputFiles files, RowLayout layout, JobRunner jobs) {
    CompressionCodecFactory codecs = new CompressionCodecFactory(jobs.configuration());
    boolean packed =
        !layout.source().equals(RowLayout.Source.TEXT)
            || files.files().stream().anyMatch(file -> codecs.getCodec(file.getPath()) != null);
    return packed ? Double.POSITIVE_INFINITY : files.bytes() / (2.0 * layout.dimension());
  }

  /**
   * Refuses input, or a start model, in the output directory.
   *
   * @throws org.mixreduce.driver.input.UsageException naming the file
   */
  public void refuseOwnOutput(FitRequest request, RunDirectory directory) throws IOException {
    for (FileStatus file : files.files()) {
      OutputPlace.refuseWithin(directory.root(), "--input", file.getPath());
    }
    if (request.startModel().isPresent()) {
      Path model = new Path(request.startModel().get().file());
      Path full = model.getFileSystem(directory.configuration()).makeQualified(model);
      OutputPlace.refuseWithin(directory.root(), "--start", full);
    }
  }

  /**
   * Refuses to begin a run where something stands that may not, and leaves all as it is.
   *
   * @param start fresh, or in the place of another run
   * @throws org.mixreduce.driver.input.UsageException naming what is there
   */
  public static void refuseOccupied(
      Start start, RunDirectory directory, JobRunner jobs, Console console) throws IOException {
    new Tenancy(directory, jobs, console).refuseOccupied(start);
  }

  /** What map tasks have beyond their need: room for models in a certifying scan. */
  public long room() {
    return memory.room(heap);
  }

  /** How many models of the largest candidate a certifying scan holds beside each other. */
  public long modelsInScan(FitRequest request) {
    long live = 1;
    for (CandidateKey key : request.candidates()) {
      live = Math.max(live, TaskMemory.live(key, layout.dimension()));
    }
    return 1 + room() / live;
  }

  /**
   * The heap of one kind of task.
   *
   * @param task which
   * @param needs bytes
   * @param has bytes
   */
  public record Heap(String task, long needs, long has) {}

  /** The heap that tasks need and have. */
  public List<Heap> heaps(FitRequest request) {
    List<Heap> heaps = new ArrayList<>();
    heaps.add(new Heap("map", memory.mapBytes(), heap.mapBytes()));
    heaps.add(new Heap("reduce", memory.reduceBytes(), heap.reduceBytes()));
    if (request.bags()) {
      long bag = memory.bagTask().bytes(request.chain().errors().bagRows());
      heaps.add(new Heap("reduce, standard errors", bag, heap.reduceBytes()));
    }
    return heaps;
  }

  /**
   * The candidates that have more rows than parameters, shape by shape with K ascending.
   *
   * @throws BadInputException if none has
   */
  public static List<CandidateKey> feasible(FitRequest request, int dimension, double rows) {
    List<CandidateKey> feasible =
        request.candidates().stream().filter(key -> key.freeParameters(dimension) < rows).toList();
    if (feasible.isEmpty()) {
      CandidateKey smallest = request.candidates().get(0);
      throw new BadInputException(
          "too few rows: "
              + rows
              + " for the "
              + smallest.freeParameters(dimension)
              + " parameters of "
              + smallest
              + "; ask for fewer components, fewer columns or a"
              + " simpler --shape");
    }
    return feasible;
  }

  /**
   * Refuses subsets too few to tell which of them is apart.
   *
   * @throws BadInputException if subsets may be left out and there are fewer than the filter needs
   */
  public static void refuseFew(FitRequest request, long subsets) {
    if (request.aggregate() == FitRequest.Aggregate.ROBUST && subsets < DistanceFilter.LEAST_FITS) {
      throw new BadInputException(
          "--aggregate robust needs "
              + DistanceFilter.LEAST_FITS
              + " subsets, there "
              + (subsets == 1 ? "is 1" : "are " + subsets)
              + ": of three, two that are near each other by chance would outvote the third; lower"
              + " --subset-rows "
              + request.local().subsetRows()
              + ", or leave --aggregate at kl");
    }
  }
}
