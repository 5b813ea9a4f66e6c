package org.mixreduce.mapper.record;

import org.apache.hadoop.io.Text;
import org.mixreduce.core.data.RowLayout;

/** Records of one format as lines of delimited text, for what moves rows about. */
public interface AsText {

  /** The layout of the lines; the variables are the same in the same order. */
  RowLayout layout();

  /** A record as a line; may be overwritten by the next. */
  Text line(Object record);

  /** Records that are lines already. */
  static AsText lines(RowLayout layout) {
    RowLayout text =
        new RowLayout(
            layout.syntax(),
            layout.header(),
            layout.fieldCount(),
            layout.features(),
            layout.ids(),
            layout.weight(),
            layout.truth());
    return new AsText() {
      @Override
      public RowLayout layout() {
        return text;
      }

      @Override
      public Text line(Object record) {
        return (Text) record;
      }
    };
  }
}
