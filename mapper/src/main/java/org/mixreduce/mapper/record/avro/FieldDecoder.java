package org.mixreduce.mapper.record.avro;

import java.util.List;
import org.apache.avro.Schema;
import org.mixreduce.mapper.record.BrokenDataException;
import org.mixreduce.mapper.record.field.FieldRecord;

/** Reads one value of a block, and keeps it in a slot or passes over it. */
interface FieldDecoder {

  /** Reads the value at which the block stands. */
  void read(BlockBytes in, FieldRecord out) throws BrokenDataException;

  /** Nothing is there to be read. */
  FieldDecoder NOTHING = (in, out) -> {};

  /** Whole numbers. */
  static FieldDecoder whole(int slot) {
    return (in, out) -> out.set(slot, in.readLong());
  }

  /** Whole numbers of 32 bits. */
  static FieldDecoder narrow(int slot) {
    return (in, out) -> {
      long value = in.readLong();
      if (value != (int) value) {
        throw new BrokenDataException("an int of " + value);
      }
      out.set(slot, value);
    };
  }

  /** Numbers of single precision. */
  static FieldDecoder single(int slot) {
    return (in, out) -> out.set(slot, in.readFloat());
  }

  /** Numbers of double precision. */
  static FieldDecoder number(int slot) {
    return (in, out) -> out.set(slot, in.readDouble());
  }

  /** Text. */
  static FieldDecoder text(int slot) {
    return (in, out) -> out.set(slot, in.readString());
  }

  /** True or false, as text. */
  static FieldDecoder bool(int slot) {
    return (in, out) -> out.set(slot, String.valueOf(in.readBoolean()));
  }

  /** One of some symbols, as text. */
  static FieldDecoder symbol(int slot, List<String> symbols) {
    return (in, out) -> {
      long index = in.readLong();
      if (index < 0 || index >= symbols.size()) {
        throw new BrokenDataException("symbol " + index + " of " + symbols.size());
      }
      out.set(slot, symbols.get((int) index));
    };
  }

  /** One value after the other. */
  static FieldDecoder sequence(List<FieldDecoder> parts) {
    FieldDecoder[] all = parts.toArray(FieldDecoder[]::new);
    return (in, out) -> {
      for (FieldDecoder part : all) {
        part.read(in, out);
      }
    };
  }

  /** One of several values, whose number stands before. */
  static FieldDecoder choice(List<FieldDecoder> branches) {
    FieldDecoder[] all = branches.toArray(FieldDecoder[]::new);
    return (in, out) -> {
      long index = in.readLong();
      if (index < 0 || index >= all.length) {
        throw new BrokenDataException("branch " + index + " of a union of " + all.length);
      }
      all[(int) index].read(in, out);
    };
  }

  /** Bytes whose number stands before. */
  static FieldDecoder passBytes() {
    return (in, out) -> in.skip(in.readLong());
  }

  /** So many bytes. */
  static FieldDecoder pass(int bytes) {
    return (in, out) -> in.skip(bytes);
  }

  /** A number of any width. */
  static FieldDecoder passNumber() {
    return (in, out) -> in.readLong();
  }

  /**
   * Items in blocks, each of which says how many it has and perhaps how many bytes. None is passed
   * over unseen, for whoever reads it later believes both numbers.
   */
  static FieldDecoder passItems(FieldDecoder item) {
    return (in, out) -> {
      for (long count = in.readLong(); count != 0; count = in.readLong()) {
        long size = count < 0 ? in.readLong() : -1;
        int first = in.left();
        long items = Math.abs(count);
        for (long i = 0; i < items; i++) {
          int before = in.left();
          item.read(in, out);
          if (in.left() == before) {
            // Items without bytes, be they as many as they may.
            break;
          }
        }
        if (size >= 0 && first - in.left() != size) {
          throw new BrokenDataException(
              count + " items of " + (first - in.left()) + " bytes, not " + size);
        }
      }
    };
  }

  /** A value to be passed over, or, in a slot ≥ 0, kept. */
  static FieldDecoder leaf(Schema schema, int slot) {
    boolean kept = slot >= 0;
    return switch (schema.getType()) {
      case NULL -> NOTHING;
      case BOOLEAN -> kept ? bool(slot) : pass(1);
      case INT -> kept ? narrow(slot) : passNumber();
      case LONG -> kept ? whole(slot) : passNumber();
      case FLOAT -> kept ? single(slot) : pass(Float.BYTES);
      case DOUBLE -> kept ? number(slot) : pass(Double.BYTES);
      case STRING -> kept ? text(slot) : passBytes();
      case ENUM -> kept ? symbol(slot, schema.getEnumSymbols()) : passNumber();
      case BYTES -> passBytes();
      case FIXED -> pass(schema.getFixedSize());
      default -> throw new IllegalArgumentException(schema.getType() + " is made of other values");
    };
  }
}
