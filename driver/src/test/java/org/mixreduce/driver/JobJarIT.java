package org.mixreduce.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
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

  /**
   * Whose classes are in the jar, by the folder they are in, and whether their licence is named.
   */
  @Test
  public void licencesOfAllThatItHolds() throws IOException {
    try (JarFile file = new JarFile(JAR)) {
      assertTrue(text(file, "META-INF/LICENSE").contains("Apache License"));
      assertTrue(text(file, "META-INF/NOTICE").contains("MixReduce"));
      String thirdParty = text(file, "META-INF/THIRD-PARTY");
      for (String text : new String[] {"FastDoubleParser-LICENSE", "thirdparty-LICENSE"}) {
        assertTrue(
            text, thirdParty.contains(text) && text(file, "META-INF/" + text).length() > 1000);
      }
      Set<String> unnamed = new TreeSet<>();
      for (String name : classes(JAR)) {
        String owner = owner(name);
        if (!thirdParty.contains(owner)) {
          unnamed.add(owner + ", for " + name);
        }
      }
      assertEquals(Set.of(), unnamed);
    }
  }

  private static final Map<String, String> OWNERS =
      Map.ofEntries(
          Map.entry("org/mixreduce/", "MixReduce"),
          Map.entry("org/apache/avro/", "Apache Avro"),
          Map.entry("org/apache/parquet/", "Apache Parquet"),
          Map.entry("shaded/parquet/org/apache/thrift/", "Apache Thrift"),
          Map.entry("shaded/parquet/it/unimi/", "fastutil"),
          Map.entry("shaded/parquet/com/fasterxml/", "Jackson"),
          Map.entry("shaded/parquet/net/openhft/", "zero-allocation-hashing"),
          Map.entry("io/airlift/compress/", "aircompressor"),
          Map.entry("com/github/luben/", "zstd-jni"),
          Map.entry("org/locationtech/jts/", "JTS"),
          Map.entry("ch/randelshofer/", "FastDoubleParser"),
          Map.entry("picocli/", "picocli"));

  private static String owner(String name) {
    String path = name.replaceFirst("^META-INF/versions/\\d+/", "");
    return OWNERS.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("nobody");
  }

  private static String text(JarFile file, String name) throws IOException {
    JarEntry entry = file.getJarEntry(name);
    assertTrue("no " + name, entry != null);
    try (InputStream in = file.getInputStream(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
