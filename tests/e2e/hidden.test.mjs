// A page that is really hidden for longer than the keepalive: a second tab on top makes the first one hidden.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start_broker } from '../../scripts/lib/broker.mjs';
import { serve_folder } from '../../scripts/lib/static_server.mjs';
import { Chromium } from './devtools.mjs';
import { device, fragment, own, page_folder, until } from './harness.mjs';
import { publish } from './mosquitto.mjs';

const keepalive = 4; // seconds; a broker ends a silent connection after one and a half of it

const rows = '[...document.querySelectorAll(\'[aria-label="消息窗口"] [role=listitem]\')].map((row) => row.textContent)';
const press_connect = `(() => {
  const button = [...document.querySelectorAll('[aria-label="连接"] button')].find((each) => each.textContent === '连接');
  if (!button || button.disabled) return false;
  button.click();
  return true;
})()`;

// How often a timer of 50 ms and an animation frame come in three seconds.
const count_ticks = `new Promise((resolve) => {
  let timers = 0, frames = 0;
  const timer = setInterval(() => ++timers, 50);
  const frame = () => { ++frames; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  const start = performance.now();
  const look = () => performance.now() - start < 3000 ? setTimeout(look, 50) : (clearInterval(timer), resolve({ timers, frames }));
  look();
})`;

test('a page hidden for longer than its keepalive stays connected and keeps what it receives', async (t) => {
  const broker = await start_broker({ ports: { ws: 0, wss: 0, tcp: 0 }, log_packets: true });
  const server = await serve_folder(page_folder);
  const browser = new Chromium();
  t.after(async () => {
    await browser.close();
    await server.stop();
    await broker.close();
  });

  const login = { login: 'other', clientId: `${device.product_sn}.${device.device_sn}`,
    userName: `${device.product_sn}|${device.device_sn}|1`, password: device.device_secret };
  const serials = { productSN: undefined, deviceSN: undefined, deviceSecret: undefined };
  const tool = await browser.open(server.url + fragment(broker, { ...serials, ...login, keepalive, subscribeTopic: own('set') }));
  await until(() => browser.evaluate(tool, press_connect), 'Connect can be pressed', 30_000);
  await until(async () => (await browser.evaluate(tool, rows)).some((row) => /\bconnected/.test(row)), 'connected');
  await browser.evaluate(tool, `(() => {
    const button = [...document.querySelectorAll('[aria-label="订阅"] button')].find((each) => each.textContent === '订阅');
    button.click();
  })()`);
  await until(async () => (await browser.evaluate(tool, rows)).some((row) => /subscribe .* success/.test(row)), 'subscribed');

  const cover = await browser.open('about:blank');
  await browser.activate(cover);
  await until(async () => (await browser.evaluate(tool, 'document.visibilityState')) === 'hidden', 'the page is hidden');
  const ticks = await browser.evaluate(tool, count_ticks);
  assert.equal(ticks.frames, 0);
  assert.ok(ticks.timers <= 6, `${ticks.timers} timer ticks in 3 s: not throttled`);

  const pings_before = broker.log.split('Received PINGREQ').length;
  await new Promise((resolve) => setTimeout(resolve, keepalive * 3000));
  await publish(broker, own('set'), 'while it was hidden');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.equal(await browser.evaluate(tool, 'document.visibilityState'), 'hidden');
  const pings = broker.log.split('Received PINGREQ').length - pings_before;
  assert.ok(pings >= 2, `${pings} PINGREQ in ${keepalive * 3} s with a keepalive of ${keepalive} s`);
  assert.doesNotMatch(broker.log, /exceeded timeout/);

  await browser.activate(tool);
  const seen = await until(async () => {
    const all = await browser.evaluate(tool, rows);
    return all.some((row) => row.includes('while it was hidden')) && all;
  }, 'the message is shown when the page is back');
  assert.equal(seen.filter((row) => /reconnecting|disconnected/.test(row)).length, 0, seen.join('\n'));
});
