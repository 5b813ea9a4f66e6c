package org.mixreduce.driver.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.CounterGroup;
import org.apache.hadoop.mapreduce.Counters;

/** A job's counters as JSON: groups of names of numbers. */
final class SavedCounters {

  private SavedCounters() {}

  static void put(ObjectNode json, Counters counters) {
    for (CounterGroup group : counters) {
      ObjectNode node = json.putObject(group.getName());
      for (Counter counter : group) {
        node.put(counter.getName(), counter.getValue());
      }
    }
  }

  static Counters read(JsonNode json) {
    Counters counters = new Counters();
    json.fields()
        .forEachRemaining(
            group ->
                group
                    .getValue()
                    .fields()
                    .forEachRemaining(
                        counter ->
                            counters
                                .findCounter(group.getKey(), counter.getKey())
                                .setValue(counter.getValue().asLong())));
    return counters;
  }
}
