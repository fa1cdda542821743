// How many messages a second each page receives, measured where they come from: from the first frame sent to the
// acknowledgement of the last message, which every page sends after it has worked through all before it.
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { serve_folder } from '../../scripts/lib/static_server.mjs';
import { Chromium } from '../e2e/devtools.mjs';
import { page_folder, until } from '../e2e/harness.mjs';
import { start_source } from './flood.mjs';
import { ratios, variants } from './variants.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    messages: { type: 'string', default: '100000' },
    only: { type: 'string' },
  },
});
const rounds = Number(options.rounds), messages = Number(options.messages);
const chosen = variants.filter((each) => !options.only || options.only.split(',').includes(each.name));
if (!(rounds >= 1 && rounds <= 100 && messages >= 1000 && messages <= 400_000)) {
  throw new Error('rounds from 1 to 100, messages from 1000 to 400000');
}

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function hide(browser, page) {
  await browser.activate(await browser.open('about:blank'));
  await until(() => browser.evaluate(page, 'document.hidden'), 'the page is hidden');
}

async function show(browser, page) {
  await browser.activate(page);
  await until(() => browser.evaluate(page, '!document.hidden'), 'the page is shown');
}

// One flood to warm up and one that counts, in a browser of its own.
async function measure(variant, place, source) {
  const browser = new Chromium(['--window-size=1366,768']);
  try {
    const page = await browser.open(variant.url(place, source.port), variant.probe);
    await until(() => browser.evaluate(page, 'document.readyState === "complete"'), 'the page is loaded', 30_000);
    await variant.ready(browser, page);
    if (variant.hidden) await hide(browser, page);
    const count = Math.round(messages * (variant.share ?? 1)), warm_up = Math.round(count / 5);
    await variant.expect(browser, page, warm_up + 1);
    await source.flood(warm_up);
    await sleep(500);
    await variant.expect(browser, page, count + 1);
    if ((await browser.evaluate(page, 'document.hidden')) !== Boolean(variant.hidden)) throw new Error(`${variant.name} is not as visible as it should be`);
    const frames_before = variant.probe ? await browser.evaluate(page, 'bench_frames') : 0;
    const ms = await source.flood(count);
    const frames = variant.probe ? (await browser.evaluate(page, 'bench_frames')) - frames_before : 0;
    if (variant.hidden) await show(browser, page);
    const sent = warm_up + count + 2;
    const { received, lost } = await variant.received(browser, page, sent);
    if (received !== sent || lost !== 0) throw new Error(`${variant.name}: ${sent} sent, ${received} received, ${lost} of them not kept`);
    return { rate: (count + 1) / ms * 1000, fps: variant.probe && frames / ms * 1000 };
  } finally {
    await browser.close();
  }
}

// What the source gives to a client in Node that only counts.
async function measure_source(source) {
  const drain = new Worker(new URL('drain.mjs', import.meta.url), { workerData: { port: source.port } });
  const told = () => new Promise((resolve, reject) => drain.once('message', resolve).once('error', reject));
  await told();
  const expecting = told();
  drain.postMessage(messages + 1);
  await expecting;
  const ms = await source.flood(messages);
  await drain.terminate();
  return (messages + 1) / ms * 1000;
}

const whole = (number) => Math.round(number).toString().padStart(9);

function print(results, source_rates, load) {
  console.log(`\nreceiving, ${messages} messages of 64 bytes, one MQTT packet a WebSocket frame; medians of ${rounds} interleaved rounds`);
  console.log(`${cpus().length} cores, load before ${load.map((each) => each.toFixed(1)).join(' ')}\n`);
  console.log(' messages/s   lowest  highest  frames/s');
  for (const { name, words } of chosen) {
    const rates = results.get(name).map((each) => each.rate);
    const fps = results.get(name)[0].fps === undefined ? '' : median(results.get(name).map((each) => each.fps)).toFixed(1);
    console.log(`  ${whole(median(rates))}${whole(Math.min(...rates))}${whole(Math.max(...rates))}${fps.padStart(10)}  ${words}`);
  }
  console.log(`  ${whole(median(source_rates))}${whole(Math.min(...source_rates))}${whole(Math.max(...source_rates))}${''.padStart(10)}  the source itself, to a client in Node\n`);
  for (const { words, of, to, aim } of ratios) {
    if (!results.has(of) || !results.has(to)) continue;
    const each = results.get(of).map(({ rate }, round) => rate / results.get(to)[round].rate);
    console.log(`${median(each).toFixed(2).padStart(11)}  ${words} (aimed at: ${aim})`);
  }
}

const load = loadavg();
const page_server = await serve_folder(page_folder);
const peer_server = await serve_folder(fileURLToPath(new URL('..', import.meta.url)));
const place = { page: page_server.url, peers: peer_server.url };
const source = await start_source();
const results = new Map(chosen.map(({ name }) => [name, []]));
const source_rates = [];
for (let round = 0; round < rounds; ++round) {
  // There and back again, so that none always follows the same one.
  for (const variant of round % 2 ? [...chosen].reverse() : chosen) {
    const result = await measure(variant, place, source);
    results.get(variant.name).push(result);
    console.error(`round ${round + 1}: ${whole(result.rate)} a second${result.fps === undefined ? '' : `, ${result.fps.toFixed(1)} frames`}: ${variant.words}`);
  }
  source_rates.push(await measure_source(source));
}
await source.close();
await page_server.stop();
await peer_server.stop();
print(results, source_rates, load);
