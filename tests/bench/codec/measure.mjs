// One case of the codec benchmark, in a thread of its own, so that the other cases' packets are unknown to its compiler.
import { parentPort, workerData } from 'node:worker_threads';
import { load_codec, ours } from './ours.mjs';
import { mix, publishes } from './packets.mjs';
import { theirs } from './theirs.mjs';

const { module, kind, version, packets, rounds, warm_up } = workerData;
const room = 2000; // bytes that no packet exceeds

function timed(call) {
  const began = performance.now();
  call();
  return performance.now() - began;
}

// Both sides must read the same fields and write the same bytes, or nothing is measured.
function compare(we, they, bytes, count) {
  for (const [name, encode] of Object.entries({ ours: we.encode, ...they.encode })) {
    if (!bytes.equals(encode())) throw new Error(`${kind}, version ${version}: ${name} writes other bytes`);
  }
  const [ours_read, theirs_read] = [we.decode(bytes), they.decode(bytes)];
  if (ours_read.count !== count || theirs_read.count !== count || ours_read.sum !== theirs_read.sum) {
    throw new Error(`${kind}, version ${version}: of ${count} packets ours ${JSON.stringify(ours_read)}, theirs ${JSON.stringify(theirs_read)}`);
  }
}

// Name to milliseconds; the calls take turns at being first.
function measure(calls, round) {
  const names = Object.keys(calls);
  return Object.fromEntries((round % 2 ? names.reverse() : names).map((name) => [name, timed(calls[name])]));
}

const given = { publishes, mix }[kind](version, packets);
const bytes = Buffer.from(theirs(given, given.packets.length * room).encode.generate());
const codec = await load_codec(module);
const we = ours(codec, given, bytes.length), they = theirs(given, bytes.length);
compare(we, they, bytes, given.packets.length);

const calls = {
  decode: { ours: () => we.decode(bytes), parser: () => they.decode(bytes) },
  encode: { ours: we.encode, ...they.encode },
};
const times = { decode: [], encode: [] };
for (let round = -warm_up; round < rounds; ++round) {
  for (const direction of Object.keys(calls)) {
    const measured = measure(calls[direction], round);
    if (round >= 0) times[direction].push(measured);
  }
}
parentPort.postMessage({ count: given.packets.length, size: bytes.length, times, flags: codec.UTF8ToString(codec._compiled_with()) });
