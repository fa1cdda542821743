// Screens of every pixel ratio: the canvas has exactly their pixels, and its text is as sharp as the browser's own and at the
// same place, so that nothing moves when a field gets the focus.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { Tool, browser_file, browser_options, fragment, raise_stage, until } from './harness.mjs';
import { decode_png } from './png.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

const drawn = (page) => page.locator('#notice').waitFor({ state: 'hidden', timeout: 30_000 });

async function open(t, options) {
  const opened = await stage.open(t, { language: 'en', ...options });
  await drawn(opened.page);
  return opened;
}

// Where the device pixels of the screen really have this ratio to CSS pixels; Playwright only scales the page.
async function open_forced(t, ratio) {
  const browser = await chromium.launch({
    executablePath: browser_file(),
    args: [...browser_options(), `--force-device-scale-factor=${ratio}`, '--window-size=1300,900'],
  });
  t.after(() => browser.close());
  const place = await browser.newContext({ viewport: null });
  const page = await place.newPage();
  await page.goto(stage.server.url + fragment(stage.broker, { lang: 'en' }));
  const tool = new Tool(page, 'en');
  await tool.ready();
  await drawn(page);
  return { page, tool };
}

// The canvas covers the page, and each of its pixels is one of the screen: it is as large as its pixels, and ends with a whole one.
async function has_its_pixels(page, what) {
  const right = (found) => found.covers && found.lacks.every((each) => Math.abs(each) < 0.03);
  let found;
  await until(async () => right((found = await page.evaluate(() => {
    const canvas = document.getElementById('canvas'), box = canvas.getBoundingClientRect();
    return {
      covers: box.width >= innerWidth && box.height >= innerHeight && box.width < innerWidth + 21,
      lacks: [canvas.width - box.width * devicePixelRatio, canvas.height - box.height * devicePixelRatio],
    };
  }))), '').catch(() => {});
  assert.ok(right(found), `${what}: ${JSON.stringify(found)}`);
}

// How two pictures of one text differ. Rows and columns: of their ink, the part that lies elsewhere; `aside`: the same with a
// pixel's shift; words: how far the middle of each piece of ink is from its counterpart's, in pixels; edge: how strong the edges
// of the first are to those of the second.
function compare(first, second) {
  const ink = (picture) => Array.from({ length: picture.height }, (_, y) => Array.from({ length: picture.width }, (_, x) => 255 - picture.pixel(x, y)[1]));
  const [a, b] = [ink(first), ink(second)];
  const sum = (list) => list.reduce((total, each) => total + each, 0);
  const rows = (picture) => picture.map(sum);
  const columns = (picture) => picture[0].map((_, x) => sum(picture.map((row) => row[x])));
  const total = sum(rows(b));
  const apart = (u, v, shift) => sum(u.slice(2, -2).map((each, i) => Math.abs(each - v[i + 2 + shift]))) / total;
  const gap = Math.ceil((3 * first.height) / 26);
  // Pieces of the second picture's ink, parted by spaces, with half a space around.
  const pieces = [];
  let empty = gap;
  columns(b).forEach((each, x) => {
    if (each < 12) return (empty += 1);
    if (empty >= gap) pieces.push([x, x]);
    empty = 0;
    pieces.at(-1)[1] = x;
  });
  const middle = (profile, [from, to]) => {
    const part = profile.slice(Math.max(0, from - (gap >> 1)), to + 1 + (gap >> 1));
    return sum(part.map((each, x) => each * x)) / sum(part);
  };
  const edge = (picture) => sum(picture.map((row) => sum(row.slice(1).map((each, x) => (each - row[x]) ** 2))));
  return {
    rows: apart(rows(a), rows(b), 0),
    columns: apart(columns(a), columns(b), 0),
    aside: Math.min(apart(columns(a), columns(b), 1), apart(columns(a), columns(b), -1)),
    words: Math.max(...pieces.map((piece) => Math.abs(middle(columns(a), piece) - middle(columns(b), piece)))),
    count: pieces.length,
    edge: edge(a) / edge(b),
  };
}

const good = (found) => found.count >= 6 && found.rows < 0.045 && found.columns < found.aside * 0.7 && found.words < 0.75 && found.edge > 0.75;

const sample = 'AVATAR To 温度 H E 👨‍👩‍👧 🇩🇪 gjpq';

async function pictures(page, field) {
  await field.fill(sample);
  await page.evaluate(() => {
    if (document.adoptedStyleSheets.length) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('#mirror * { caret-color: transparent !important }');
    document.adoptedStyleSheets = [sheet];
  });
  const box = await field.boundingBox();
  const clip = { x: Math.floor(box.x), y: Math.floor(box.y) + 2, width: 330, height: Math.floor(box.height) - 4 };
  const picture = async () => {
    await page.waitForTimeout(250);
    return decode_png(await page.screenshot({ clip }));
  };
  await page.evaluate(() => document.activeElement.blur());
  const by_canvas = await picture();
  await field.focus();
  return { by_canvas, by_browser: await picture(), picture };
}

// Fields at more than one height: at odd ratios each lies differently to the pixels.
async function looks_as_in_the_browser(page, tool, what) {
  for (const field of [tool.field('connect', 'Address'), tool.field('subscribe', 'Topic')]) {
    const { by_canvas, by_browser } = await pictures(page, field);
    const found = compare(by_canvas, by_browser);
    assert.ok(good(found), `${what}: ${JSON.stringify(found)}`);
  }
}

for (const ratio of [1, 1.25, 1.5, 2, 3, 4])
  test(`at a ratio of ${ratio} every pixel is drawn, and text is as sharp as the browser’s and in its place`, async (t) => {
    const { page, tool } = await open(t, { context: { deviceScaleFactor: ratio, viewport: { width: 1001, height: 765 } } });
    await has_its_pixels(page, `ratio ${ratio}`);
    if (ratio < 4) await looks_as_in_the_browser(page, tool, `ratio ${ratio}`);
  });

for (const ratio of [1.1, 1.5])
  test(`so it is on a screen of ratio ${ratio}, pixel for pixel`, async (t) => {
    const { page, tool } = await open_forced(t, ratio);
    await has_its_pixels(page, `screen of ratio ${ratio}`);
    await looks_as_in_the_browser(page, tool, `screen of ratio ${ratio}`);
    // At the far end of the canvas the mouse still points where it points.
    const about = await tool.button('title', 'about').boundingBox();
    await page.mouse.click(about.x + 3, about.y + about.height - 3);
    await tool.dialog('about').waitFor();
  });

test('zooming while the page runs is drawn sharp, and so is the way back', async (t) => {
  const { page, tool } = await open(t, { context: { viewport: { width: 1366, height: 768 } } });
  const devtools = await page.context().newCDPSession(page);
  for (const ratio of [1.5, 2, 1]) {
    const [width, height] = [Math.round(1600 / ratio), Math.round(900 / ratio)];
    await devtools.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: ratio, mobile: false });
    await until(async () => (await page.evaluate(() => devicePixelRatio)) === ratio, `a ratio of ${ratio}`);
    await has_its_pixels(page, `ratio ${ratio}`);
    const { by_canvas, by_browser } = await pictures(page, tool.field('connect', 'DeviceSN'));
    const found = compare(by_canvas, by_browser);
    assert.ok(good(found), `ratio ${ratio}: ${JSON.stringify(found)}`);
  }
});

test('the measure of sharpness sees a shift of one pixel, either way, and a blur of half of one', async (t) => {
  const { page, tool } = await open(t, { context: { deviceScaleFactor: 2 } });
  const field = tool.field('connect', 'Address');
  const { by_canvas, by_browser, picture } = await pictures(page, field);
  assert.ok(good(compare(by_canvas, by_browser)));
  await page.evaluate(() => document.activeElement.blur());
  for (const style of ['translate(0, 0.5px)', 'translate(0, -0.5px)', 'translate(0.5px, 0)', 'translate(-0.5px, 0)', 'translate(0.25px, 0) rotate(0.001deg)', 'translate(0, 0.25px) rotate(0.001deg)']) {
    await page.evaluate((transform) => (document.getElementById('canvas').style.transform = transform), style);
    const found = compare(await picture(), by_browser);
    assert.ok(!good(found), `${style}: ${JSON.stringify(found)}`);
  }
});
