package org.mixreduce.secured;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javassist.CannotCompileException;
import javassist.ClassPool;
import javassist.CtBehavior;
import javassist.CtClass;
import javassist.NotFoundException;
import javassist.expr.ExprEditor;
import javassist.expr.MethodCall;
import org.apache.hadoop.io.Text;

/**
 * Lets tasks and the shuffle open spill files. Under security Hadoop opens them by its native
 * library only, which is not there, and if their owner is the job's user only, who has no account
 * here: so the class that opens them does not hear of security. Nothing else is changed. A Java
 * agent is what runs before a task's main method.
 */
public final class SecureIoAgent {

  private static final String OPENS_SPILLS = "org.apache.hadoop.io.SecureIOUtils";

  private SecureIoAgent() {}

  /** Runs before the main method of a task. */
  public static void premain(String arguments) throws NotFoundException, CannotCompileException {
    load();
  }

  /** Defines the class in this process, which must not have loaded it. */
  static void load() throws NotFoundException, CannotCompileException {
    CtClass opens = ClassPool.getDefault().get(OPENS_SPILLS);
    for (CtBehavior behavior : opens.getDeclaredBehaviors()) {
      behavior.instrument(new WithoutSecurity());
    }
    if (opens.getClassInitializer() != null) {
      opens.getClassInitializer().instrument(new WithoutSecurity());
    }
    opens.toClass(Text.class);
  }

  /** Whether security is on: no. */
  private static final class WithoutSecurity extends ExprEditor {
    @Override
    public void edit(MethodCall call) throws CannotCompileException {
      if ("isSecurityEnabled".equals(call.getMethodName())) {
        call.replace("$_ = false;");
      }
    }
  }

  /** A jar that names this class, which itself is on the class path of tasks. */
  static File jar(File target) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), SecureIoAgent.class.getName());
    new JarOutputStream(new FileOutputStream(target), manifest).close();
    return target;
  }
}
