package org.mixreduce.driver.schedule;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The folder {@code oozie}, by Oozie's own schemas and by what these do not look at. */
public class OozieFolderTest {

  private static final Path FOLDER = Path.of(System.getProperty("mixreduce.root", ".."), "oozie");
  private static final List<String> APPLICATIONS = List.of("fit-and-score", "daily");
  private static final Pattern PLAIN_VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  @Test
  public void schemasHold() throws Exception {
    for (String application : APPLICATIONS) {
      validate("oozie-workflow-1.0.xsd", read(application, "workflow.xml"));
    }
    validate("oozie-coordinator-0.5.xsd", read("daily", "coordinator.xml"));
  }

  @Test
  public void schemaTellsAWorkflowWithoutEnd() throws Exception {
    String without = read("daily", "workflow.xml").replace("<end name=\"end\"/>", "");
    SAXException thrown =
        assertThrows(SAXException.class, () -> validate("oozie-workflow-1.0.xsd", without));
    assertTrue(thrown.getMessage(), thrown.getMessage().contains("workflow-app"));
  }

  @Test
  public void everyTransitionLeadsSomewhereAndEveryNodeIsReached() throws Exception {
    for (String application : APPLICATIONS) {
      assertEquals(List.of(), Transitions.faults(parse(read(application, "workflow.xml"))));
    }
  }

  @Test
  public void faultyTransitionsAreNamed() throws Exception {
    String workflow =
        "<workflow-app xmlns='uri:oozie:workflow:1.0' name='w'><start to='a'/>"
            + "<action name='a'><fs/><ok to='b'/></action>"
            + "<kill name='k'><message>m</message></kill><end name='end'/></workflow-app>";
    assertEquals(
        List.of(
            "action a has no error",
            "a leads to b, which is no node",
            "nothing leads to k",
            "nothing leads to end"),
        Transitions.faults(parse(workflow)));
  }

  /** A variable without a value stops a workflow only when it gets there. */
  @Test
  public void propertiesGiveEveryVariable() throws Exception {
    assertEquals(Set.of(), unknown("fit-and-score", "workflow.xml", Set.of()));
    assertEquals(Set.of(), unknown("daily", "workflow.xml", Set.of("input", "day", "window")));
    assertEquals(Set.of(), unknown("daily", "coordinator.xml", Set.of("YEAR", "MONTH", "DAY")));
  }

  /** What the coordinator hands to the workflow beside the properties. */
  @Test
  public void coordinatorHandsOverTheDay() throws Exception {
    Document coordinator = parse(read("daily", "coordinator.xml"));
    Set<String> names = new TreeSet<>();
    var list = coordinator.getElementsByTagNameNS("*", "name");
    for (int i = 0; i < list.getLength(); i++) {
      names.add(list.item(i).getTextContent());
    }
    assertEquals(Set.of("input", "day", "window"), names);
  }

  /** No shell lists the runs there, so the command itself leaves out what came later. */
  @Test
  public void aDayThatIsRunAgainHasTheSameModel() throws Exception {
    List<String> aggregate = new ArrayList<>();
    for (Element node :
        Transitions.children(parse(read("daily", "workflow.xml")).getDocumentElement())) {
      if ("aggregate".equals(node.getAttribute("name"))) {
        var arguments = node.getElementsByTagNameNS("*", "arg");
        for (int i = 0; i < arguments.getLength(); i++) {
          aggregate.add(arguments.item(i).getTextContent());
        }
      }
    }
    assertEquals(
        List.of(
            "aggregate",
            "--overwrite",
            "--runs=${output}/fits/${window}",
            "--through=${day}",
            "--skip-unfinished",
            "--output=${output}/models/${day}"),
        aggregate);
  }

  /** A decision asks for what the fit before it leaves. */
  @Test
  public void captionedNamesAreThoseOfTheSummary() throws Exception {
    Pattern asked = Pattern.compile("wf:actionData\\('(\\w+)'\\)\\['(\\w+)'\\]");
    for (String application : APPLICATIONS) {
      String workflow = read(application, "workflow.xml");
      Matcher matcher = asked.matcher(workflow);
      assertTrue(matcher.find());
      do {
        assertTrue(matcher.group(), RunSummary.NAMES.contains(matcher.group(2)));
        assertTrue(matcher.group(), captures(parse(workflow), matcher.group(1)));
      } while (matcher.find());
    }
  }

  private static boolean captures(Document workflow, String action) {
    for (Element node : Transitions.children(workflow.getDocumentElement())) {
      if ("action".equals(node.getLocalName()) && action.equals(node.getAttribute("name"))) {
        return node.getElementsByTagNameNS("*", "capture-output").getLength() == 1;
      }
    }
    return false;
  }

  private static Set<String> unknown(String application, String file, Set<String> given)
      throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(read(application, "job.properties")));
    Set<String> unknown = new TreeSet<>();
    Matcher matcher = PLAIN_VARIABLE.matcher(read(application, file));
    while (matcher.find()) {
      unknown.add(matcher.group(1));
    }
    unknown.removeAll(properties.stringPropertyNames());
    unknown.removeAll(given);
    return unknown;
  }

  /** Given by its URL, so that the schema finds what it includes. */
  private static void validate(String schema, String document) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(OozieFolderTest.class.getResource("/" + schema))
        .newValidator()
        .validate(new StreamSource(new StringReader(document)));
  }

  private static Document parse(String document) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(document)));
  }

  private static String read(String application, String file) throws IOException {
    return Files.readString(FOLDER.resolve(application).resolve(file));
  }
}
