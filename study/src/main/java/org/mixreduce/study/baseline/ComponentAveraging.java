package org.mixreduce.study.baseline;

import java.util.ArrayList;
import java.util.List;
import org.mixreduce.core.family.Component;
import org.mixreduce.core.family.NamedArray;
import org.mixreduce.core.local.LocalFit;
import org.mixreduce.core.model.Mixture;
import org.mixreduce.study.measure.ComponentMatching;

/**
 * The naive way: the components of every local fit are matched one to one to those of the first,
 * then weights, means and covariances are averaged, each local fit by its rows.
 */
public final class ComponentAveraging {

  private ComponentAveraging() {}

  /** The average of the local fits that did not fail, of which there must be one. */
  public static Mixture of(List<LocalFit> fits) {
    List<LocalFit> sound = fits.stream().filter(fit -> fit.mixture().isPresent()).toList();
    Mixture first = sound.get(0).mixture().orElseThrow();
    double total = sound.stream().mapToDouble(LocalFit::weight).sum();
    double[] weights = new double[first.size()];
    List<List<NamedArray>> sums = new ArrayList<>();
    for (Component component : first.components()) {
      sums.add(zeros(first.family().write(component)));
    }
    for (LocalFit fit : sound) {
      Mixture local = fit.mixture().orElseThrow();
      int[] partners = ComponentMatching.of(first, local);
      double share = fit.weight() / total;
      for (int k = 0; k < weights.length; k++) {
        weights[k] += share * local.weight(partners[k]);
        add(sums.get(k), share, local.family().write(local.component(partners[k])));
      }
    }
    List<Component> components = sums.stream().map(first.family()::read).toList();
    return Mixture.of(first.family(), weights, components);
  }

  private static List<NamedArray> zeros(List<NamedArray> like) {
    return like.stream()
        .map(array -> new NamedArray(array.name(), new double[array.values().length]))
        .toList();
  }

  private static void add(List<NamedArray> sums, double share, List<NamedArray> parameters) {
    for (NamedArray sum : sums) {
      double[] values = NamedArray.find(parameters, sum.name(), sum.values().length);
      for (int i = 0; i < values.length; i++) {
        sum.values()[i] += share * values[i];
      }
    }
  }
}
