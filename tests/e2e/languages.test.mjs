// A switch of language rewrites all that there is, without a reload: nothing in the mirror is left in the other language.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { admin } from '../../scripts/lib/broker.mjs';
import { raise_stage, until, words } from './harness.mjs';
import { publish } from './mosquitto.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

const titles = { en: 'WebSocket online test tool', zh: 'Websocket在线测试工具' };
const chinese = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/;

// What the sources say in English where they say it otherwise in Chinese: `whole` sentences and names, and `parts` of them between
// blanks. Words that the Chinese texts use too (the original's "connected", the specification's names) are no sign of English.
function english() {
  const folder = new URL('../../src/ui/', import.meta.url);
  const text = String.raw`"((?:[^"\\]|\\.)*)"`;
  const pairs = [], second = [];
  for (const file of readdirSync(folder)) {
    if (!/\.(inc|cpp)$/.test(file)) continue;
    const source = readFileSync(new URL(file, folder), 'utf8');
    for (const [, en, zh] of source.matchAll(new RegExp(`${text}, ?${text}`, 'g'))) {
      second.push(zh);
      if (chinese.test(zh) && !chinese.test(en)) pairs.push([en, zh].map((one) => one.replace(/\\(.)/g, '$1')));
    }
  }
  const all_chinese = second.join('\n');
  const own_english = (part) => part.length > 2 && /[a-z]{2}/i.test(part) && !all_chinese.includes(part);
  return {
    count: pairs.length,
    whole: new Set(pairs.map(([en]) => en).filter(own_english)),
    parts: pairs.flatMap(([en]) => en.split(/\{\w\}/)).map((part) => part.trim()).filter((part) => part.length > 9 && own_english(part)),
  };
}

// Every string that the mirror and the page have for a person.
const strings = (page) => page.evaluate(() => {
  const found = [document.title];
  const walker = document.createTreeWalker(document.getElementById('mirror'), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      found.push(node.data);
      continue;
    }
    for (const { name, value } of node.attributes)
      if (/^(aria-(label|description|valuetext|roledescription|placeholder)|placeholder|title|alt)$/.test(name)) found.push(value);
    if (node.localName === 'textarea' && node.readOnly) found.push(node.value);
  }
  return [...new Set(found.map((one) => one.trim()).filter(Boolean))];
});

const { count, whole, parts } = english();

// What is left of the other language. The button that leads back is named in it.
function left_over(found, language) {
  const others = found.filter((one) => one !== words[language].language);
  if (language === 'en') return others.filter((one) => chinese.test(one));
  return others.filter((one) => whole.has(one) || parts.some((part) => one.includes(part)));
}

async function speaks(page, language, what) {
  await until(async () => (await page.evaluate(() => document.documentElement.lang)).startsWith(language), `${what}: lang`);
  await until(async () => (await page.title()) === titles[language], `${what}: the title`);
  let found, left;
  try {
    await until(async () => {
      found = await strings(page);
      left = left_over(found, language);
      return left.length === 0;
    }, '', 3_000);
  } catch {
    assert.deepEqual(left, [], what);
  }
  // And it says as much as before, in its own words.
  const own_words = found.filter((one) => (language === 'zh' ? chinese.test(one) : whole.has(one)));
  assert.ok(own_words.length > 20, `${what}: ${own_words.length} texts in ${language} of ${found.length}`);
}

// The press that a person makes, and under a dialog the click that a screen reader's cursor can still send.
const switch_to = (page, language) =>
  page.evaluate((name) => [...document.querySelectorAll('#mirror button')].find((one) => one.textContent === name).click(),
    words[language === 'zh' ? 'en' : 'zh'].language);

const other_broker = {
  productSN: undefined, deviceSN: undefined, deviceSecret: undefined,
  login: 'other', clientId: 'languages', userName: admin.username, password: admin.password, version: 5,
};

test('the sources have enough to look for', () => {
  assert.ok(count > 250, `${count} pairs`);
  assert.ok(whole.has('Disconnect') && parts.includes('Choose a number from'));
  assert.ok(!whole.has('connected') && !whole.has('UIoT'));
});

for (const [from, to] of [['en', 'zh'], ['zh', 'en']]) {
  test(`from ${from} to ${to}: the whole form, its errors, notices, rows, dialogs and menus`, async (t) => {
    const { page, tool } = await stage.open(t, { language: from, more: { ...other_broker, nonsense: 1, will: true, willTopic: 'languages/will' } });
    const say = words[from];
    for (const group of ['connect', 'publish', 'subscribe'])
      await tool.group(group).getByRole('button', { name: say.advanced, exact: true }).press('Enter');
    await tool.connect();
    await tool.group('connect').getByRole('button', { name: from === 'zh' ? '服务器限制' : 'Server limits' }).press('Enter');
    await tool.subscribed('languages/+');
    await publish(stage.broker, 'languages/x', 'ascii payload');
    await tool.row('ascii payload');
    await tool.field('connect', 'Port').fill('99999');
    await tool.field('connect', from === 'zh' ? '路径' : 'Path').fill('no slash');
    await tool.field('subscribe', 'Topic').fill('a/#/b');
    await tool.field('connect', 'Address').fill('b ad');
    const before = await strings(page);
    assert.ok(before.length > 100, `${before.length} strings to switch`);
    await switch_to(page, to);
    await speaks(page, to, 'the form and the rows');
    await switch_to(page, from);
    await speaks(page, from, 'and back');

    await tool.group('messages').getByRole('listitem').filter({ hasText: 'ascii payload' }).last().getByRole('button').press('Enter');
    await tool.dialog('message').waitFor({ state: 'attached' });
    await switch_to(page, to);
    await speaks(page, to, 'with a message opened');
    await switch_to(page, from);
    await page.keyboard.press('Escape');
    await until(async () => (await page.getByRole('dialog').count()) === 0, 'the message is closed');

    await tool.button('title', 'about').press('Enter');
    await tool.dialog('about').waitFor({ state: 'attached' });
    await switch_to(page, to);
    await speaks(page, to, 'with About open');
    await switch_to(page, from);
    await page.keyboard.press('Escape');
    await until(async () => (await page.getByRole('dialog').count()) === 0, 'About is closed');

    await tool.group('title').getByRole('button', { name: from === 'zh' ? /^主题/ : /^Theme/ }).press('Enter');
    await page.getByRole('menuitemradio').first().waitFor({ state: 'attached' });
    await switch_to(page, to);
    await speaks(page, to, 'with the menu of themes open');
  });

  test(`from ${from} to ${to}: a warning that waits, a refused login and a lost connection`, async (t) => {
    const { page, tool } = await stage.open(t, { language: from, more: { deviceSecret: 'wrongsecret00000', keepalive: 5 } });
    await tool.press('connect', 'connect');
    const dialog = tool.dialog('held');
    await dialog.waitFor({ state: 'attached' });
    await switch_to(page, to);
    await speaks(page, to, 'with a warning that waits');
    await switch_to(page, from);
    await until(async () => (await dialog.count()) === 1, 'the dialog has its first name again');
    await dialog.getByRole('button', { name: from === 'zh' ? '仍然连接' : 'Connect anyway', exact: true }).press('Enter');
    await until(async () => (await tool.rows()).length >= 3, 'the broker has refused');
    await switch_to(page, to);
    await speaks(page, to, 'with a refused login');
  });
}
