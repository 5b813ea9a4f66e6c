package org.mixreduce.driver.chain;

import org.mixreduce.avro.record.JobSettingsRecord;

/** What the jobs of one run share. */
final class Settings {

  private Settings() {}

  static JobSettingsRecord.Builder of(FitRequest request) {
    return JobSettingsRecord.newBuilder()
        .setSeed(request.seed())
        .setSubsetRows(request.local().subsetRows())
        .setPoolRows(request.local().poolRows())
        .setStarts(request.local().starts())
        .setReplicates(request.local().replicates())
        .setPenalty(request.local().penalty())
        .setStartModel(request.startModel().map(FitRequest.StartModel::file).orElse(""));
  }
}
