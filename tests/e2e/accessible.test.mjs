// The mirror as assistive technology finds it: axe-core's rules in every state of the page, landmarks and headings, what is
// read out and what is not, errors tied to their fields; and that the mirror is left alone when nothing changes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { admin } from '../../scripts/lib/broker.mjs';
import { publish } from './mosquitto.mjs';
import { own, raise_stage, until } from './harness.mjs';

const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

const wide = { width: 1366, height: 768 };
const narrow = { width: 390, height: 844 };

const open = (t, { viewport = wide, ...options } = {}) => stage.open(t, { context: { viewport }, ...options });

// Every rule that axe has, those for the highest level and the experimental ones too.
async function no_violations(page, state) {
  const found = await page.evaluate(async () => {
    const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
    const { violations, passes } = await axe.run(document, { rules, resultTypes: ['violations'] });
    return { passes: passes.length, violations: violations.map(({ id, nodes }) => [id, nodes.map((node) => [node.html.slice(0, 160), node.failureSummary])]) };
  });
  assert.ok(found.passes > 15, `${state}: axe looked at the page`);
  assert.deepEqual(found.violations, [], state);
}

const box = (tool, group, name) => tool.group(group).getByRole('checkbox', { name, exact: true });
const open_row = async (tool, pattern) => {
  await tool.row(pattern);
  await tool.group('messages').getByRole('listitem').filter({ hasText: pattern }).last().getByRole('button').press('Enter');
};
const escape = async (page, dialog) => {
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await until(async () => (await dialog.count()) === 0, 'Esc closes it');
};
const unfold = async (tool, group) => {
  const button = tool.button(group, 'advanced');
  await button.press('Enter');
  await until(async () => (await button.getAttribute('aria-expanded')) === 'true', `${group} is open`);
};

// Every state of the page in turn; `look` is called in each.
async function walk(page, tool, look) {
  await look('filled in');
  await tool.field('connect', 'Port').fill('99999');
  await until(async () => (await tool.field('connect', 'Port').getAttribute('aria-invalid')) === 'true', 'the port is wrong');
  await look('an error');
  await tool.field('connect', 'Port').fill(String(stage.broker.ports.ws));
  await tool.connect();
  await tool.subscribed(own('set'));
  await publish(stage.broker, own('set'), '{"temperature": 20}');
  await tool.row('temperature');
  await look('connected, with messages');
  for (const [name, way] of [['about', () => tool.press('title', 'about')], ['message', () => open_row(tool, 'temperature')],
    ['keys', () => page.keyboard.press('Control+/')], ['held', () => tool.subscribe(own('set'))]]) {
    await way();
    await tool.dialog(name).waitFor();
    await look(`the dialog ${name}`);
    await escape(page, tool.dialog(name));
  }
  await tool.group('messages').getByRole('listitem').last().getByRole('button').press('Shift+F10');
  await page.getByRole('menu').waitFor();
  await look('a row’s menu');
  await escape(page, page.getByRole('menu'));
  await tool.group('title').getByRole('button', { expanded: false }).press('Enter');
  await page.getByRole('menuitemradio').first().waitFor();
  await look('the themes’ menu');
  await escape(page, page.getByRole('menu'));
  for (const group of ['connect', 'publish', 'subscribe']) await unfold(tool, group);
  await look('all folded out');
  await tool.group('messages').getByRole('searchbox', { name: tool.words.search, exact: true }).fill('no row has this');
  await until(async () => (await tool.rows()).length === 0, 'nothing is found');
  await look('a search without finds');
}

for (const [theme, language, viewport] of [['light', 'zh', wide], ['dark', 'en', narrow], ['contrast', 'zh', wide]]) {
  test(`${theme}, ${language}, ${viewport.width} wide: no rule of axe is broken in any state`, async (t) => {
    const { page, tool } = await open(t, { language, viewport, more: { theme } });
    await page.evaluate(axe_source);
    await walk(page, tool, (state) => no_violations(page, state));
  });
}

test('MQTT 5 with its fields, limits and properties, and an address that is wrong, break no rule of axe', async (t) => {
  const more = { productSN: undefined, deviceSN: undefined, deviceSecret: undefined, login: 'other', userName: admin.username, password: admin.password, version: 5, nonsense: 1 };
  const { page, tool } = await open(t, { more, language: 'en' });
  await page.evaluate(axe_source);
  await page.getByRole('alert').waitFor();
  await no_violations(page, 'a notice');
  await unfold(tool, 'connect');
  await box(tool, 'connect', 'Will: sent by the broker if the connection breaks').press('Space');
  await tool.field('connect', 'Will topic').waitFor();
  await unfold(tool, 'publish');
  await unfold(tool, 'subscribe');
  await no_violations(page, 'all fields of MQTT 5');
  await box(tool, 'connect', 'Will: sent by the broker if the connection breaks').press('Space');
  await tool.connect();
  await open_row(tool, /\bconnected/);
  await tool.dialog('message').waitFor();
  await no_violations(page, 'the server’s limits');
});

test('title bar and panels are landmarks with headings, dialogs stand outside of them', async (t) => {
  const { page, tool } = await open(t);
  const names = ['connect', 'publish', 'subscribe', 'topics', 'messages'].map((group) => tool.words[`${group}_group`]);
  assert.equal(await page.getByRole('banner').getByRole('heading', { level: 1 }).count(), 1);
  assert.equal(await page.getByRole('main').count(), 1);
  for (const name of names) {
    const region = page.getByRole('main').getByRole('region', { name, exact: true });
    assert.equal(await region.getByRole('group', { name, exact: true }).count(), 1, name);
    assert.equal(await region.getByRole('heading', { name, exact: true, level: 2 }).count(), 1, name);
  }
  assert.deepEqual(await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents(), names);
  await tool.press('title', 'about');
  await tool.dialog('about').waitFor();
  assert.equal(await page.locator('main [role=dialog], header [role=dialog]').count(), 0);
  assert.equal(await page.locator('#mirror > [role=dialog][aria-modal=true]').count(), 1);
  // Other names with another language, in the same elements.
  await page.keyboard.press('Escape');
  await page.evaluate(() => (window.regions = [...document.querySelectorAll('[role=region]')]));
  await tool.press('title', 'language');
  await page.getByRole('region', { name: 'Messages', exact: true }).getByRole('log').or(page.getByRole('region', { name: 'Messages', exact: true })).first().waitFor();
  assert.deepEqual(await page.evaluate(() => window.regions.map((region) => region.isConnected && region.ariaLabel)),
    ['Connect', 'Publish', 'Subscribe', 'Subscribed topics', 'Messages']);
});

// All that changes in the mirror from now on, as lines.
const watch = (page) =>
  page.evaluate(() => {
    window.changes = [];
    const names = (nodes) => [...nodes].map((node) => node.textContent.slice(0, 30));
    new MutationObserver((records) => {
      for (const { type, target, attributeName, addedNodes, removedNodes } of records)
        window.changes.push([performance.now(), type, target.nodeName, target.getAttribute?.('role'), attributeName, names(addedNodes), names(removedNodes)]);
    }).observe(document.documentElement, { attributes: true, childList: true, subtree: true, characterData: true });
  });
const changes = (page) => page.evaluate(() => window.changes);

test('nothing changes in the document while nothing happens, and none of it by the pointer alone', async (t) => {
  const { page, tool } = await open(t);
  await tool.connect();
  await tool.subscribed(own('set'));
  for (let i = 0; i < 3; i++) await publish(stage.broker, own('set'), `message ${i}`);
  await tool.row('message 2');
  await page.waitForTimeout(2500);  // what is new has been read out
  await watch(page);
  await page.waitForTimeout(1000);
  assert.deepEqual(await changes(page), []);
  for (let i = 0; i < 60; i++) await page.mouse.move(20 + i * 22, 40 + (i % 12) * 60);
  await page.waitForTimeout(300);
  // The pointer's own shape is all that may.
  assert.deepEqual((await changes(page)).filter(([, type, name]) => !(type === 'attributes' && name === 'CANVAS')), []);
});

test('a flood of messages changes the mirror some ten times a second at most, and is read out as a sum', async (t) => {
  const { page, tool } = await open(t);
  await tool.connect();
  await tool.subscribed(own('set'));
  await page.waitForTimeout(2500);
  const status = tool.group('messages').getByRole('status');
  await page.evaluate((element) => {
    window.said = [];
    new MutationObserver(() => window.said.push(element.textContent)).observe(element, { childList: true, characterData: true, subtree: true });
    window.status_element = element;
  }, await status.elementHandle());
  await watch(page);
  const begin = Date.now();
  let sent = 0;
  while (Date.now() - begin < 2500) {
    await Promise.all(Array.from({ length: 10 }, (_, i) => publish(stage.broker, own('set'), `flood ${sent + i}`)));
    sent += 10;
  }
  // Those arrive in any order; this one is the last.
  await publish(stage.broker, own('set'), `flood ${sent}`);
  const seconds = (Date.now() - begin) / 1000;
  await tool.row(`flood ${sent}`);
  const times = (await changes(page)).map(([time]) => time).sort((a, b) => a - b);
  const bursts = times.filter((time, i) => i === 0 || time - times[i - 1] > 20).length;
  assert.ok(bursts > 2, `the mirror follows: ${bursts}`);
  assert.ok(bursts / seconds < 12, `${bursts} updates in ${seconds} s`);
  await page.waitForTimeout(2500);
  const said = (await page.evaluate(() => window.said)).filter(Boolean);
  assert.ok(said.length >= 1 && said.length <= seconds / 2 + 3, `said: ${said.join(' | ')}`);
  assert.match(said.join(' '), /\d+/);
  // The same element all along: a live region that is made anew or moved is read out for nothing.
  assert.equal(await page.evaluate(() => window.status_element.isConnected), true);
  assert.equal((await changes(page)).some(([, type, , , , added, removed]) => type === 'childList' && [...added, ...removed].some((text) => said.includes(text) && text.length > 30)), false);
  const log = tool.group('messages').getByRole('log');
  assert.equal(await log.getAttribute('aria-live'), 'off');
  assert.equal(await log.getAttribute('aria-label'), tool.words.messages_group);
  assert.equal(await status.evaluate((element) => element.matches('[role=status]') && getComputedStyle(element).visibility === 'visible' && element.getBoundingClientRect().width >= 1), true);
});

test('an error is its field’s message and description, and stands behind it', async (t) => {
  const { page, tool } = await open(t);
  const port = tool.field('connect', 'Port');
  await port.fill('99999');
  await until(async () => (await port.getAttribute('aria-invalid')) === 'true', 'the field is invalid');
  const told = await port.evaluate((field) => {
    const error = document.getElementById(field.getAttribute('aria-errormessage'));
    return { text: error.textContent, next: field.nextElementSibling === error, described: field.getAttribute('aria-describedby') === error.id, hidden: error.hidden };
  });
  assert.ok(told.text.length > 3);
  assert.deepEqual({ ...told, text: '' }, { text: '', next: true, described: true, hidden: false });
  const { nodes } = await (await page.context().newCDPSession(page)).send('Accessibility.getFullAXTree');
  const node = nodes.find((each) => each.role?.value === 'textbox' && each.name?.value === 'Port');
  assert.equal(node.description.value, told.text);
  assert.equal(node.properties.find((property) => property.name === 'invalid').value.value, 'true');
  await port.fill('80');
  await until(async () => (await port.getAttribute('aria-invalid')) === null, 'and valid again');
  assert.equal(await port.getAttribute('aria-errormessage'), null);
  assert.equal(await port.getAttribute('aria-describedby'), null);
});

test('rows that can be opened hold a button, and one of them is a tab stop; other rows are only read', async (t) => {
  const { page, tool } = await open(t);
  await tool.connect();
  await tool.subscribed(own('set'));
  const rows = tool.group('messages').getByRole('listitem');
  const texts = await rows.allTextContents();
  assert.deepEqual(await rows.getByRole('button').allTextContents(), texts);
  assert.equal(await rows.locator('[tabindex="0"]').count(), 1);
  assert.equal(await rows.last().getByRole('button').getAttribute('tabindex'), '0');
  const topic = tool.group('topics').getByRole('listitem');
  assert.equal(await topic.getByRole('button').count(), 1, 'only the one that unsubscribes');
  assert.equal(await topic.getAttribute('tabindex'), null);
  // As a screen reader presses it.
  await rows.first().getByRole('button').dispatchEvent('click');
  await tool.dialog('message').waitFor();
  await page.keyboard.press('Escape');
});
