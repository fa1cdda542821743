// The browser takes the WebGL context away, or never had one: nothing is lost but the picture, and that comes back as it was.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { publish } from './mosquitto.mjs';
import { browser_file, browser_options, own, raise_stage, until } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

async function open(t, options) {
  const opened = await stage.open(t, options);
  await opened.page.evaluate(() => {
    const taken = document.getElementById('canvas').getContext('webgl').getExtension('WEBGL_lose_context');
    window.lose = () => taken.loseContext();
    window.restore = () => taken.restoreContext();
  });
  return opened;
}

// Until two pictures in a row are the same: whatever was on its way has been drawn.
async function settled(page) {
  let last;
  return until(async () => {
    const picture = await page.screenshot();
    const same = last && picture.equals(last);
    last = picture;
    await page.waitForTimeout(150);
    return same && picture;
  }, 'the picture stands still');
}

const lose = async (page) => {
  await page.evaluate(() => window.lose());
  await page.waitForTimeout(100);
};

async function back_as_it_was(page, before) {
  await page.evaluate(() => window.restore());
  await until(async () => (await page.screenshot()).equals(before), 'the picture is as it was, to the last pixel');
}

test('the picture comes back as it was: Chinese, emoji, twice in a row, and behind a dialog', async (t) => {
  const { page, tool } = await open(t, { context: { deviceScaleFactor: 1.5 } });
  await tool.field('publish', 'Topic').fill('温度/湿度 👨‍👩‍👧🇩🇪 AVATAR');
  await page.evaluate(() => document.activeElement.blur());
  const panels = await settled(page);
  for (let i = 0; i < 2; i++) {
    await lose(page);
    assert.ok(!(await page.screenshot()).equals(panels), 'without a context there is no picture');
    await back_as_it_was(page, panels);
  }
  await tool.button('title', 'about').press('Enter');
  await tool.dialog('about').waitFor();
  const dialog = await settled(page);
  assert.ok(!dialog.equals(panels));
  await lose(page);
  await back_as_it_was(page, dialog);
});

test('meanwhile the keyboard, the mirror and the protocol go on, and what came is then drawn', async (t) => {
  const { page, tool } = await open(t);
  await lose(page);
  await tool.connect();
  await tool.subscribed(own('set'));
  await publish(stage.broker, own('set'), '中文 from 世界 🇩🇪');
  await tool.row('中文 from 世界');
  const topic = tool.field('publish', 'Topic');
  await topic.focus();
  await page.keyboard.type('typed');
  await until(async () => (await topic.inputValue()).endsWith('typed'), 'a field takes what is typed');
  await tool.button('title', 'about').press('Enter');
  await tool.dialog('about').waitFor();
  await page.keyboard.press('Escape');
  await until(async () => (await tool.dialog('about').count()) === 0, 'Esc closes the dialog');
  await page.evaluate(() => window.restore());
  const after_loss = await settled(page);
  // The same state drawn by a frame that has known no loss.
  await page.setViewportSize({ width: 1300, height: 700 });
  await settled(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await until(async () => (await page.screenshot()).equals(after_loss), 'nothing was missing');
});

test('a loss that lasts is told in both languages, and no longer than it lasts', async (t) => {
  const { page, tool } = await open(t);
  const before = await settled(page);
  await lose(page);
  const notice = page.getByRole('alert').filter({ hasText: 'WebGL' });
  await notice.waitFor({ timeout: 8000 });
  const words = await notice.locator('p').allTextContents();
  assert.match(words[0], /[一-鿿]{10}/);
  assert.match(words[1], /picture stands still/);
  assert.ok(await tool.button('connect', 'connect').isEnabled(), 'the mirror is there');
  await page.evaluate(() => window.restore());
  await notice.waitFor({ state: 'hidden' });
  await until(async () => (await page.screenshot()).equals(before), 'the picture is as it was');
});

test('a loss of a moment is not told', async (t) => {
  const { page } = await open(t);
  for (let i = 0; i < 2; i++) {
    await lose(page);
    await page.waitForTimeout(1200);
    await page.evaluate(() => window.restore());
    await page.waitForTimeout(900);
  }
  await page.waitForTimeout(1500);
  assert.ok(await page.locator('#notice').isHidden());
});

async function without_webgl(t, { args = [], before_load }) {
  const browser = await chromium.launch({ executablePath: browser_file(), args: [...browser_options(), ...args] });
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 390, height: 700 } });
  const faults = [];
  page.on('pageerror', (error) => faults.push(`${error}`));
  if (before_load) await page.addInitScript(before_load);
  await page.goto(stage.server.url);
  const notice = page.getByRole('alert');
  await notice.waitFor({ timeout: 20_000 });
  assert.match((await notice.locator('p').allTextContents()).join('\n'), /无法使用 WebGL[^]*WebGL is not available/);
  const box = await notice.boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= 390 && box.y + box.height <= 700, 'all of it is in sight');
  // It stays alone: nothing under it pretends to be a page that one cannot see.
  await page.setViewportSize({ width: 500, height: 700 });
  await page.waitForTimeout(500);
  assert.equal(await page.locator('#mirror .twin').count(), 0);
  assert.ok(await notice.isVisible());
  assert.deepEqual(faults, []);
}

test('a browser without WebGL says so', (t) => without_webgl(t, { args: ['--disable-3d-apis'] }));
test('so does one whose canvas gives no context', (t) =>
  without_webgl(t, {
    before_load: () => {
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return /webgl/.test(kind) ? null : get.call(this, kind, ...rest);
      };
    },
  }));
