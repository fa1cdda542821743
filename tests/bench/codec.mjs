// How fast packets are decoded and encoded, by the codec in wasm under Node and by npm's mqtt-packet, on the same packets.
// Decoding: from one buffer to every field of every packet read. Encoding: from packets that are described already to one
// buffer. For the wasm side the copies of bytes and descriptions into its memory, and of what it has written out of it,
// are counted.
//
// node codec.mjs MODULE [--rounds N] [--packets N]
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const { values: options, positionals: [module] } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '21' },
    packets: { type: 'string', default: '20000' },
  },
});
const rounds = Number(options.rounds), packets = Number(options.packets);
if (!(rounds >= 1 && rounds <= 1000 && packets >= 100 && packets <= 200_000)) throw new Error('rounds from 1 to 1000, packets from 100 to 200000');
const warm_up = 10;

const cases = [
  { words: 'QoS 0 publishes of 64 bytes, MQTT 3.1.1', aim: 5, kind: 'publishes', version: 4 },
  { words: 'QoS 0 publishes of 64 bytes, MQTT 5', aim: 5, kind: 'publishes', version: 5 },
  { words: 'all packets of MQTT 5 with all their properties', aim: 3, kind: 'mix', version: 5 },
  { words: 'all packets of MQTT 3.1.1', kind: 'mix', version: 4 },
];

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

const measured = ({ kind, version }) => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('codec/measure.mjs', import.meta.url), { workerData: { module, kind, version, packets, rounds, warm_up } });
  worker.once('message', resolve).once('error', reject);
});

const padded = (value, width, digits) => value.toFixed(digits).padStart(width);

// Every way of each side, and the ratio to the other side's fastest.
function print(words, aim, direction, { count, size, times }) {
  const of = (name) => median(times.map((each) => each[name]));
  const row = (name, side) => {
    const ms = of(name);
    console.log(`  ${padded(count / ms * 1000, 10, 0)}${padded(size / ms / 1000, 9, 1)}  ${side}`);
  };
  const others = Object.keys(times[0]).filter((name) => name !== 'ours');
  const fastest = others.reduce((a, b) => (of(a) <= of(b) ? a : b));
  const ratio = median(times.map((each) => each[fastest] / each.ours));
  const verdict = aim ? ` (aimed at: ${aim}, ${ratio >= aim ? 'reached' : 'missed'})` : '';
  console.log(`${direction}, ${words}`);
  row('ours', 'ours');
  for (const name of others) row(name, `mqtt-packet, ${name}`);
  console.log(`  ${padded(ratio, 10, 2)}  ours to mqtt-packet's ${fastest}${verdict}\n`);
}

const load = loadavg();
const results = [];
for (const each of cases) {
  console.error(`measuring: ${each.words}`);
  results.push(await measured(each));
}
const peer = JSON.parse(readFileSync(new URL('../node_modules/mqtt-packet/package.json', import.meta.url)));
console.log(`\nencoding and decoding, ${packets} packets in one buffer; medians of ${rounds} interleaved rounds after ${warm_up} to warm up`);
console.log(`Node ${process.version}; mqtt-packet ${peer.version}; ours as wasm: ${results[0].flags}`);
console.log(`${cpus().length} cores, load before ${load.map((each) => each.toFixed(1)).join(' ')}\n`);
console.log('   packets/s     MB/s');
cases.forEach(({ words, aim }, index) => {
  const { count, size, times } = results[index];
  for (const direction of ['decode', 'encode']) print(words, aim, direction, { count, size, times: times[direction] });
});
