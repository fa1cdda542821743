// The pages that the receiving benchmark compares: how each is opened, made ready, and asked what it has received.
import { device, fragment, until } from '../e2e/harness.mjs';

// Counts drawn frames: the animation frames in which WebGL drew, or, on a page of DOM rows, all of them.
const probe = (every_frame) => `(() => {
  window.bench_frames = 0;
  let draws = 0;
  const original = window.requestAnimationFrame.bind(window);
  if (${every_frame}) {
    const frame = () => { ++window.bench_frames; original(frame); };
    return original(frame);
  }
  for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
    const draw = prototype.drawElements;
    prototype.drawElements = function (...given) { ++draws; return draw.apply(this, given); };
  }
  window.requestAnimationFrame = (callback) => original((time) => {
    const before = draws;
    callback(time);
    if (draws > before) ++window.bench_frames;
  });
})()`;

const peer_page = (file, query = '') => ({
  url: (place, port) => `${place.peers}bench/pages/${file}?port=${port}${query}`,
  ready: (browser, page) => until(() => browser.evaluate(page, 'window.ready === true'), `${file} is subscribed`),
  expect: (browser, page, count) => browser.evaluate(page, `expect(${count})`),
});
const counted = { received: (browser, page) => browser.evaluate(page, '({ received: counted, lost: 0 })') };

const press = (group, name) => `(() => {
  const button = [...document.querySelectorAll('[aria-label="${group}"] button')].find((each) => each.textContent === '${name}');
  if (!button || button.disabled) return false;
  button.click();
  return true;
})()`;
const row_has = (text) => `[...document.querySelectorAll('[aria-label="Messages"] [role=listitem]')]
  .some((row) => row.textContent.includes('${text}'))`;
const read_counts = `(() => {
  const found = /Received ([\\d,]+) · kept ([\\d,]+) · dropped ([\\d,]+)/.exec(document.querySelector('[aria-label="Messages"]').textContent);
  return found && found.slice(1).map((each) => Number(each.replaceAll(',', '')));
})()`;

const ours = {
  url: (place, port) => place.page + fragment({ ports: { ws: port } }, {
    productSN: undefined, deviceSN: undefined, deviceSecret: undefined, lang: 'en', login: 'other', clientId: 'bench',
    userName: device.device_sn, password: device.device_secret, subscribeTopic: 'bench/#',
  }),
  async ready(browser, page) {
    await until(() => browser.evaluate(page, press('Connect', 'Connect')), 'Connect can be pressed', 30_000);
    await until(() => browser.evaluate(page, press('Subscribe', 'Subscribe')), 'Subscribe can be pressed');
    await until(() => browser.evaluate(page, row_has('success')), 'the subscription is granted');
  },
  async expect() {},
  // The counts on the page; `lost` is what the store has not kept.
  async received(browser, page, expected) {
    let counts;
    await until(async () => {
      counts = await browser.evaluate(page, read_counts);
      return counts && counts[0] >= expected;
    }, 'all messages are counted on the page').catch((error) => { throw new Error(`${error.message}: ${counts}`); });
    const [received, kept, dropped] = counts;
    return { received, lost: dropped + Math.max(0, received - kept) };
  },
};

const bare = { ...peer_page('bare.html'), received: (browser, page, expected) => ({ received: expected, lost: 0 }) };

// `share`: of the messages of the other floods; scrolled at each row, a list grows slower with every row, so it gets fewer.
export const variants = [
  { name: 'bare_hidden', words: 'bare WebSocket page, hidden', ...bare, hidden: true },
  { name: 'ours_hidden', words: 'this page, hidden', ...ours, hidden: true },
  { name: 'bare', words: 'bare WebSocket page', ...bare },
  { name: 'ours', words: 'this page, its list following', ...ours, probe: probe(false) },
  { name: 'mqtt_js', words: 'mqtt.js, counting only', ...peer_page('mqtt_js.html'), ...counted },
  { name: 'paho', words: 'Paho, counting only', ...peer_page('paho.html'), ...counted },
  { name: 'mqtt_js_rows', words: 'mqtt.js, one DOM row a message, scrolled once a frame', ...peer_page('mqtt_js.html', '&rows=frame'), ...counted,
    probe: probe(true) },
  { name: 'mqtt_js_rows_each', words: 'mqtt.js, one DOM row a message, scrolled at each', ...peer_page('mqtt_js.html', '&rows=each'), ...counted,
    probe: probe(true), share: 0.025 },
];

// What receiving is judged by: the median of each round's ratio, beside what is aimed at.
export const ratios = [
  { words: 'this page to bare, both hidden', of: 'ours_hidden', to: 'bare_hidden', aim: 0.9 },
  { words: 'this page to bare, both visible', of: 'ours', to: 'bare', aim: 0.75 },
  { words: 'this page to mqtt.js with rows, scrolled once a frame', of: 'ours', to: 'mqtt_js_rows', aim: 3 },
  { words: 'this page to mqtt.js with rows, scrolled at each', of: 'ours', to: 'mqtt_js_rows_each', aim: 3 },
];
