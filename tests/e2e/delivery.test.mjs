// The three shapes in which the page is delivered, what it asks of the network, and what it does when nothing happens.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { serve_folder } from '../../scripts/lib/static_server.mjs';
import { Tool, fragment, offline_file, own, raise_stage, until } from './harness.mjs';
import { publish } from './mosquitto.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

// Publishes through the page and sees it come back.
async function round_trip(tool, text) {
  await tool.connect();
  await tool.subscribed(own('both'));
  await tool.publish(own('both'), text);
  await tool.row(`message from ${own('both')}`);
  await publish(stage.broker, own('both'), `${text}, from outside`);
  await tool.row(`${text}, from outside`);
}

test('from a sub-path: every file comes from the page\'s own folder', async (t) => {
  const { tool } = await stage.open(t);
  await round_trip(tool, 'from a sub-path');
  assert.ok(stage.requested.length >= 3);
  for (const url of stage.requested) assert.ok(url.startsWith(stage.server.url) || /^(data|blob):/.test(url), url);
  for (const path of stage.server.requests) assert.ok(path.startsWith('/docs/tools/mqtt/'), path);
});

test('the offline file works from file:// and asks for nothing', async (t) => {
  const before = stage.requested.length;
  const url = pathToFileURL(offline_file).href;
  const { tool } = await stage.open(t, { url });
  await round_trip(tool, 'offline 离线');
  const asked = stage.requested.slice(before).filter((each) => !/^(data|blob):/.test(each) && !each.startsWith(url));
  assert.deepEqual(asked, []);
});

test('in an iframe of another origin it works and takes no focus on load', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mqtt_tool_iframe.'));
  const inside = stage.server.url.replace('127.0.0.1', 'localhost');
  writeFileSync(join(folder, 'index.html'),
    `<!doctype html><input id="own" autofocus><iframe width="900" height="700" src="${inside}?embed=1${fragment(stage.broker)}"></iframe>`);
  const outside = await serve_folder(folder);
  const page = await stage.browser.newPage();
  t.after(async () => {
    await page.close();
    await outside.stop();
    rmSync(folder, { recursive: true });
  });
  await page.goto(outside.url);
  const tool = new Tool(page.frameLocator('iframe'));
  await tool.ready();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'own');
  await round_trip(tool, 'embedded');
  assert.equal(await page.evaluate(() => location.href), outside.url);
});

// Runs before anything of the page: counts, from outside, whatever it does.
function count_what_happens() {
  window.happened = { frames: 0, draws: 0, mutations: 0 };
  const frame = window.requestAnimationFrame;
  window.requestAnimationFrame = function (callback) {
    ++window.happened.frames;
    return frame.call(window, callback);
  };
  for (const type of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    for (const name of ['drawElements', 'drawArrays', 'clear']) {
      const original = type.prototype[name];
      type.prototype[name] = function (...values) {
        ++window.happened.draws;
        return original.apply(this, values);
      };
    }
  }
  new MutationObserver((changes) => (window.happened.mutations += changes.length)).observe(document,
    { subtree: true, childList: true, attributes: true, characterData: true });
}

test('idle and connected: for ten seconds nothing happens', async (t) => {
  const { tool, page } = await stage.open(t, { before_load: count_what_happens, more: { keepalive: 600 } });
  await tool.connect();
  await tool.subscribed(own('set'));
  assert.ok(await page.evaluate(() => window.happened.draws > 0 && window.happened.mutations > 0), 'the counters count');
  await page.waitForTimeout(4000);  // what came with the connection has been read out
  const before = await page.evaluate(() => ({ ...window.happened }));
  await page.waitForTimeout(10_000);
  assert.deepEqual(await page.evaluate(() => ({ ...window.happened })), before);
  await publish(stage.broker, own('set'), 'awake');
  await tool.row('awake');
  await until(() => page.evaluate((draws) => window.happened.draws > draws, before.draws), 'a message is drawn');
});

test('the canvas follows the window from 360 pixels wide to 4K, and the mirror with it', async (t) => {
  for (const [width, height, scale] of [[360, 640, 3], [1366, 650, 1], [3840, 2160, 1]]) {
    const { tool, page } = await stage.open(t, { context: { viewport: { width, height }, deviceScaleFactor: scale } });
    const canvas = await page.locator('#canvas').evaluate((each) => ({ width: each.width, height: each.height }));
    assert.deepEqual(canvas, { width: width * scale, height: height * scale });
    const box = await tool.button('connect', 'connect').boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= width, `${JSON.stringify(box)} in ${width}`);
    if (width < 1000) continue;
    const subscribe = await tool.button('subscribe', 'subscribe').boundingBox();
    assert.ok(subscribe.y + subscribe.height <= height, 'the whole form shows');
  }
});
