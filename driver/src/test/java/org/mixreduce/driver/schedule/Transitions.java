package org.mixreduce.driver.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Where each node of a workflow leads, which Oozie's schema does not look at. */
final class Transitions {

  /** Elements and attributes that name the next node. */
  private static final List<String> ATTRIBUTES = List.of("to", "start");

  private static final Set<String> NODES =
      Set.of("action", "decision", "fork", "join", "kill", "end");
  private static final String START = ":start:";

  private final Map<String, List<String>> targets = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  private Transitions(Element workflow) {
    for (Element node : children(workflow)) {
      if ("start".equals(node.getLocalName())) {
        targets.put(START, List.of(node.getAttribute("to")));
      } else if (NODES.contains(node.getLocalName())) {
        add(node);
      }
    }
  }

  /** What is wrong with a workflow's transitions; nothing if all is well. */
  static List<String> faults(Document workflow) {
    Transitions transitions = new Transitions(workflow.getDocumentElement());
    transitions.checkTargets();
    transitions.checkReachable();
    return transitions.faults;
  }

  private void add(Element node) {
    String name = node.getAttribute("name");
    if (targets.put(name, leadsTo(node)) != null) {
      faults.add("two nodes are called " + name);
    }
    if ("action".equals(node.getLocalName())) {
      for (String way : List.of("ok", "error")) {
        if (children(node).stream().noneMatch(child -> way.equals(child.getLocalName()))) {
          faults.add("action " + name + " has no " + way);
        }
      }
    }
  }

  private void checkTargets() {
    targets.forEach(
        (name, next) ->
            next.stream()
                .filter(target -> !targets.containsKey(target))
                .forEach(
                    target -> faults.add(name + " leads to " + target + ", which is no node")));
  }

  private void checkReachable() {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> ahead = new ArrayDeque<>(List.of(START));
    while (!ahead.isEmpty()) {
      String name = ahead.pop();
      if (reached.add(name)) {
        ahead.addAll(targets.getOrDefault(name, List.of()));
      }
    }
    targets.keySet().stream()
        .filter(name -> !reached.contains(name))
        .forEach(name -> faults.add("nothing leads to " + name));
  }

  private static List<String> leadsTo(Element node) {
    List<String> next = new ArrayList<>();
    for (String attribute : ATTRIBUTES) {
      if (node.hasAttribute(attribute)) {
        next.add(node.getAttribute(attribute));
      }
    }
    for (Element child : children(node)) {
      next.addAll(leadsTo(child));
    }
    return next;
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }
}
