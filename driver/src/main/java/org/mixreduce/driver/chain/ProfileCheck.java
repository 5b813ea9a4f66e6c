package org.mixreduce.driver.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mixreduce.core.linear.PackedCholesky;
import org.mixreduce.core.linear.PackedCholesky.NotPositiveDefiniteException;
import org.mixreduce.core.profile.ColumnProfile;
import org.mixreduce.core.profile.DataProfile;
import org.mixreduce.core.profile.FrequentValues;
import org.mixreduce.driver.input.BadInputException;
import org.mixreduce.driver.report.Counted;

/** What a profile says against fitting these rows, and what it warns of. */
public final class ProfileCheck {

  /** A value that this share of the rows has exactly is an atom, not a measurement's rounding. */
  private static final double ATOM_SHARE = 0.1;

  /** What fewer rows happen to share is no atom, however few rows there are. */
  private static final int ATOM_ROWS = 3;

  /** A variable explained by the others but for this share of its variance is a combination. */
  private static final double COLLINEAR = 1e-10;

  private final DataProfile profile;
  private final List<String> names;

  /** A check of rows whose variables have these names. */
  public ProfileCheck(DataProfile profile, List<String> names) {
    this.profile = profile;
    this.names = names;
  }

  /**
   * Refuses rows that cannot be fitted.
   *
   * @throws BadInputException naming what is wrong, where, and the remedy
   */
  public void refuse(FitRequest.Limits limits) {
    DataProfile.Counts counts = profile.counts();
    if (counts.records() == 0) {
      throw new BadInputException("no rows in the input");
    }
    refuseShare(counts.malformed(), limits.badRows(), "malformed", "--max-bad-rows");
    refuseShare(counts.missing(), limits.missingRows(), "lacking values", "--max-missing-rows");
    if (counts.rows() == 0) {
      throw new BadInputException(
          "no usable row among "
              + counts.records()
              + ": "
              + counts.malformed()
              + " malformed, "
              + counts.missing()
              + " lacking values, "
              + counts.weightless()
              + " of weight zero"
              + firstProblem()
              + lackingColumns());
    }
    refuseColumns();
  }

  /**
   * Refuses columns that cannot be fitted.
   *
   * @throws BadInputException naming the column and the remedy
   */
  void refuseColumns() {
    refuseConstant();
    refuseOutOfRange();
  }

  private void refuseShare(long rows, double limit, String kind, String option) {
    long all = profile.counts().records();
    if (rows > limit * all) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%d of %d rows are %s (%.3g %%), more than %s %s bears%s%s",
              rows,
              all,
              kind,
              100.0 * rows / all,
              option,
              limit,
              "malformed".equals(kind) ? firstProblem() : "",
              "malformed".equals(kind) ? spoiledColumns() : lackingColumns()));
    }
  }

  private String firstProblem() {
    return profile.problems().isEmpty() ? "" : "; the first: " + profile.problems().get(0);
  }

  private String spoiledColumns() {
    for (int j = 0; j < names.size(); j++) {
      if (profile.columns().get(j).malformed() == profile.counts().records()) {
        return "; column '"
            + names.get(j)
            + "' is never a number: leave it out with --columns"
            + " or --id-columns";
      }
    }
    return "";
  }

  private String lackingColumns() {
    for (int j = 0; j < names.size(); j++) {
      if (profile.columns().get(j).missing() == profile.counts().records()) {
        return "; column '" + names.get(j) + "' is always missing: leave it out with --columns";
      }
    }
    return "";
  }

  private void refuseConstant() {
    for (int j = 0; j < names.size(); j++) {
      ColumnProfile column = profile.columns().get(j);
      if (column.constant()) {
        throw new BadInputException(
            "column '"
                + names.get(j)
                + "' is "
                + column.minimum()
                + " in all "
                + profile.counts().rows()
                + " usable rows: leave it out with --columns");
      }
    }
  }

  /** Squares of values beyond 1e±150 leave the range of double precision. */
  private void refuseOutOfRange() {
    for (int j = 0; j < names.size(); j++) {
      double variance = profile.moments().covariance(j, j);
      if (!(variance >= Double.MIN_NORMAL) || variance == Double.POSITIVE_INFINITY) {
        ColumnProfile column = profile.columns().get(j);
        throw new BadInputException(
            "column '"
                + names.get(j)
                + "' runs from "
                + column.minimum()
                + " to "
                + column.maximum()
                + ": its variance is beyond double precision; give it in another unit");
      }
    }
  }

  /** What the user should know before believing the answer. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (profile.counts().malformed() > 0) {
      warnings.add(
          Counted.of(profile.counts().malformed(), "malformed row") + " skipped, such as:");
      profile.problems().forEach(problem -> warnings.add("  " + problem));
    }
    warnAtoms(warnings);
    warnCollinear(warnings);
    return warnings;
  }

  /** Columns with a value that many rows share. */
  List<String> atoms() {
    List<String> columns = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      if (!atoms(j).isEmpty()) {
        columns.add(names.get(j));
      }
    }
    return columns;
  }

  private List<FrequentValues.Count> atoms(int column) {
    // What a handful of rows happen to share is no atom.
    double least = Math.max(ATOM_SHARE * profile.counts().rows(), ATOM_ROWS);
    return profile.columns().get(column).frequent().counts().stream()
        .filter(count -> count.atLeast() >= least)
        .toList();
  }

  private void warnAtoms(List<String> warnings) {
    for (int j = 0; j < names.size(); j++) {
      List<FrequentValues.Count> atoms = atoms(j);
      if (!atoms.isEmpty()) {
        warnings.add(
            "column '"
                + names.get(j)
                + (atoms.size() == 1 ? "' has an atom: " : "' has atoms: ")
                + atoms.stream().map(this::text).collect(Collectors.joining(", "))
                + "; Gaussian likelihoods are unbounded there, only the penalty bounds them");
      }
    }
  }

  private String text(FrequentValues.Count atom) {
    return String.format(
        Locale.ROOT,
        "at least %.1f %% of its values are exactly %s",
        100.0 * atom.atLeast() / profile.counts().rows(),
        atom.value());
  }

  private void warnCollinear(List<String> warnings) {
    try {
      PackedCholesky.of(profile.moments().covariance(), names.size(), COLLINEAR);
    } catch (NotPositiveDefiniteException e) {
      warnings.add(
          "column '"
              + names.get(e.index())
              + "' is a linear combination of columns before it:"
              + " shapes with full covariances (EEE, VVV) will be degenerate; leave it out with"
              + " --columns");
    }
  }
}
