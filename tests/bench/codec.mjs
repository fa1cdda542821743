// How fast packets are decoded and encoded, by the codec in wasm under Node and by npm's mqtt-packet, on the same packets
// and in the same process. Decoding: from one buffer to every field of every packet read. Encoding: from packets that are
// described already to one buffer. For the wasm side the copies of bytes and descriptions into its memory, and of what it
// has written out of it, are counted.
//
// node codec.mjs MODULE [--rounds N] [--packets N]
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { load_codec, ours } from './codec/ours.mjs';
import { mix, publishes } from './codec/packets.mjs';
import { theirs } from './codec/theirs.mjs';

const { values: options, positionals: [module] } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '15' },
    packets: { type: 'string', default: '20000' },
  },
});
const rounds = Number(options.rounds), packets = Number(options.packets);
if (!(rounds >= 1 && rounds <= 1000 && packets >= 100 && packets <= 200_000)) throw new Error('rounds from 1 to 1000, packets from 100 to 200000');
const warm_up = 5;

const cases = [
  { words: 'QoS 0 publishes of 64 bytes, MQTT 3.1.1', aim: 5, given: publishes(4, packets) },
  { words: 'QoS 0 publishes of 64 bytes, MQTT 5', aim: 5, given: publishes(5, packets) },
  { words: 'all packets of MQTT 5 with their properties', aim: 3, given: mix(5, packets) },
  { words: 'all packets of MQTT 3.1.1', given: mix(4, packets) },
];

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

function timed(call) {
  const began = performance.now();
  call();
  return performance.now() - began;
}

// Both sides must read the same fields and write the same bytes, or nothing is measured.
function compare(each) {
  const { given, bytes } = each;
  for (const [name, encode] of Object.entries({ ours: each.ours.encode, ...each.theirs.encode })) {
    if (!bytes.equals(encode())) throw new Error(`${each.words}: ${name} writes other bytes`);
  }
  const [we, they] = [each.ours.decode(bytes), each.theirs.decode(bytes)];
  if (we.count !== given.packets.length || they.count !== we.count || they.sum !== we.sum) {
    throw new Error(`${each.words}: ${given.packets.length} packets, ours ${JSON.stringify(we)}, theirs ${JSON.stringify(they)}`);
  }
}

function prepare(codec, { words, aim, given }) {
  const whole = Buffer.from(theirs(given, given.packets.length * 2000).encode.generate());
  return {
    words, aim, given, bytes: whole,
    ours: ours(codec, given, whole.length),
    theirs: theirs(given, whole.length),
  };
}

// What is timed of a case: named calls, for each direction ours and all of theirs.
const directions_of = (each) => [
  { name: 'decode', ours: () => each.ours.decode(each.bytes), theirs: { parser: () => each.theirs.decode(each.bytes) } },
  { name: 'encode', ours: each.ours.encode, theirs: each.theirs.encode },
];

// The times of a round, in ms; sides take turns at being first.
function measure(direction, round) {
  const calls = Object.entries({ ours: direction.ours, ...direction.theirs });
  const times = {};
  for (const [name, call] of round % 2 ? calls.reverse() : calls) times[name] = timed(call);
  return times;
}

const padded = (value, width, digits) => value.toFixed(digits).padStart(width);

function print(each, direction, all_times) {
  const count = each.given.packets.length, megabytes = each.bytes.length / 1e6;
  const of = (name) => median(all_times.map((times) => times[name]));
  const rate = (ms) => `${padded(count / ms * 1000, 10, 0)}${padded(megabytes / ms * 1000, 9, 0)}`;
  console.log(`${each.words}: ${direction.name}`);
  console.log(`  ${rate(of('ours'))}  ours`);
  for (const name of Object.keys(direction.theirs)) console.log(`  ${rate(of(name))}  mqtt-packet, ${name}`);
  const fastest = Object.keys(direction.theirs).reduce((a, b) => (of(a) <= of(b) ? a : b));
  const ratio = median(all_times.map((times) => times[fastest] / times.ours));
  const verdict = each.aim ? ` (aimed at: ${each.aim}; ${ratio >= each.aim ? 'reached' : 'missed'})` : '';
  console.log(`  ${padded(ratio, 10, 2)}  ours to mqtt-packet's ${fastest}${verdict}\n`);
}

const load = loadavg();
const codec = await load_codec(module);
const prepared = cases.map((each) => prepare(codec, each));
prepared.forEach(compare);
const subjects = prepared.flatMap((each) => directions_of(each).map((direction) => ({ each, direction, times: [] })));
for (let round = -warm_up; round < rounds; ++round) {
  for (const { direction, times } of subjects) {
    const measured = measure(direction, round);
    if (round >= 0) times.push(measured);
  }
}

const peer = JSON.parse(readFileSync(new URL('../node_modules/mqtt-packet/package.json', import.meta.url)));
console.log(`\ndecoding and encoding, ${packets} packets in one buffer; medians of ${rounds} interleaved rounds after ${warm_up} to warm up`);
console.log(`Node ${process.version}, mqtt-packet ${peer.version}, ours as wasm with ${codec.UTF8ToString(codec._compiled_with())}`);
console.log(`${cpus().length} cores, load before ${load.map((each) => each.toFixed(1)).join(' ')}\n`);
console.log('   packets/s     MB/s');
for (const { each, direction, times } of subjects) print(each, direction, times);
