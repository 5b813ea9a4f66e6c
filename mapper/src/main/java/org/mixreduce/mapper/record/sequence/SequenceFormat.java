package org.mixreduce.mapper.record.sequence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.mixreduce.core.data.RowLayout;
import org.mixreduce.mapper.record.AsText;
import org.mixreduce.mapper.record.BoundedInput;
import org.mixreduce.mapper.record.PackedSplit;
import org.mixreduce.mapper.record.PieceReader;
import org.mixreduce.mapper.record.RecordFormat;
import org.mixreduce.mapper.record.RowParser;
import org.mixreduce.mapper.record.text.BlankLine;
import org.mixreduce.mapper.record.text.DelimitedParser;

/** SequenceFiles whose values are lines of delimited text; keys are passed over. */
public final class SequenceFormat implements RecordFormat {

  @Override
  public String label() {
    return "sequence";
  }

  @Override
  public boolean begins(byte[] first) {
    // The version behind the letters is no character, as it would be in text.
    return first.length > 3
        && first[0] == 'S'
        && first[1] == 'E'
        && first[2] == 'Q'
        && first[3] >= 0
        && first[3] < '\t';
  }

  @Override
  public boolean splits(Path file, Configuration conf) {
    return true;
  }

  @Override
  public FirstLook look(FileStatus file, int most, RowLayout.Syntax syntax, Configuration conf)
      throws IOException {
    Path path = file.getPath();
    try (ValueReader values =
        new ValueReader(
            new BoundedInput(path.getFileSystem(conf).open(path), file.getLen()),
            0,
            file.getLen(),
            conf)) {
      BlankLine blank = BlankLine.of(syntax);
      List<String> lines = new ArrayList<>();
      while (lines.size() < most && values.next()) {
        if (!blank.is(values.value())) {
          lines.add(values.value().toString());
        }
      }
      return FirstLook.of(lines);
    }
  }

  @Override
  public PieceReader open(PackedSplit.Piece piece, RowLayout layout, TaskAttemptContext context)
      throws IOException {
    return SequencePieceReader.open(piece, layout, context.getConfiguration());
  }

  @Override
  public RowParser parser(RowLayout layout) {
    return new DelimitedParser(layout);
  }

  @Override
  public AsText asText(RowLayout layout) {
    return AsText.lines(layout);
  }
}
