package org.mixreduce.core.aggregate;

/**
 * When a reduction polished on the pooled sample replaces the reduction. The polish leads local
 * fits that sit in different maxima into one, but it also fits the sample's m rows where the
 * reduction stands for all N, and if there was nothing to lead it loses about (N/m − 1) ν/2 nats,
 * until exact updates mend that.
 */
public enum Polish {
  /** Always: exact updates over all rows follow. */
  ALWAYS,
  /**
   * If it gains more than ν nats on the sample, which is how much more a fit of ν parameters gains
   * on the rows it was fitted to than on as many others (Akaike 1974): for models that may never
   * meet their rows again. A fit of the sample alone comes first among the origins if it gains as
   * much over the reduction.
   */
  IF_IT_PAYS
}
