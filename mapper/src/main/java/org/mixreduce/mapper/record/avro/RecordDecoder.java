package org.mixreduce.mapper.record.avro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.mixreduce.mapper.record.BrokenDataException;
import org.mixreduce.mapper.record.field.FieldRecord;
import org.mixreduce.mapper.record.field.UsedFields;

/** Builds the decoder of a schema's records: what rows need is kept, the rest passed over. */
final class RecordDecoder {

  /** Values within values, at most: damaged bytes may say that a record holds itself for ever. */
  private static final int DEEPEST = 200;

  private final UsedFields used;
  private final Set<String> around = new HashSet<>();
  private final Map<String, Passed> passed = new HashMap<>();

  private RecordDecoder(UsedFields used) {
    this.used = used;
  }

  /** The decoder of a record. */
  static FieldDecoder of(Schema schema, UsedFields used) {
    return new RecordDecoder(used).record(schema, "");
  }

  /** A decoder that keeps nothing. */
  static FieldDecoder passing(Schema schema) {
    return new RecordDecoder(null).pass(schema);
  }

  private FieldDecoder record(Schema schema, String prefix) {
    around.add(schema.getFullName());
    List<FieldDecoder> parts = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      parts.add(value(field.schema(), prefix + field.name()));
    }
    around.remove(schema.getFullName());
    return FieldDecoder.sequence(parts);
  }

  private FieldDecoder value(Schema schema, String path) {
    if (schema.getType() == Schema.Type.UNION) {
      return FieldDecoder.choice(
          schema.getTypes().stream().map(branch -> value(branch, path)).toList());
    }
    if (schema.getType() == Schema.Type.RECORD && !around.contains(schema.getFullName())) {
      return record(schema, path + ".");
    }
    return switch (schema.getType()) {
      case RECORD, ARRAY, MAP -> pass(schema);
      default -> FieldDecoder.leaf(schema, used.slot(path));
    };
  }

  private FieldDecoder pass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> passed(schema);
      case UNION -> FieldDecoder.choice(schema.getTypes().stream().map(this::pass).toList());
      case ARRAY -> FieldDecoder.passItems(pass(schema.getElementType()));
      case MAP ->
          FieldDecoder.passItems(
              FieldDecoder.sequence(
                  List.of(FieldDecoder.passBytes(), pass(schema.getValueType()))));
      default -> FieldDecoder.leaf(schema, -1);
    };
  }

  /** A record may hold itself, so it is known before its fields are. */
  private FieldDecoder passed(Schema schema) {
    Passed known = passed.get(schema.getFullName());
    if (known != null) {
      return known;
    }
    Passed record = new Passed();
    passed.put(schema.getFullName(), record);
    record.fields =
        FieldDecoder.sequence(
            schema.getFields().stream().map(field -> pass(field.schema())).toList());
    return record;
  }

  private static final class Passed implements FieldDecoder {
    private FieldDecoder fields = NOTHING;
    private int depth;

    @Override
    public void read(BlockBytes in, FieldRecord out) throws BrokenDataException {
      if (depth == DEEPEST) {
        throw new BrokenDataException("a record holds itself more than " + DEEPEST + " times");
      }
      depth++;
      fields.read(in, out);
      depth--;
    }
  }
}
