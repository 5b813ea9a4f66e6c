package org.mixreduce.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.Test;

/** The job jar holds what Hadoop lacks, and nothing that Hadoop ships. */
public class JobJarIT {

  private static final File TARGET = new File(System.getProperty("mixreduce.target", "target"));
  private static final File JAR = new File(TARGET, "mixreduce-job.jar");

  private static Set<String> classes(File jar) throws IOException {
    Set<String> names = new HashSet<>();
    try (JarFile file = new JarFile(jar)) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (name.endsWith(".class") && !name.endsWith("module-info.class")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  @Test
  public void nothingThatHadoopShips() throws IOException {
    Set<String> own = classes(JAR);
    File[] shipped = new File(TARGET, "lib").listFiles((dir, name) -> name.endsWith(".jar"));
    assertTrue("Hadoop's jars are there", shipped.length > 50);
    Set<String> twice = new TreeSet<>();
    for (File jar : shipped) {
      for (String name : classes(jar)) {
        if (own.contains(name)) {
          twice.add(name + " in " + jar.getName());
        }
      }
    }
    assertEquals(Set.of(), twice);
  }

  @Test
  public void everythingThatItNeeds() throws IOException {
    Set<String> own = classes(JAR);
    for (String name :
        new String[] {
          "org/mixreduce/driver/Main.class",
          "org/mixreduce/core/model/Mixture.class",
          "org/mixreduce/mapper/fit/FitMapper.class",
          "org/mixreduce/reducer/aggregate/AggregateReducer.class",
          "org/apache/avro/mapreduce/AvroJob.class",
          "org/apache/parquet/hadoop/ParquetFileReader.class",
          "org/apache/parquet/hadoop/codec/SnappyCodec.class",
          "com/github/luben/zstd/ZstdInputStream.class",
          "picocli/CommandLine.class"
        }) {
      assertTrue(name, own.contains(name));
    }
    try (JarFile file = new JarFile(JAR)) {
      assertEquals(
          "org.mixreduce.driver.Main",
          file.getManifest().getMainAttributes().getValue("Main-Class"));
      assertTrue(
          file.getEntry("META-INF/services/org.mixreduce.core.family.FamilyProvider") != null);
      assertTrue(
          file.getEntry("META-INF/services/org.mixreduce.mapper.record.RecordFormat") != null);
      assertTrue("no logging configuration", file.getEntry("log4j.properties") == null);
    }
    assertTrue("small: " + JAR.length(), JAR.length() < 14_000_000);
  }
}
