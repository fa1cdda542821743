// npm's mqtt-packet behind the face that the benchmark asks for.
import packet_library from 'mqtt-packet';
import { take_sum, touch } from './touch.mjs';

const { generate, parser, writeToStream } = packet_library;

// A stream that is one buffer: no faster place to write to.
class Sink {
  constructor(size) {
    this.buffer = Buffer.alloc(size);
    this.at = 0;
  }

  write(chunk) {
    const { buffer } = this;
    if (typeof chunk === 'string') {
      this.at += buffer.utf8Write(chunk, this.at);
    } else if (chunk.length > 16) {
      buffer.set(chunk, this.at);
      this.at += chunk.length;
    } else {
      for (let index = 0; index < chunk.length; ++index) buffer[this.at++] = chunk[index];
    }
    return true;
  }

  destroy(error) { throw error; }
}

// Two ways to come to one contiguous buffer: the one that its documentation shows, and the one with fewest copies.
export function theirs({ version, packets }, size) {
  const options = { protocolVersion: version };
  const sink = new Sink(size);
  return {
    decode(bytes) {
      let count = 0;
      const reading = parser(options);
      reading.on('packet', (packet) => {
        ++count;
        touch(packet);
      });
      reading.on('error', (error) => { throw error; });
      const rest = reading.parse(bytes);
      return { count: rest === 0 ? count : 0, sum: take_sum() };
    },
    encode: {
      generate: () => Buffer.concat(packets.map((packet) => generate(packet, options))),
      writeToStream() {
        sink.at = 0;
        for (const packet of packets) writeToStream(packet, sink, options);
        return sink.buffer.subarray(0, sink.at);
      },
    },
  };
}
