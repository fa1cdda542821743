// The codec in wasm behind the face that the benchmark asks for; every copy into and out of wasm's memory is in here.
import { createRequire } from 'node:module';
import { notes_of } from './notes.mjs';

// `module`: the JavaScript that the build has written beside its wasm.
export async function load_codec(module) {
  return createRequire(import.meta.url)(module)();
}

export function ours(codec, { version, packets }, size) {
  const notes = notes_of(packets);
  const result = Buffer.alloc(size);
  function copy_in(bytes) {
    const at = codec._input(bytes.length);
    codec.HEAPU8.set(bytes, at);
  }
  return {
    decode(bytes) {
      copy_in(bytes);
      const count = codec._decode_all(version);
      return { count, sum: codec._touched_sum() >>> 0 };
    },
    encode() {
      copy_in(notes);
      const written = codec._encode_all(version);
      const at = codec._output();
      result.set(codec.HEAPU8.subarray(at, at + written));
      return result.subarray(0, written);
    },
  };
}
