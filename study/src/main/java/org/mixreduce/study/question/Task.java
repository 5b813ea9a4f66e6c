package org.mixreduce.study.question;

import java.io.IOException;
import java.util.List;
import org.mixreduce.study.raw.Measurement;
import org.mixreduce.study.raw.Trial;

/** A trial and how to run it: the same measurements whenever, wherever and beside whatever. */
public record Task(Trial trial, Work work) {

  /** What a trial does. */
  @FunctionalInterface
  public interface Work {
    /** Runs it, on one thread. */
    List<Measurement> run() throws IOException;
  }
}
