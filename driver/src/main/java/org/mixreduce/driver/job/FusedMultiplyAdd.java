package org.mixreduce.driver.job;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Whether this JVM multiplies and adds in one instruction, which all inner loops do. */
public final class FusedMultiplyAdd {

  private FusedMultiplyAdd() {}

  /** What the user should know where there is none. */
  public static Optional<String> warning() {
    return available()
        ? Optional.empty()
        : Optional.of(
            "this processor or JVM has no fused multiply-add (UseFMA is false): fits take ten"
                + " times as long, with the same results");
  }

  /** False only where HotSpot says that it has to emulate it. */
  public static boolean available() {
    return available("UseFMA");
  }

  /** The same by the name of HotSpot's option, which other JVMs do not have. */
  static boolean available(String option) {
    try {
      Object value =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new javax.management.ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                  "getVMOption",
                  new Object[] {option},
                  new String[] {String.class.getName()});
      return !"false".equals(((javax.management.openmbean.CompositeData) value).get("value"));
    } catch (javax.management.JMException | RuntimeException e) {
      // Another JVM, or a HotSpot without this option: nothing is known against it.
      return true;
    }
  }
}
