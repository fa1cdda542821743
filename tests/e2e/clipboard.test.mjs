// Copying out of the page, to the system's clipboard: over http: with the browser's clipboard interface and without it, from the
// offline file, and in a frame that was given no permission; by the mouse, by the keyboard, by Ctrl+C. What arrived is pasted elsewhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { serve_folder } from '../../scripts/lib/static_server.mjs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publish } from './mosquitto.mjs';
import { Tool, fragment, offline_file, own, raise_stage, until } from './harness.mjs';

let stage, folder, around;
before(async () => {
  stage = await raise_stage();
  folder = await mkdtemp(join(tmpdir(), 'clipboard-'));
  around = await serve_folder(folder);  // another origin, by its port
});
after(async () => {
  await around.stop();
  await rm(folder, { recursive: true });
  await stage.close();
});

// What lies on the clipboard, as another page gets it.
async function pasted(page) {
  const other = await page.context().newPage();
  await other.setContent('<textarea></textarea>');
  await other.locator('textarea').focus();
  await other.keyboard.press('Control+v');
  const text = await other.locator('textarea').inputValue();
  await other.close();
  await page.bringToFront();
  return text;
}

// Runs in the page, before it: what a page on plain http: of another machine has. Firefox and Safari copy there only within the
// event of a press, which Chromium does not mind: so what event it is is noted.
const no_interface = () => {
  Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
  const command = Document.prototype.execCommand;
  window.copied_within = [];
  Document.prototype.execCommand = function (...given) {
    window.copied_within.push(window.event && window.event.isTrusted ? window.event.type : 'no press');
    return command.apply(this, given);
  };
};

const places = {
  'over http: on this machine': (t) => stage.open(t, { language: 'en' }),
  'without the clipboard interface': (t) => stage.open(t, { language: 'en', before_load: no_interface }),
  'from the offline file': (t) => stage.open(t, { language: 'en', url: pathToFileURL(offline_file).href }),
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

for (const [where, open] of Object.entries(places)) {
  test(`a payload is copied in every form and by every way ${where}`, async (t) => {
    const { page, tool } = await open(t);
    await tool.connect();
    await tool.subscribed(own('set'));
    await publish(stage.broker, own('set'), 'A温B');
    await tool.row('A温B');
    const messages = tool.group('messages');
    const row = messages.getByRole('listitem').filter({ hasText: 'A温B' });
    const entry = (name) => tool.root.getByRole('menuitem', { name, exact: true });

    await row.getByRole('button').press('Control+c');
    await until(() => messages.getByText('Copied', { exact: true }).count(), 'it is told');
    assert.equal(await pasted(page), 'A温B');

    await row.getByRole('button').press('Shift+F10');
    await entry('Copy as HEX').press('Enter');
    await until(async () => (await pasted(page)) === '41 e6 b8 a9 42', 'HEX by the keyboard');

    await row.click({ button: 'right', position: { x: 200, y: 8 }, force: true });
    await entry('Copy as Base64').click({ force: true });
    await until(async () => (await pasted(page)) === Buffer.from('A温B').toString('base64'), 'Base64 by the mouse');

    await row.getByRole('button').press('Enter');
    const dialog = tool.dialog('message');
    await dialog.getByRole('button', { name: 'Copy', exact: true }).click({ force: true });
    await until(async () => (await pasted(page)) === 'A温B', 'the button of the opened message');
    const within = await tool.root.evaluate('window.copied_within');
    if (within) assert.deepEqual([...new Set(within)], ['click'], 'each within its press');
  });
}

test('bytes that are no text are copied as HEX, and nothing pretends to copy them as text', async (t) => {
  const { page, tool } = await stage.open(t, { language: 'en' });
  await tool.connect();
  await tool.subscribed(own('set'));
  await publish(stage.broker, own('set'), Buffer.from([0, 255, 65]));
  const row = tool.group('messages').getByRole('listitem').last();
  await until(async () => /message from/.test(await row.textContent()), 'it has come');
  await row.getByRole('button').press('Shift+F10');
  const text = tool.root.getByRole('menuitem', { name: 'Copy as text', exact: true });
  await text.waitFor({ state: 'attached' });
  assert.equal(await text.isDisabled(), true);
  await page.keyboard.press('Escape');
  await row.getByRole('button').press('Control+c');
  await until(async () => (await pasted(page)) === '00 ff 41', 'the bytes');
});

test('a refused copy is told', async (t) => {
  const { tool } = await stage.open(t, { language: 'en', before_load: () => {
    Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
    Document.prototype.execCommand = () => false;
  } });
  await tool.connect();
  const row = tool.group('messages').getByRole('listitem').last();
  await row.getByRole('button').press('Enter');
  await tool.dialog('message').getByRole('button', { name: 'Copy', exact: true }).press('Enter');
  await tool.dialog('message').getByRole('button', { name: 'Close', exact: true }).press('Enter');
  await until(() => tool.group('messages').getByRole('status').filter({ hasText: 'refused to copy' }).count(), 'a sentence says so');
});
