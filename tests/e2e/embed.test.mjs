// The page in an iframe of somebody else's: it takes no focus when it loads, and what it cannot scroll itself, by wheel or by
// finger, scrolls the page around it.
import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { Tool, fragment, page_folder, raise_stage, until } from './harness.mjs';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' };

// On another origin than the stage's server: the documentation page, and the tool for a sandboxed frame. A frame without
// allow-same-origin has an origin of its own, so its server has to let any origin read the program.
async function start_docs(frame) {
  const server = createServer((request, response) => {
    const [path, query] = request.url.split(/[?#]/);
    if (path.startsWith('/tool/')) {
      const name = path === '/tool/' ? 'index.html' : path.slice(6);
      response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream', 'access-control-allow-origin': '*' });
      return createReadStream(join(page_folder, name)).on('error', () => response.destroy()).pipe(response);
    }
    response.writeHead(200, { 'content-type': 'text/html' });
    return response.end(`<!doctype html><meta name=viewport content="width=device-width"><style>body { margin: 0; height: 3000px }
      iframe { display: block; margin-top: 100px; border: 0; width: 100%; height: 500px }</style>
      <input id=own autofocus><iframe ${query === 'sandbox' ? 'sandbox="allow-scripts"' : ''} src="${frame(query)}"></iframe>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${server.address().port}/`, stop: () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve))) };
}

let stage, docs;
before(async () => {
  stage = await raise_stage();
  const more = fragment(stage.broker, { lang: 'en' });
  docs = await start_docs((query) => (query === 'sandbox' ? `/tool/?embed=1${more}` : `${stage.server.url}?embed=1${more}`));
});
after(async () => {
  await docs.stop();
  await stage.close();
});

async function open(t, query, context = {}) {
  const place = await stage.browser.newContext({ viewport: { width: 1000, height: 700 }, ...context });
  t.after(() => place.close());
  const page = await place.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`${error.stack ?? error}`));
  t.after(() => assert.deepEqual(faults, []));
  await page.goto(docs.url + query);
  const frame = page.frames().find((each) => each !== page.mainFrame());
  const tool = new Tool(frame, 'en');
  await tool.ready();
  await frame.locator('#notice').waitFor({ state: 'hidden', timeout: 30_000 });
  return { page, frame, tool, scrolled: () => page.evaluate(() => scrollY) };
}

const wheel = async (page, dy) => {
  await page.mouse.wheel(0, dy);
  // Longer than what is still the same gesture.
  await page.waitForTimeout(450);
};

for (const [what, query] of [['in a frame of another origin', ''], ['in a sandbox without an origin', '?sandbox']])
  test(`${what} the page loads, leaves the focus where it is, and gives what it cannot scroll to its parent`, async (t) => {
    const { page, frame, tool, scrolled } = await open(t, query);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'own', 'the focus stays in the page around');
    assert.equal(await frame.evaluate(() => document.hasFocus()), false);
    const address = tool.field('connect', 'Address');
    const top = () => frame.evaluate(() => document.querySelector('#mirror input').getBoundingClientRect().top);
    const from = await top();
    // On the bare ground of the title bar nothing scrolls.
    await page.mouse.move(500, 145);
    await wheel(page, 60);
    assert.equal(await scrolled(), 60, 'a wheel where nothing scrolls goes to the parent');
    await wheel(page, -60);
    assert.equal(await scrolled(), 0);
    // Over a form that is longer than the frame: its own scroll first.
    const box = await address.boundingBox();
    await page.mouse.move(box.x + 30, box.y + 10);
    await wheel(page, -60);
    assert.equal(await top(), from);
    await wheel(page, 60);
    await until(async () => (await top()) === from - 60, 'the form scrolls');
    assert.equal(await scrolled(), 0, 'and the parent does not');
    // Through its end in one gesture: it stays the form's.
    await Promise.all(Array.from({ length: 8 }, () => page.mouse.wheel(0, 200)));
    await page.waitForTimeout(500);
    const end = await top();
    assert.ok(end < from - 100);
    assert.equal(await scrolled(), 0, 'a gesture that began in the form ends in it');
    await wheel(page, 120);
    assert.equal(await scrolled(), 120, 'the next one begins at the end and goes to the parent');
    assert.equal(await top(), end);
  });

test('a drag of a finger that can scroll nothing here scrolls the parent', async (t) => {
  const { page, frame, tool, scrolled } = await open(t, '', { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  const devtools = await page.context().newCDPSession(page);
  const drag = async (x, from, to) => {
    const touch = (type, ...points) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py]) => ({ x: px, y: py })) });
    await touch('touchStart', [x, from]);
    for (let i = 1; i <= 10; i++) {
      await page.waitForTimeout(16);
      await touch('touchMove', [x, from + ((to - from) * i) / 10]);
    }
    await page.waitForTimeout(200);
    await touch('touchEnd');
    await page.waitForTimeout(400);
  };
  const top = () => frame.evaluate(() => document.querySelector('#mirror input').getBoundingClientRect().top);
  const from = await top();
  await drag(20, 500, 380);
  assert.ok(Math.abs((await top()) - (from - 120)) < 4, 'the form’s own scroll comes first');
  assert.equal(await scrolled(), 0);
  const field = await tool.field('connect', 'Address').boundingBox();
  await drag(20, 380, 520);
  await until(async () => Math.abs((await top()) - from) < 4, 'back at its top');
  assert.equal(await scrolled(), 0);
  const title = (await tool.button('title', 'about').boundingBox()).y + 8;
  await drag(150, title + 20, title - 70);
  const by_title = await scrolled();
  assert.ok(by_title > 40, `the title bar scrolls nothing: the parent moves, ${by_title}`);
  assert.equal(await frame.evaluate(() => document.hasFocus()), false);
  assert.ok(field.width > 0);
});
