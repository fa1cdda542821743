// Text in the page's fields, as an input method, a dead key, a mouse and the clipboard put it in and take it out; and fields
// that are clipped, scrolled away or covered.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { admin } from '../../scripts/lib/broker.mjs';
import { serve_folder } from '../../scripts/lib/static_server.mjs';
import { listen, publish } from './mosquitto.mjs';
import { Tool, fragment, offline_file, own, page_folder, raise_stage, until } from './harness.mjs';

let stage, folder, around;
before(async () => {
  stage = await raise_stage();
  folder = await mkdtemp(join(tmpdir(), 'text_input-'));
  around = await serve_folder(folder);  // another origin, by its port
});
after(async () => {
  await around.stop();
  await rm(folder, { recursive: true });
  await stage.close();
});

const open = (t, { language = 'en', ...options } = {}) => stage.open(t, { language, ...options });

const TEXT = 3, SUBMIT = 4, ESCAPE = 5;
// What the program is told from now on, as kinds of ui::ItemInput; focus and its loss left out.
const listen_in = (page) =>
  page.evaluate(() => {
    window.told = [];
    const tell = window._page_mirror_event;
    window._page_mirror_event = (kind, ...more) => {
      if (kind !== 1 && kind !== 2) window.told.push(kind);
      return tell(kind, ...more);
    };
  });
const told = (page) => page.evaluate(() => window.told.splice(0));
const selected = (field) => field.evaluate((el) => el.value.slice(el.selectionStart, el.selectionEnd));
const at = (page, x, y) => page.evaluate(([left, top]) => {
  const el = document.elementFromPoint(left, top);
  return el.getAttribute('aria-label') ?? el.tagName;
}, [x, y]);

for (const [group, name] of [['subscribe', 'Topic'], ['publish', 'Message']]) {
  test(`an input method composes, commits and gives up in ${name}, and its keys are its own`, async (t) => {
    const { page, tool } = await open(t);
    await tool.connect();
    await tool.subscribed(own('set'));
    const field = tool.field(group, name);
    await field.fill('ab');
    await field.press('ArrowLeft');
    await until(async () => (await field.inputValue()) === 'ab', 'the text before');
    await listen_in(page);
    const devtools = await page.context().newCDPSession(page);
    const compose = (text) => devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await compose('n');
    await compose('ni');
    assert.equal(await field.inputValue(), 'anib');
    // A frame in the meantime leaves the field alone.
    await publish(stage.broker, own('set'), 'in the meantime');
    await tool.row('in the meantime');
    for (const key of [{ key: 'Enter', windowsVirtualKeyCode: 229 }, { key: 'Escape', windowsVirtualKeyCode: 229 }, { key: 'Enter', windowsVirtualKeyCode: 13 },
      { key: 'Escape', windowsVirtualKeyCode: 27 }, { key: '/', windowsVirtualKeyCode: 191, modifiers: 2 }, { key: 'Enter', windowsVirtualKeyCode: 13, modifiers: 2 }]) {
      await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', code: '', ...key });
      await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', code: '', ...key });
    }
    assert.equal(await field.inputValue(), 'anib');
    assert.deepEqual(await told(page), [], 'nothing is told while it composes');
    await devtools.send('Input.insertText', { text: '你' });
    await until(async () => (await field.inputValue()) === 'a你b', 'committed');
    assert.deepEqual(await told(page), [TEXT]);
    await compose('hao');
    assert.equal(await field.inputValue(), 'a你haob');
    await compose('');
    await until(async () => (await field.inputValue()) === 'a你b', 'given up');
    await page.waitForTimeout(200);
    assert.equal(await field.inputValue(), 'a你b');
    // A dead key is a composition of one letter.
    await compose('´');
    await devtools.send('Input.insertText', { text: 'é' });
    await devtools.send('Input.insertText', { text: '👩‍👩‍👧' });
    await until(async () => (await field.inputValue()) === 'a你é👩‍👩‍👧b', 'what is joined stays so');
    // And the keys are the page's again.
    await told(page);
    await page.keyboard.press(group === 'publish' ? 'Control+Enter' : 'Enter');
    await page.keyboard.press('Escape');
    assert.deepEqual((await told(page)).filter((kind) => kind !== TEXT), [SUBMIT, ESCAPE]);
  });
}

test('a word is selected by a double click and a part by a drag, cut, pasted, and brought back by undo', async (t) => {
  const { page, tool } = await open(t);
  const topic = tool.field('publish', 'Topic');
  await topic.fill('alpha beta gamma');
  const box = await topic.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.dblclick(box.x + 8, y);
  await until(async () => (await selected(topic)).trim() === 'alpha', 'the first word');
  await page.keyboard.press('Control+x');
  await until(async () => /^ ?beta gamma$/.test(await topic.inputValue()), 'it is cut');
  await page.keyboard.press('End');
  await page.keyboard.press('Control+v');
  await until(async () => /gammaalpha ?$/.test(await topic.inputValue()), 'and pasted');
  await page.keyboard.press('Control+z');
  await until(async () => /^ ?beta gamma$/.test(await topic.inputValue()), 'undone');
  await page.keyboard.press('Control+z');
  await until(async () => (await topic.inputValue()) === 'alpha beta gamma', 'all of it');
  await page.keyboard.press('End');
  // From the field out over the canvas: the selection goes on to the end, and the canvas takes no part.
  await page.mouse.move(box.x + 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, y + 4);
  await page.mouse.move(box.x + box.width + 80, y + 2, { steps: 5 });
  await until(async () => (await selected(topic)) === 'alpha beta gamma', 'the drag selects');
  await page.mouse.up();
  assert.equal(await selected(topic), 'alpha beta gamma');
  assert.equal(await topic.evaluate((el) => el === document.activeElement), true);
});

test('a field that is scrolled half away is cut at its panel’s edge, and typing brings it back', async (t) => {
  const { page, tool } = await open(t, { context: { viewport: { width: 390, height: 560 } } });
  const message = tool.field('publish', 'Message');
  await message.focus();
  await message.fill('one\ntwo\nthree\nfour');
  await page.waitForTimeout(300);
  const edge = await page.evaluate(() => Math.max(...[...document.querySelectorAll('header .twin')].map((twin) => twin.getBoundingClientRect().bottom)));
  await page.mouse.move(8, 400);
  // Until its middle lies at the edge.
  await until(async () => {
    const box = await message.boundingBox();
    const off = box.y + box.height / 2 - edge;
    if (Math.abs(off) < 12) return true;
    await page.mouse.wheel(0, off);
    return false;
  }, 'half of it is out of sight');
  const box = await message.boundingBox();
  const x = box.x + 20;
  assert.equal(await at(page, x, box.y + box.height - 4), 'Message');
  assert.notEqual(await at(page, x, box.y + 4), 'Message', 'its hidden half takes no pointer');
  assert.match(await message.evaluate((el) => getComputedStyle(el).clipPath), /^inset\([1-9]/);
  assert.equal(await message.evaluate((el) => getComputedStyle(el).opacity), '1');
  // Wholly away: nothing of it shows.
  await page.mouse.wheel(0, 300);
  await until(async () => (await message.evaluate((el) => getComputedStyle(el).opacity)) === '0', 'out of sight');
  assert.equal(await message.evaluate((el) => el === document.activeElement), true);
  await page.keyboard.type('!');
  await until(async () => (await message.evaluate((el) => getComputedStyle(el).clipPath)) === 'none', 'typing brings it back');
  assert.equal(await message.evaluate((el) => getComputedStyle(el).opacity), '1');
  assert.match(await message.inputValue(), /!/);
});

test('what a dialog or the menu covers takes no pointer and shows no text', async (t) => {
  const { page, tool } = await open(t, { context: { viewport: { width: 390, height: 844 } } });
  await tool.field('publish', 'Message').fill('text that is shown');
  const theme = tool.group('title').getByRole('button', { name: /^Theme/ });
  await theme.press('Enter');
  const entries = page.getByRole('menuitemradio');
  await entries.first().waitFor();
  const [top, bottom] = [await entries.first().boundingBox(), await entries.last().boundingBox()];
  const under = await page.evaluate(([left, right, high, low]) =>
    [...document.querySelectorAll('#mirror .field')].filter((field) => {
      const box = field.getBoundingClientRect();
      return box.left < right && box.right > left && box.top < low && box.bottom > high;
    }).map((field) => [getComputedStyle(field).pointerEvents, getComputedStyle(field).opacity]), [top.x, top.x + top.width, top.y, bottom.y + bottom.height]);
  assert.ok(under.length > 0, 'the menu lies over a field');
  assert.deepEqual(under, under.map(() => ['none', '0']));
  assert.equal(await at(page, bottom.x + 5, bottom.y + 5), 'CANVAS');
  await page.keyboard.press('Escape');
  const message = tool.field('publish', 'Message');
  assert.equal(await message.evaluate((el) => getComputedStyle(el).opacity), '1');
  await tool.press('title', 'about');
  await tool.dialog('about').waitFor();
  await until(async () => (await message.evaluate((el) => getComputedStyle(el).opacity)) === '0', 'its text is the canvas’s below the dialog');
  assert.equal(await message.evaluate((el) => getComputedStyle(el).pointerEvents), 'none');
});

test('a phone’s keyboard, a password manager and the browser’s memory are told what each field is', async (t) => {
  const { page, tool } = await open(t, { more: other });
  const traits = (field) => field.evaluate((el) => [el.type, el.inputMode, el.autocomplete, el.enterKeyHint]);
  assert.deepEqual(await traits(tool.field('connect', 'Address')), ['text', 'url', 'off', 'go']);
  assert.deepEqual(await traits(tool.field('connect', 'Port')), ['text', 'numeric', 'off', 'go']);
  assert.deepEqual(await traits(tool.field('connect', 'User name')), ['text', '', 'username', 'go']);
  const password = tool.field('connect', 'Password');
  assert.deepEqual(await traits(password), ['password', '', 'current-password', 'go']);
  assert.deepEqual(await traits(tool.field('publish', 'Topic')), ['text', '', 'off', 'send']);
  assert.deepEqual(await traits(tool.field('subscribe', 'Topic')), ['text', '', 'off', 'go']);
  assert.deepEqual(await traits(tool.group('messages').getByRole('searchbox')), ['search', '', 'off', 'search']);
  for (const field of await page.locator('#mirror .field').all()) {
    assert.deepEqual(await field.evaluate((el) => ['autocapitalize', 'autocorrect', 'spellcheck'].map((name) => el.getAttribute(name))), ['off', 'off', 'false']);
  }
  await tool.group('connect').getByRole('button', { name: /^Show/ }).press('Enter');
  await until(async () => (await traits(password))[0] === 'text', 'it is shown');
  assert.deepEqual(await traits(password), ['text', '', 'off', 'go']);
});

const line = '{"温度": 20, "name": "a line of some length, as they are"}\n';
const other = { productSN: undefined, deviceSN: undefined, deviceSecret: undefined, login: 'other', userName: admin.username, password: admin.password };

// Puts `one` so many times on the clipboard.
async function to_clipboard(page, one, times) {
  await page.evaluate(([text, count]) => document.addEventListener('copy', (event) => {
    event.clipboardData.setData('text/plain', text.repeat(count));
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true, once: true }), [one, times]);
  await page.keyboard.press('Control+c');
}
// What is said of a field: its error and its help.
const described = (field) =>
  field.evaluate((el) => (el.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent).join(' '));

test('ten megabytes are pasted into the message without a standstill, and typing in it goes on', async (t) => {
  const { page, tool } = await open(t);
  const message = tool.field('publish', 'Message');
  await to_clipboard(page, line, 170_000);
  await page.evaluate(() => {
    // The longest that the page did not answer.
    window.longest = 0;
    let last = performance.now();
    setInterval(() => {
      window.longest = Math.max(window.longest, performance.now() - last);
      last = performance.now();
    }, 10);
  });
  await message.focus();
  await page.keyboard.press('Control+v');
  await until(async () => (await message.evaluate((el) => el.value.length)) > 100_000, 'a part of it is there', 60_000);
  await page.waitForTimeout(500);
  const pasted = await page.evaluate(() => window.longest);
  assert.ok(pasted < 2500, `pasting holds the page up for ${pasted} ms`);
  assert.match(await described(message), /256.0 KB \/ 9.9 MB/);
  await page.keyboard.press('Control+Home');
  await page.evaluate(() => (window.longest = 0));
  await page.keyboard.type('x');
  await page.waitForTimeout(500);
  const typed = await page.evaluate(() => window.longest);
  assert.ok(typed < 1500, `a letter holds the page up for ${typed} ms`);
  assert.equal(await message.evaluate((el) => el.value[0]), 'x');
  if (process.env.MQTT_TOOL_MEASURE) console.log({ pasted, typed });
});

test('of a long text the unseen end is kept when its beginning is edited, and goes when all is replaced', async (t) => {
  const { page, tool } = await open(t, { more: other });
  const message = tool.field('publish', 'Message');
  await to_clipboard(page, line, 8000);
  await message.focus();
  await page.keyboard.press('Control+v');
  await until(async () => /256.0 KB/.test(await described(message)), 'a part of it is shown');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('xyz', { delay: 5 });
  await page.keyboard.press('Backspace');
  await tool.connect();
  const outside = await listen(stage.broker, own('upload'));
  t.after(() => outside.stop());
  await tool.field('publish', 'Topic').fill(own('upload'));
  await tool.press('publish', 'send');
  const [{ payload }] = await outside.wait_for(1, 20_000);
  assert.ok(payload.equals(Buffer.from('xy' + line.repeat(8000))), `sent as it was pasted: ${payload.length} bytes`);
  await message.press('Control+a');
  await page.keyboard.type('new');
  await until(async () => !/KB/.test(await described(message)), 'nothing is hidden');
  await tool.press('publish', 'send');
  assert.equal((await outside.wait_for(2))[1].payload.toString(), 'new');
});

test('a long line without an end is pasted at once as well, into one line and into many', async (t) => {
  const { page, tool } = await open(t);
  await to_clipboard(page, 'word ', 60_000);
  for (const field of [tool.field('publish', 'Message'), tool.field('subscribe', 'Topic')]) {
    await field.focus();
    const begin = Date.now();
    await page.keyboard.press('Control+v');
    await until(async () => (await field.inputValue()).length > 30_000, 'it is there');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('x');
    await until(async () => (await field.inputValue())[0] === 'x', 'and can be edited');
    assert.ok(Date.now() - begin < 5000, `${Date.now() - begin} ms`);
  }
});

const places = {
  'over http:': (t) => open(t),
  'from the offline file': (t) => open(t, { url: pathToFileURL(process.env.MQTT_TOOL_PAGE ? join(page_folder, '../mqtt_over_ws_tool.html') : offline_file).href }),
  'in a frame without permission': async (t) => {
    await writeFile(join(folder, 'index.html'),
      `<!doctype html><title>around</title><iframe src="${stage.server.url}${fragment(stage.broker, { lang: 'en' }).replaceAll('&', '&amp;')}" style="width:1300px;height:720px;border:0"></iframe>`);
    const place = await stage.browser.newContext({ viewport: { width: 1366, height: 768 } });
    t.after(() => place.close());
    const page = await place.newPage();
    await page.goto(around.url);
    const frame = await until(() => page.frames().find((each) => each.url().startsWith(stage.server.url)), 'the frame is there');
    const tool = new Tool(frame, 'en');
    await tool.ready();
    return { page, tool };
  },
};

for (const [where, open_there] of Object.entries(places)) {
  test(`text goes from field to field, and from an opened message into a field, ${where}`, async (t) => {
    const { page, tool } = await open_there(t);
    const topic = tool.field('subscribe', 'Topic'), message = tool.field('publish', 'Message');
    await message.fill('第一行\nsecond');
    await message.press('Control+a');
    await page.keyboard.press('Control+c');
    await message.press('End');
    await page.keyboard.press('Control+v');
    await until(async () => (await message.inputValue()) === '第一行\nsecond第一行\nsecond', 'into the same field');
    await topic.fill(own('set'));
    await topic.press('Control+a');
    await page.keyboard.press('Control+c');
    await tool.connect();
    await tool.subscribed(own('set'));
    await publish(stage.broker, own('set'), 'first 温 last');
    await tool.row('first 温');
    await tool.field('publish', 'Topic').press('Control+a');
    await page.keyboard.press('Control+v');
    await until(async () => (await tool.field('publish', 'Topic').inputValue()) === own('set'), 'into another one');
    await tool.group('messages').getByRole('listitem').filter({ hasText: 'first 温' }).getByRole('button').press('Enter');
    const payload = tool.dialog('message').getByRole('textbox', { name: 'Payload', exact: true });
    await payload.waitFor();
    // The dialog takes the focus when it opens.
    await until(() => tool.dialog('message').evaluate((el) => el.contains(document.activeElement)), 'the focus is in it');
    const box = await payload.boundingBox();
    await page.mouse.dblclick(box.x + 12, box.y + 8);
    await until(async () => (await selected(payload)).trim() === 'first', 'a part of it is selected');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Escape');
    await until(async () => (await tool.dialog('message').count()) === 0, 'closed');
    await message.press('Control+a');
    await page.keyboard.press('Control+v');
    await until(async () => (await message.inputValue()).trim() === 'first', 'into the message');
  });
}
