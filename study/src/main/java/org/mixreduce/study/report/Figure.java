package org.mixreduce.study.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * An image of the page.
 *
 * @param name of the file, without ending
 * @param caption what it shows, for those who cannot see it too
 * @param chart what is drawn
 */
record Figure(String name, String caption, IChart chart) {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 500;

  /** Told apart without red against green (Okabe and Ito 2008). */
  private static final Color[] COLOURS = {
    new Color(0x0072B2),
    new Color(0xD55E00),
    new Color(0x009E73),
    new Color(0xCC79A7),
    new Color(0xE69F00),
    new Color(0x56B4E9),
    new Color(0x000000)
  };

  /** The titles of a chart and of its axes. */
  record Titles(String chart, String x, String y) {}

  /** Averages with error bars of one standard error, joined by lines, and level lines. */
  static XYChart lines(Titles titles) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(titles.chart())
            .xAxisTitle(titles.x())
            .yAxisTitle(titles.y())
            .build();
    style(chart.getStyler());
    return chart;
  }

  /** Bars side by side. */
  static CategoryChart bars(Titles titles) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(titles.chart())
            .xAxisTitle(titles.x())
            .yAxisTitle(titles.y())
            .build();
    style(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.8);
    return chart;
  }

  /** Adds averages at x = 0, 1, 2, …, joined by lines. */
  static void addAverages(XYChart chart, String label, List<Average> averages) {
    add(chart, label, 0, averages);
  }

  /** Adds averages at x = first, first + 1, …, not joined. */
  static void addPoints(XYChart chart, String label, int first, List<Average> averages) {
    add(chart, label, first, averages).setLineStyle(SeriesLines.NONE);
  }

  private static XYSeries add(XYChart chart, String label, int first, List<Average> averages) {
    double[] x = new double[averages.size()];
    double[] y = new double[x.length];
    double[] errors = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = first + i;
      y[i] = averages.get(i).mean();
      errors[i] =
          Double.isNaN(averages.get(i).standardError()) ? 0 : averages.get(i).standardError();
    }
    XYSeries series = chart.addSeries(label, x, y, errors);
    series.setMarker(SeriesMarkers.CIRCLE);
    return series;
  }

  /** Adds a dashed line at one height, from x = 0 to {@code end}. */
  static void addLevel(XYChart chart, String label, double end, double level) {
    XYSeries series = chart.addSeries(label, new double[] {0, end}, new double[] {level, level});
    series.setMarker(SeriesMarkers.NONE);
    series.setLineStyle(
        new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {6, 6}, 0));
  }

  private static void style(AxesChartStyler styler) {
    styler.setSeriesColors(COLOURS);
    styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setMarkerSize(7);
    styler.setErrorBarsColorSeriesColor(true);
  }

  /** Writes it as PNG into a directory. */
  void save(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.write(directory.resolve(name + ".png"), ChartEncoder.getBytes(chart, "png"));
  }

  /** How the page shows it. */
  String markdown() {
    return "![" + caption + "](figures/" + name + ".png)\n";
  }
}
