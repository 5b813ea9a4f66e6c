/**
 * {@code report.html}: one file that shows a run. {@link org.mixreduce.driver.report.html.RunFiles}
 * reads what a run left, {@link org.mixreduce.driver.report.html.ReportContent} is what the page is
 * about, {@link org.mixreduce.driver.report.html.ReportPage} puts it, the page's own script and the
 * charts' library into one file.
 *
 * <p>The charts are drawn by Apache ECharts, by its build of common charts (653 kB, 215 kB in the
 * job jar). It is kept by the Apache Software Foundation under the licence of Hadoop, draws SVG,
 * which prints sharply and whose marks a test can count, needs no {@code eval}, and comes from
 * Maven. Looked at beside it: uPlot (50 kB) and Chart.js (200 kB) paint on a canvas, which prints
 * as pixels; Observable Plot is not in Maven's registry; Vega-Lite with Vega is larger and compiles
 * expressions at run time, which a strict content policy forbids; D3 has no charts.
 */
package org.mixreduce.driver.report.html;
