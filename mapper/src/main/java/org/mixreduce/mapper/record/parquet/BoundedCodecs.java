package org.mixreduce.mapper.record.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.mixreduce.mapper.record.BoundedBytes;

/** Parquet's codecs, of which none unpacks more than the heap bears, whatever a page says. */
final class BoundedCodecs implements CompressionCodecFactory {

  private final CodecFactory codecs;

  BoundedCodecs(Configuration conf) {
    codecs = new CodecFactory(conf, 0);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return codecs.getCompressor(name);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return new Bounded(codecs.getDecompressor(name));
  }

  @Override
  public void release() {
    codecs.release();
  }

  private record Bounded(BytesInputDecompressor codec) implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      BoundedBytes.check(size, "a page");
      return codec.decompress(bytes, size);
    }

    @Override
    public void decompress(ByteBuffer input, int packed, ByteBuffer output, int size)
        throws IOException {
      BoundedBytes.check(size, "a page");
      codec.decompress(input, packed, output, size);
    }

    @Override
    public void release() {
      codec.release();
    }
  }
}
