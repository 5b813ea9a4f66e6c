package org.mixreduce.study.report;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Test;

public class PageTest {

  private static final String TEXT =
      """
      # Title

      <!-- results: a -->
      old
      <!-- end: a -->

      What was learned.

      <!-- results: b -->
      <!-- end: b -->
      """;

  @Test
  public void onlyBlocksAreReplaced() throws IOException {
    Page page = new Page(TEXT);
    page.fill("a", "new\n");
    assertEquals(TEXT.replace("old\n", "new\n"), page.toString());
    page.fill("a", "old\n");
    assertEquals(TEXT, page.toString());
    page.fill("b", "filled\n");
    assertEquals("filled\n", page.block("b").orElseThrow());
    assertEquals("old\n", page.block("a").orElseThrow());
  }

  @Test
  public void aPageWithoutTheBlockIsAnError() {
    IOException refusal = assertThrows(IOException.class, () -> new Page(TEXT).fill("c", "x\n"));
    assertTrue(refusal.getMessage().contains("<!-- results: c -->"));
  }

  @Test
  public void thePageOfTheStudyHasABlockForEveryReport() throws IOException {
    Page page = new Page(Files.readString(Path.of("README.md")));
    for (String question : PageWriter.questions()) {
      assertTrue(question, page.block(question).isPresent());
    }
  }

  @Test
  public void tablesAreMarkdown() {
    MarkdownTable table = new MarkdownTable("a", "b").row("1", "2");
    assertEquals("| a | b |\n| --- | ---: |\n| 1 | 2 |\n", table.toString());
    assertThrows(IllegalArgumentException.class, () -> table.row("1"));
  }
}
