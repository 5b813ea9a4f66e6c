package org.mixreduce.driver;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.Test;

public class MainTest {

  @Test
  public void anOldJavaIsTold() {
    for (String version : new String[] {"1.8", "11", "16"}) {
      String complaint = Main.complaint(version, "/opt/java", "3.5.0");
      assertTrue(complaint, complaint.contains("needs Java 17"));
      assertTrue(complaint, complaint.contains("/opt/java"));
      assertTrue(complaint, complaint.contains("JAVA_HOME"));
      assertEquals(1, complaint.lines().count());
    }
  }

  @Test
  public void anOldHadoopIsTold() {
    for (String version : new String[] {"2.10.2", "3.3.6", "3.3.6-cdh7", "1.0"}) {
      String complaint = Main.complaint("17", "/opt/java", version);
      assertTrue(complaint, complaint.contains("Hadoop 3.4") && complaint.contains(version));
    }
    assertTrue(Main.complaint("17", "/opt/java", "").contains("class path"));
  }

  @Test
  public void newOnesAreFine() {
    for (String version : new String[] {"3.4.0", "3.5.0", "3.10.1", "4.0.0-SNAPSHOT", "3.4"}) {
      assertEquals("", Main.complaint("17", "/opt/java", version));
      assertEquals("", Main.complaint("25", "/opt/java", version));
    }
  }

  @Test
  public void theClassLoadsOnJava8() throws IOException {
    try (DataInputStream in = new DataInputStream(Main.class.getResourceAsStream("Main.class"))) {
      assertEquals(0xCAFEBABE, in.readInt());
      in.readUnsignedShort();
      assertEquals(52, in.readUnsignedShort());
    }
  }
}
