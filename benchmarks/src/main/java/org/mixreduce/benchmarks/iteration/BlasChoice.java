package org.mixreduce.benchmarks.iteration;

import dev.ludovic.netlib.blas.BLAS;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * netlib's implementations by name. {@code JavaBLAS.getInstance()} takes the best that the JVM's
 * flags allow, so it cannot compare two of them in one JVM; each class has a factory of its own.
 */
enum BlasChoice {
  /** Fortran turned into Java. */
  F2J("F2jBLAS"),
  /** Plain Java, blocked by hand: what users get who set no flags. */
  JAVA("Java11BLAS"),
  /** The incubating vector API. */
  VECTOR("VectorBLAS"),
  /** The system's libblas.so.3, which should be OpenBLAS. */
  NATIVE("JNIBLAS");

  private final String className;

  BlasChoice(String className) {
    this.className = className;
  }

  /**
   * The implementation.
   *
   * @throws IllegalStateException saying what is missing, if it cannot run here
   */
  BLAS blas() {
    try {
      Class<?> type = Class.forName("dev.ludovic.netlib.blas." + className);
      Method factory = type.getMethod("getInstance");
      // The classes are not public; their factories are.
      factory.setAccessible(true);
      return (BLAS) factory.invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      throw new IllegalStateException("skipped: " + className + " cannot run here: " + cause, e);
    }
  }
}
