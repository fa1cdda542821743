// What scrolls, by finger, wheel and keys, and what a finger does besides: a phone's screen, 390 × 844 at three pixels a pixel.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publish } from './mosquitto.mjs';
import { own, raise_stage, until } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

const phone = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 };

// With `touch(type, ...points)`, each point [x, y] a finger that is on the screen then.
async function open(t, options = {}) {
  const opened = await stage.open(t, options);
  const devtools = await opened.page.context().newCDPSession(opened.page);
  const touch = (type, ...points) =>
    devtools.send('Input.dispatchTouchEvent', { type: `touch${type}`, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  // A drag up by `way` pixels and the lifting of the finger, with times of its own: how fast it was does not depend on the machine.
  const fling = async ([x, y], way, steps) => {
    const begun = Date.now() / 1000;
    const send = (type, step, ...touchPoints) =>
      devtools.send('Input.dispatchTouchEvent', { type: `touch${type}`, touchPoints, timestamp: begun + step * 0.016 });
    await send('Start', 0, { x, y, id: 0 });
    for (let i = 1; i <= steps; i++) await send('Move', i, { x, y: y - (way * i) / steps, id: 0 });
    await send('End', steps + 1);
  };
  return { ...opened, touch, fling };
}

const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
const top_of = async (locator) => (await locator.boundingBox()).y;
const focused_name = (page) => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.tagName);

// Up by `way` pixels in `steps` steps of 16 ms. The finger stays on the screen.
async function drag(page, touch, [x, y], way, steps = 10) {
  await touch('Start', [x, y]);
  for (let i = 1; i <= steps; i++) {
    await page.waitForTimeout(16);
    await touch('Move', [x, y - (way * i) / steps]);
  }
}

async function still(page, locator) {
  let last = NaN;
  return until(async () => {
    const now = await top_of(locator);
    await page.waitForTimeout(120);
    return now === last || ((last = now), false);
  }, 'it stands still');
}

// A page with a message's row in view, and a point on it.
async function with_row(t, options) {
  const opened = await open(t, { context: phone, ...options });
  const { page, tool } = opened;
  await tool.connect();
  await tool.subscribed(own('set'));
  await publish(stage.broker, own('set'), 'to be held');
  await tool.row('to be held');
  await page.mouse.move(195, 400);
  await page.mouse.wheel(0, 5000);
  const row = tool.group('messages').getByRole('listitem').filter({ hasText: 'to be held' });
  await until(async () => { const box = await row.boundingBox(); return box && box.y + box.height < 830; }, 'the row is in view');
  await page.waitForTimeout(300);
  return { ...opened, at: middle(await row.boundingBox()), menu: page.getByRole('menu') };
}

for (const [what, before_load] of [
  ['where the browser has its own sign of it', undefined],
  ['and where it has none', () => addEventListener('contextmenu', (event) => event.stopImmediatePropagation(), true)],
])
  test(`a finger that rests on a message opens its menu, ${what}`, async (t) => {
    const { page, touch, at, menu } = await with_row(t, { before_load });
    await touch('Start', at);
    await page.waitForTimeout(350);
    assert.equal(await menu.count(), 0, 'not at once');
    await menu.waitFor({ timeout: 1500 });
    const entries = menu.getByRole('menuitem').or(menu.getByRole('menuitemradio'));
    const first = await entries.first().boundingBox(), last = await entries.last().boundingBox();
    assert.ok(first.x >= 0 && first.x + first.width <= 390 && last.y + last.height <= 844);
    const gap = Math.min(Math.abs(first.y - at[1]), Math.abs(last.y + last.height - at[1]));
    assert.ok(gap < 20 && Math.abs(first.x - at[0]) < first.width, `it stands at the finger: ${JSON.stringify([first, last])} for ${at}`);
    await touch('Move', [at[0] + 3, at[1] - 60]);
    await touch('End');
    await page.waitForTimeout(400);
    assert.equal(await menu.count(), 1, 'and it stays when the finger goes');
    assert.equal(await page.evaluate(() => `${getSelection()}`), '', 'nothing is selected');
    await page.keyboard.press('Escape');
    await until(async () => (await menu.count()) === 0, 'Esc closes it');
    await page.waitForTimeout(300);
    assert.equal(await menu.count(), 0, 'and no second one was waiting');
  });

test('a finger that moves, a second one, and one on a field open no menu', async (t) => {
  const { page, tool, touch, at, menu } = await with_row(t);
  await touch('Start', at);
  await touch('Move', [at[0] + 20, at[1]]);
  await page.waitForTimeout(900);
  await touch('End');
  await touch('Start', at);
  await page.waitForTimeout(150);
  await touch('Start', at, [at[0] + 80, at[1]]);
  await page.waitForTimeout(900);
  await touch('End');
  assert.equal(await menu.count(), 0);
  const field = await tool.group('messages').getByRole('searchbox').boundingBox();
  await touch('Start', middle(field));
  await page.waitForTimeout(900);
  await touch('End');
  assert.equal(await menu.count(), 0);
});

test('a drag throws the page, a touch stops it and presses nothing, and the next tap presses', async (t) => {
  const { page, tool, touch, fling } = await open(t, { context: { ...phone, deviceScaleFactor: 1 } });
  const address = tool.field('connect', 'Address');
  // Room enough to glide for a while.
  await tool.button('connect', 'advanced').press('Enter');
  await page.waitForTimeout(300);
  const from = await still(page, address).then(() => top_of(address));
  await fling([20, 700], 240, 8);
  await until(async () => (await top_of(address)) < from - 270, 'it follows the finger and glides on');
  // On the title bar, which does not scroll, stands a button.
  const about = middle(await tool.button('title', 'about').boundingBox());
  await touch('Start', about);
  await page.waitForTimeout(250);
  const stopped = await top_of(address);
  await page.waitForTimeout(400);
  assert.equal(await top_of(address), stopped, 'and is stopped');
  await touch('End');
  await page.waitForTimeout(400);
  assert.equal(await tool.dialog('about').count(), 0, 'which presses nothing');
  await page.touchscreen.tap(...about);
  await tool.dialog('about').waitFor();
});

test('whoever wants less motion gets no glide, and a finger that rests first throws nothing', async (t) => {
  const { page, tool, touch } = await open(t, { context: { ...phone, reducedMotion: 'reduce' } });
  const address = tool.field('connect', 'Address');
  await drag(page, touch, [20, 700], 200);
  await touch('End');
  await page.waitForTimeout(100);
  const lifted = await top_of(address);
  await page.waitForTimeout(400);
  assert.equal(await top_of(address), lifted);

  const other = await open(t, { context: phone });
  const field = other.tool.field('connect', 'Address');
  await drag(other.page, other.touch, [20, 700], 200);
  await other.page.waitForTimeout(250);
  const rested = await top_of(field);
  await other.touch('End');
  await other.page.waitForTimeout(400);
  assert.equal(await top_of(field), rested);
});

test('a drag that starts on a text field scrolls the page, a tap on it focuses, and a long text scrolls itself', async (t) => {
  const { page, tool, touch } = await open(t, { context: phone });
  const topic = tool.field('publish', 'Topic'), address = tool.field('connect', 'Address');
  const from = await top_of(address);
  await drag(page, touch, middle(await topic.boundingBox()), 200);
  await page.waitForTimeout(250);
  await touch('End');
  const to = await top_of(address);
  assert.ok(Math.abs(to - (from - 200)) <= 3, `from ${from} to ${to}: as far as the finger went`);
  assert.equal(await focused_name(page), 'BODY', 'and gives it no focus');
  await page.touchscreen.tap(...middle(await topic.boundingBox()));
  await until(async () => (await focused_name(page)) === 'Topic', 'a tap focuses it');

  const message = tool.field('publish', 'Message');
  await message.fill(Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n'));
  await message.evaluate((element) => (element.scrollTop = 0));
  await page.waitForTimeout(300);
  const page_at = await top_of(address);
  await drag(page, touch, middle(await message.boundingBox()), 60);
  await touch('End');
  await until(() => message.evaluate((element) => element.scrollTop > 20), 'the text scrolls');
  await page.waitForTimeout(300);
  assert.equal(await top_of(address), page_at, 'and the page does not');
});

test('two fingers are the browser’s: nothing of them is prevented, and one drag is', async (t) => {
  const { page, touch } = await open(t, { context: phone });
  await page.evaluate(() => {
    window.prevented = [];
    addEventListener('touchmove', (event) => setTimeout(() => window.prevented.push([event.touches.length, event.defaultPrevented])), true);
  });
  await drag(page, touch, [100, 700], 100, 4);
  await touch('End');
  await page.waitForTimeout(100);
  const one = await page.evaluate(() => window.prevented.splice(0));
  assert.ok(one.some(([fingers, prevented]) => fingers === 1 && prevented));
  await touch('Start', [100, 400]);
  await touch('Start', [100, 400], [200, 400]);
  for (let i = 1; i < 8; i++) await touch('Move', [100, 400 - 8 * i], [200, 400 + 8 * i]);
  await touch('End');
  await page.waitForTimeout(100);
  const two = await page.evaluate(() => window.prevented.splice(0));
  assert.ok(two.length > 0);
  assert.ok(two.every(([fingers, prevented]) => fingers === 2 && !prevented), JSON.stringify(two));
});

test('when the phone’s keyboard takes half the screen, the field it is for is in sight', async (t) => {
  const { page, tool } = await open(t, { context: phone });
  const topic = tool.field('publish', 'Topic');
  await page.touchscreen.tap(...middle(await topic.boundingBox()));
  await until(async () => (await focused_name(page)) === 'Topic', 'it has the focus');
  assert.ok((await topic.boundingBox()).y > 420, 'it would be covered');
  await page.setViewportSize({ width: 390, height: 420 });
  await until(async () => {
    const { y, height } = await topic.boundingBox();
    return y > 47 && y + height <= 420;
  }, 'it is scrolled into view');
  assert.equal(await focused_name(page), 'Topic');
});

test('the wheel over a text field scrolls the form, and a text that is longer than its field first itself', async (t) => {
  const { page, tool } = await open(t, { context: { viewport: { width: 1366, height: 480 } } });
  const address = tool.field('connect', 'Address');
  const from = await top_of(address);
  await page.mouse.move(...middle(await address.boundingBox()));
  await page.mouse.wheel(0, 50);
  await until(async () => (await top_of(address)) === from - 50, 'the form scrolls');
  const message = tool.field('publish', 'Message');
  await message.fill(Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n'));
  await message.evaluate((element) => (element.scrollTop = 0));
  await page.waitForTimeout(300);
  const held = await top_of(address);
  await page.mouse.move(...middle(await message.boundingBox()));
  await page.mouse.wheel(0, 40);
  await until(() => message.evaluate((element) => element.scrollTop > 20), 'the text scrolls');
  assert.equal(await top_of(address), held);
});

test('behind a dialog nothing scrolls', async (t) => {
  const { page, tool } = await open(t, { context: { viewport: { width: 1366, height: 480 } } });
  const address = tool.field('connect', 'Address');
  await tool.button('title', 'about').press('Enter');
  await tool.dialog('about').waitFor();
  const from = await top_of(address);
  await page.mouse.move(40, 300);
  await page.mouse.wheel(0, 100);
  await page.waitForTimeout(400);
  assert.equal(await top_of(address), from);
});

test('keys scroll the form while nothing has the focus, as far as it goes and no further', async (t) => {
  const { page, tool } = await open(t, { context: { viewport: { width: 1366, height: 480 } } });
  const address = tool.field('connect', 'Address');
  await page.evaluate(() => {
    window.taken = [];
    addEventListener('keydown', (event) => window.taken.push(event.defaultPrevented));
  });
  const press = async (key) => {
    await page.keyboard.press(key);
    await page.waitForTimeout(200);
    return [await top_of(address), await page.evaluate(() => window.taken.pop())];
  };
  const from = await top_of(address);
  assert.deepEqual(await press('PageUp'), [from, false], 'at its top the key is left to the page around');
  assert.deepEqual(await press('ArrowDown'), [from - 40, true]);
  assert.deepEqual(await press('ArrowUp'), [from, true]);
  const [page_down] = await press('PageDown');
  assert.ok(page_down < from - 100);
  assert.deepEqual(await press('PageUp'), [from, true]);
  assert.deepEqual(await press('Space'), [page_down, true]);
  assert.deepEqual(await press('Shift+Space'), [from, true]);
  const [end] = await press('End');
  assert.ok(end < from - 100);
  assert.deepEqual(await press('End'), [end, false], 'at its end too');
  assert.deepEqual(await press('Home'), [from, true]);

  await tool.field('subscribe', 'Topic').fill('ab');
  await page.waitForTimeout(300);
  const focused_at = await top_of(address);
  for (const key of ['ArrowUp', 'Home', 'End', 'Space', 'PageDown'])
    assert.equal((await press(key))[0], focused_at, `${key} belongs to the field that has the focus`);
  assert.equal(await tool.field('subscribe', 'Topic').inputValue(), 'ab ');
  const radio = page.getByRole('radio').first();
  await radio.focus();
  await page.waitForTimeout(300);
  const radio_at = await top_of(address);
  assert.equal((await press('ArrowDown'))[0], radio_at, 'and arrows to radio buttons');
});

test('in one column keys scroll the page, and the wheel scrolls the messages before it', async (t) => {
  const { page, tool } = await open(t, { context: { viewport: { width: 600, height: 700 } } });
  await tool.connect();
  await tool.subscribed(own('set'));
  for (let i = 0; i < 25; i++) await publish(stage.broker, own('set'), `number ${i}`);
  await tool.row('number 24');
  await page.mouse.move(5, 400);
  await page.evaluate(() => document.activeElement.blur());
  const address = tool.field('connect', 'Address');
  const from = await top_of(address);
  await page.keyboard.press('PageDown');
  await until(async () => (await top_of(address)) < from - 300, 'the page scrolls');
  await page.keyboard.press('End');
  await page.waitForTimeout(300);
  const at = await top_of(address);
  await page.mouse.move(...middle(await tool.group('messages').getByRole('listitem').last().boundingBox()));
  await page.mouse.wheel(0, -80);
  await until(async () => !(await tool.rows()).some((row) => row.includes('number 24')) || (await top_of(address)) !== at, 'something scrolls');
  assert.equal(await top_of(address), at, 'the list under the pointer, not the page');
});
