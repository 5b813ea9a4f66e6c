package org.mixreduce.driver.job;

/**
 * The shares of work done that the local runner tells. It says 1 whenever any one task has ended; a
 * 1 is believed of map tasks when reduce tasks have begun, and of all when the job is complete.
 */
final class LocalShares {

  private double maps;
  private double reduces;

  /** Takes what the runner says while the job runs. */
  void read(double saidMaps, double saidReduces) {
    if (saidMaps < 1) {
      maps = Math.max(maps, saidMaps);
    }
    if (saidReduces > 0) {
      maps = 1;
    }
    if (saidReduces < 1) {
      reduces = Math.max(reduces, saidReduces);
    }
  }

  double maps() {
    return maps;
  }

  double reduces() {
    return reduces;
  }
}
