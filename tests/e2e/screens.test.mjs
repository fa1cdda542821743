// Screens of every kind: how many pixels the canvas has, whether its text is as sharp as the browser's own and at the same place,
// and whether everything fits from a small phone to a 4K screen.
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
  const opened = await stage.open({ language: 'en', ...options });
  t.after(opened.close);
  await drawn(opened.page);
  return opened;
}

// Where the device pixels of the screen really have this ratio to CSS pixels; Playwright only scales the page.
async function open_forced(t, ratio) {
  const browser = await chromium.launch({
    executablePath: browser_file(),
    args: [...browser_options(), `--force-device-scale-factor=${ratio}`, `--window-size=${Math.round(1400)},900`],
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

const canvas_size = (page) =>
  page.evaluate(() => {
    const canvas = document.getElementById('canvas'), box = canvas.getBoundingClientRect();
    return { has: [canvas.width, canvas.height], wants: [Math.round(box.width * devicePixelRatio), Math.round(box.height * devicePixelRatio)] };
  });

async function has_its_pixels(page, what) {
  let size;
  await until(async () => (size = await canvas_size(page), `${size.has}` === `${size.wants}`), what).catch(() => {});
  assert.deepEqual(size.has, size.wants, what);
}

for (const ratio of [1, 1.25, 1.5, 2, 3, 4])
  test(`at a ratio of ${ratio} the canvas has every pixel of the screen`, async (t) => {
    const { page } = await open(t, { context: { deviceScaleFactor: ratio, viewport: { width: 801, height: 533 } } });
    await has_its_pixels(page, `ratio ${ratio}`);
  });

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
  const words = (profile) => {
    const found = [];
    let empty = gap;
    profile.forEach((each, x) => {
      if (each < 12) return (empty += 1);
      if (empty >= gap) found.push({ mass: 0, moment: 0 });
      empty = 0;
      found.at(-1).mass += each;
      found.at(-1).moment += each * x;
    });
    return found.map(({ mass, moment }) => moment / mass);
  };
  const edge = (picture) => sum(picture.map((row) => sum(row.slice(1).map((each, x) => (each - row[x]) ** 2))));
  const [u, v] = [words(columns(a)), words(columns(b))];
  return {
    rows: apart(rows(a), rows(b), 0),
    columns: apart(columns(a), columns(b), 0),
    aside: Math.min(apart(columns(a), columns(b), 1), apart(columns(a), columns(b), -1)),
    words: u.length === v.length ? Math.max(...u.map((each, i) => Math.abs(each - v[i]))) : Infinity,
    count: u.length,
    edge: edge(a) / edge(b),
  };
}

const good = (found) => found.count >= 6 && found.rows < 0.045 && found.columns < found.aside * 0.7 && found.words < 0.75 && found.edge > 0.9;

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
    await page.waitForTimeout(300);
    return decode_png(await page.screenshot({ clip }));
  };
  await page.evaluate(() => document.activeElement.blur());
  const by_canvas = await picture();
  await field.focus();
  return { by_canvas, by_browser: await picture(), picture };
}

// Fields at more than one height: at odd ratios each lies differently to the pixels.
async function looks_as_in_the_browser(page, tool, what) {
  for (const [group, name] of [['connect', 'Address'], ['connect', 'DeviceSN'], ['publish', 'Topic'], ['subscribe', 'Topic']]) {
    const { by_canvas, by_browser } = await pictures(page, tool.field(group, name));
    const found = compare(by_canvas, by_browser);
    assert.ok(good(found), `${what}, ${group} ${name}: ${JSON.stringify(found)}`);
  }
}

for (const ratio of [1, 1.5, 2, 3])
  test(`at a ratio of ${ratio} text is as sharp as the browser’s, and stays in its place when the field gets the focus`, async (t) => {
    const { page, tool } = await open(t, { context: { deviceScaleFactor: ratio, viewport: { width: 1366, height: 768 } } });
    await looks_as_in_the_browser(page, tool, `ratio ${ratio}`);
  });

for (const ratio of [1.1, 1.25, 1.5])
  test(`so it is on a screen of ratio ${ratio}, pixel for pixel`, async (t) => {
    const { page, tool } = await open_forced(t, ratio);
    const told = await page.evaluate(() => new Promise((resolve) => {
      new ResizeObserver(([entry]) => resolve([entry.devicePixelContentBoxSize[0].inlineSize, entry.devicePixelContentBoxSize[0].blockSize]))
        .observe(document.getElementById('canvas'), { box: 'device-pixel-content-box' });
    }));
    assert.deepEqual((await canvas_size(page)).has, told);
    await looks_as_in_the_browser(page, tool, `screen of ratio ${ratio}`);
  });

test('zooming while the page runs is drawn sharp, and so is the way back', async (t) => {
  const { page, tool } = await open(t, { context: { viewport: { width: 1366, height: 768 } } });
  const devtools = await page.context().newCDPSession(page);
  for (const ratio of [1.5, 2, 1]) {
    await devtools.send('Emulation.setDeviceMetricsOverride', { width: 1366, height: 768, deviceScaleFactor: ratio, mobile: false });
    await until(async () => (await page.evaluate(() => devicePixelRatio)) === ratio, `a ratio of ${ratio}`);
    await has_its_pixels(page, `ratio ${ratio}`);
    const { by_canvas, by_browser } = await pictures(page, tool.field('subscribe', 'Topic'));
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

// Everything of the page that lies where it should not: outside of its width, or over another thing of its group.
const misplaced = (page) =>
  page.evaluate(() => {
    const wrong = [];
    for (const section of document.querySelectorAll('#mirror section')) {
      const group = section.getAttribute('aria-label');
      const twins = [...section.querySelectorAll('.twin')].filter((element) => !element.closest('[role=listitem]') && element.getBoundingClientRect().width);
      const at = twins.map((element) => ({ box: element.getBoundingClientRect(), what: `${group}: ${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.slice(0, 40)}` }));
      at.forEach(({ box, what }, i) => {
        if (box.left < 0 || box.right > innerWidth + 0.1) wrong.push(`${what} from ${box.left} to ${box.right} of ${innerWidth}`);
        for (const other of at.slice(i + 1)) {
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (across > 1 && down > 1) wrong.push(`${what} and ${other.what} overlap by ${across} × ${down}`);
        }
      });
    }
    return wrong;
  });

const sizes = [[360, 640], [390, 844], [768, 1024], [799, 600], [800, 600], [1366, 650], [1920, 1080], [3840, 2160]];

for (const language of ['en', 'zh'])
  test(`from 360 pixels to 4K nothing is cut off and nothing overlaps, ${language}`, async (t) => {
    const { page, tool } = await open(t, { language });
    await tool.connect();
    const wrong = [];
    for (const advanced of [false, true]) {
      if (advanced) await tool.button('connect', 'advanced').press('Enter');
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        await has_its_pixels(page, `${width} × ${height}`);
        await page.waitForTimeout(350);
        const left = (await tool.field('connect', 'Address').boundingBox()).x, right = (await tool.group('messages').getByRole('searchbox').boundingBox()).x;
        assert.equal(right > width / 2, width >= 800, `one column below 800 pixels, two from there: at ${width}, ${left} and ${right}`);
        wrong.push(...(await misplaced(page)).map((each) => `${width} × ${height}${advanced ? ', advanced' : ''}, ${each}`));
      }
    }
    assert.deepEqual(wrong, []);
  });
