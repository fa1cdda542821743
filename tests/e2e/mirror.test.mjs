// The DOM mirror and the fields, as a keyboard, an input method, a mouse and a finger meet them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publish } from './mosquitto.mjs';
import { own, raise_stage, until } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

const open = (t, options) => stage.open(t, options);

const focused_name = (page) =>
  page.evaluate(() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.slice(0, 40));
const topmost = (page, { x, y, width, height }) =>
  page.evaluate(([left, top]) => document.elementFromPoint(left, top).tagName, [x + width / 2, y + height / 2]);

test('an input method composes in the field, and the model gets the text when it is done', async (t) => {
  const { page, tool } = await open(t);
  const topic = tool.field('subscribe', 'Topic');
  await topic.fill('');
  await topic.focus();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Input.imeSetComposition', { text: 'wendu', selectionStart: 5, selectionEnd: 5 });
  await page.waitForTimeout(400);
  assert.equal(await topic.inputValue(), 'wendu');
  assert.equal(await tool.button('subscribe', 'subscribe').isEnabled(), false);
  await devtools.send('Input.insertText', { text: '温度' });
  await page.waitForTimeout(400);
  assert.equal(await topic.inputValue(), '温度');
  await page.keyboard.type('/1');
  await until(async () => (await topic.inputValue()) === '温度/1', 'what is typed behind it stays');
});

test('typing in the middle keeps the caret, and undo is the browser’s own', async (t) => {
  const { page, tool } = await open(t);
  const topic = tool.field('publish', 'Topic');
  await topic.fill('/a/b');
  await page.waitForTimeout(200);
  await topic.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  for (const letter of 'xyz') {
    await page.keyboard.type(letter);
    await page.waitForTimeout(150);
  }
  assert.equal(await topic.inputValue(), '/xyza/b');
  await page.keyboard.press('Control+z');
  await page.waitForTimeout(300);
  assert.notEqual(await topic.inputValue(), '/xyza/b');
});

test('fields and links take the pointer, other elements leave it to the canvas, and each lies at its box', async (t) => {
  const { page, tool } = await open(t);
  assert.equal(await topmost(page, await tool.field('connect', 'Address').boundingBox()), 'INPUT');
  assert.equal(await topmost(page, await tool.field('publish', 'Message').boundingBox()), 'TEXTAREA');
  const button = tool.button('connect', 'advanced');
  assert.equal(await topmost(page, await button.boundingBox()), 'CANVAS');
  await button.click({ force: true });
  await until(() => tool.field('connect', 'Path').or(tool.field('connect', '路径')).count(), 'the mouse opens it at its box');
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  assert.match(await focused_name(page), /高级/);
});

test('a dialog shuts the rest of the page out, and its end gives the focus back', async (t) => {
  const { page, tool } = await open(t);
  const about = tool.button('title', 'about');
  await about.press('Enter');
  const dialog = tool.dialog('about');
  await dialog.waitFor();
  await until(async () => (await page.locator('section[inert]').count()) > 0, 'the rest is inert');
  assert.equal(await dialog.getAttribute('inert'), null);
  await until(() => dialog.evaluate((element) => element.contains(document.activeElement)), 'the focus is in the dialog');
  const address = await tool.field('connect', 'Address').boundingBox();
  assert.equal(await topmost(page, address), 'CANVAS', 'a covered field takes no pointer');
  await page.keyboard.press('Escape');
  await until(async () => (await dialog.count()) === 0, 'Esc closes it');
  await until(async () => (await focused_name(page)) === '关于', 'the focus is back');
  assert.equal(await page.locator('section[inert]').count(), 0);
});

test('a button that is disabled under the focus gives it to its neighbour', async (t) => {
  const { page, tool } = await open(t);
  await tool.press('connect', 'connect');
  await until(async () => (await focused_name(page)) === '断开', 'Disconnect has the focus');
});

test('the wheel scrolls the messages, and only as far as there are any', async (t) => {
  const { page, tool } = await open(t);
  await tool.connect();
  await tool.subscribed(own('set'));
  for (let i = 0; i < 40; i++) await publish(stage.broker, own('set'), `number ${i} of many`);
  await tool.row('number 39 of many');
  const list = await tool.group('messages').getByRole('log').getByRole('listitem').last().boundingBox();
  await page.mouse.move(list.x + 50, list.y - 100);
  await page.mouse.wheel(0, -5000);
  await until(async () => (await tool.rows()).some((row) => /connecting/.test(row)), 'the oldest row is in view');
  await page.mouse.wheel(0, 5000);
  await tool.row('number 39 of many');
});

test('a finger scrolls what lies under it, and a tap presses', async (t) => {
  const { page, tool } = await open(t, { context: { hasTouch: true, isMobile: true, viewport: { width: 400, height: 700 } } });
  const devtools = await page.context().newCDPSession(page);
  const touch = (type, ...points) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const top = async () => (await tool.field('connect', 'Address').boundingBox()).y;
  const before = await top();
  await touch('touchStart', [40, 500]);
  for (let y = 490; y >= 300; y -= 10) await touch('touchMove', [40, y]);
  await page.waitForTimeout(200);
  await touch('touchEnd');
  await until(async () => (await top()) < before - 100, 'the page has scrolled');
  const about = await tool.button('title', 'about').boundingBox();
  await page.touchscreen.tap(about.x + about.width / 2, about.y + about.height / 2);
  await tool.dialog('about').waitFor();
});

test('errors are tied to their fields', async (t) => {
  const { page, tool } = await open(t);
  const port = tool.field('connect', 'Port');
  await port.fill('99999');
  await until(async () => (await port.getAttribute('aria-invalid')) === 'true', 'the field is invalid');
  const note = await page.evaluate((id) => document.getElementById(id).textContent, await port.getAttribute('aria-describedby'));
  assert.ok(note.length > 0);
  await port.fill('80');
  await until(async () => (await port.getAttribute('aria-invalid')) === null, 'and valid again');
});
