// What the DOM mirror costs with a full message window: the same page with its twins brought up to date and with that switched
// off, in turns. A frame's cost is the mirror's own script and what style and layout of the twins add to it.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import mqtt from 'mqtt';
import { admin } from '../../scripts/lib/broker.mjs';
import { own, raise_stage, until } from '../e2e/harness.mjs';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '7' }, rows: { type: 'string', default: '2000' } } });
const rounds = Number(options.rounds), rows = Number(options.rows);
if (!(rounds >= 1 && rounds <= 100 && rows >= 10 && rows <= 50_000)) throw new Error('rounds from 1 to 100, rows from 10 to 50000');

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

// Before the program starts: its call that brings the twins up to date is timed, and left out while `bench.off`; frames that
// WebGL drew are counted. The call is found by the name that it has in the page's own script.
const probe = () => {
  window.bench = { off: false, calls: 0, ms: 0, frames: 0, found: false };
  const wrap = (imports) => {
    for (const module of Object.values(imports))
      for (const [key, call] of Object.entries(module)) {
        if (typeof call !== 'function' || call.name !== '_page_mirror_apply') continue;
        window.bench.found = true;
        module[key] = (...given) => {
          if (window.bench.off) return 1;
          const from = performance.now();
          const result = call(...given);
          window.bench.ms += performance.now() - from;
          ++window.bench.calls;
          return result;
        };
      }
    return imports;
  };
  const { instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.instantiate = (source, imports) => instantiate.call(WebAssembly, source, wrap(imports));
  WebAssembly.instantiateStreaming = (source, imports) => instantiateStreaming.call(WebAssembly, source, wrap(imports));
  let draws = 0;
  for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
    const draw = prototype.drawElements;
    prototype.drawElements = function (...given) { ++draws; return draw.apply(this, given); };
  }
  const animate = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => animate((time) => {
    const before = draws;
    callback(time);
    if (draws > before) ++window.bench.frames;
  });
};

// In the page: `frames` frames, each scrolling the message window a little.
const scroll = ([frames, x, y]) => new Promise((resolve) => {
  const canvas = document.getElementById('canvas');
  let left = frames;
  const step = () => {
    if (left-- === 0) return resolve();
    const deltaY = left % 40 < 20 ? -60 : 60;
    canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, clientX: x, clientY: y, bubbles: true, cancelable: true }));
    requestAnimationFrame(step);
  };
  step();
});

const stage = await raise_stage();
const load = loadavg();
const publisher = await mqtt.connectAsync(`mqtt://127.0.0.1:${stage.broker.ports.tcp}`, {
  username: admin.username, password: admin.password });

async function filled() {
  const { page, tool, close } = await stage.open(null, { language: 'en', before_load: probe });
  await tool.connect();
  await tool.subscribed(own('set'));
  for (let i = 0; i < rows; ++i) {
    const sent = publisher.publishAsync(own('set'), `{"number": ${i}, "temperature": 21.5}`, { qos: 1 });
    if (i % 100 === 99) await sent;
  }
  await until(async () => (await tool.group('messages').getByText(/^Received /).textContent()).includes(`Received ${rows.toLocaleString('en')} `) ||
    (await tool.group('messages').getByText(/^Received /).textContent()).includes(`Received ${rows} `), 'all rows are there', 60_000);
  if (!(await page.evaluate('bench.found'))) throw new Error('the call to be measured was not found');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return { page, tool, close, devtools };
}

const names = ['LayoutDuration', 'RecalcStyleDuration', 'ScriptDuration', 'TaskDuration'];
async function meter({ page, devtools }) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const at = Object.fromEntries(metrics.filter(({ name }) => names.includes(name)).map(({ name, value }) => [name, value * 1000]));
  return { ...at, ...(await page.evaluate('({ calls: bench.calls, ms: bench.ms, frames: bench.frames })')) };
}

async function measure(opened, off, what) {
  await opened.page.evaluate(`bench.off = ${off}`);
  const before = await meter(opened);
  await what(opened);
  const after = await meter(opened);
  await opened.page.evaluate('bench.off = false');
  return Object.fromEntries(Object.keys(after).map((key) => [key, after[key] - before[key]]));
}

const tasks = {
  'scrolling the message window': async ({ page, tool }) => {
    const log = await tool.group('messages').getByRole('log').getByRole('listitem').last().boundingBox();
    await page.evaluate(scroll, [200, log.x + 60, log.y - 40]);
  },
  'twenty messages a second coming in': async () => {
    for (let i = 0; i < 60; ++i) {
      await publisher.publishAsync(own('set'), `{"late": ${i}}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
  'typing into the message': async ({ page, tool }) => {
    await tool.field('publish', 'Message').focus();
    await page.keyboard.type('the quick brown fox jumps over the lazy dog, '.repeat(2), { delay: 15 });
  },
};

const results = new Map(Object.keys(tasks).map((name) => [name, { on: [], off: [] }]));
const idle = [];
for (let round = 0; round < rounds; ++round) {
  const opened = await filled();
  for (const [name, task] of Object.entries(tasks))
    for (const off of round % 2 ? [true, false] : [false, true]) results.get(name)[off ? 'off' : 'on'].push(await measure(opened, off, task));
  await new Promise((resolve) => setTimeout(resolve, 3500));  // what came last has been read out
  idle.push(await measure(opened, false, () => new Promise((resolve) => setTimeout(resolve, 3000))));
  console.error(`round ${round + 1} of ${rounds}`);
  await opened.close();
}
await publisher.endAsync();
await stage.close();

const per_frame = (all, take) => median(all.map((each) => take(each) / Math.max(1, each.frames)));
const dom = (each) => each.LayoutDuration + each.RecalcStyleDuration;
const ms = (value) => value.toFixed(3).padStart(9);
console.log(`\nthe mirror with ${rows} rows in the message window; medians of ${rounds} rounds, milliseconds a drawn frame`);
console.log(`${cpus().length} cores, load before ${load.map((each) => each.toFixed(1)).join(' ')}\n`);
console.log('   script  style+layout: with  without    sum  all of the frame  updates a frame');
for (const [name, { on, off }] of results) {
  const script = per_frame(on, (each) => each.ms), with_twins = per_frame(on, dom), without = per_frame(off, dom);
  console.log(`${ms(script)}${ms(with_twins).padStart(20)}${ms(without)}${ms(script + Math.max(0, with_twins - without)).padStart(8)}${ms(per_frame(on, (each) => each.TaskDuration))}${per_frame(on, (each) => each.calls).toFixed(2).padStart(8)}  ${name}`);
}
console.log(`\nidle for 3 s: ${median(idle.map((each) => each.frames))} frames, ${median(idle.map((each) => each.calls))} updates of the mirror, ` +
  `${median(idle.map((each) => each.ScriptDuration)).toFixed(2)} ms of script`);
