// The whole page by keyboard: the order of Tab, menus, rows, the slider, shortcuts; and what is not ours: the browser's own
// shortcuts, and keys pressed elsewhere in the document.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publish } from './mosquitto.mjs';
import { own, raise_stage, until } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

const wide = { width: 1366, height: 768 };
const narrow = { width: 390, height: 844 };

const open = (t, { viewport = wide, language = 'en', ...options } = {}) => stage.open(t, { context: { viewport }, language, ...options });

async function open_with_messages(t, options) {
  const opened = await open(t, options);
  await opened.tool.connect();
  await opened.tool.subscribed(own('set'));
  for (const word of ['first', 'second']) await publish(stage.broker, own('set'), word);
  await opened.tool.row('second');
  return opened;
}

// What has the focus: its group, name, kind and box.
const focused = (page) =>
  page.evaluate(() => {
    const el = document.activeElement, twin = el.closest('#mirror .twin');
    if (!twin) return null;
    const { x, y, width, height } = twin.getBoundingClientRect();
    const name = el.getAttribute('aria-label') || el.textContent;
    return { group: el.closest('[role=group],[role=dialog],[role=menu]').getAttribute('aria-label'), name, kind: el.type || el.getAttribute('role'), x, y, width, height };
  });
const has_focus = (page, name) =>
  until(async () => {
    const at = await focused(page);
    return typeof name === 'string' ? at?.name === name : name.test(at?.name ?? '');
  }, `${name} has the focus`);

const in_sight = (at, { width, height }) => at.x >= 0 && at.x + at.width <= width + 0.5 && at.y >= 0 && at.y + at.height <= height + 0.5;

for (const viewport of [wide, narrow]) {
  test(`Tab goes over all of the page in the order on screen, ${viewport.width} wide, and Shift+Tab back`, async (t) => {
    const { page, tool } = await open_with_messages(t, { viewport });
    await tool.button('connect', 'advanced').press('Enter');
    await until(async () => (await tool.button('connect', 'advanced').getAttribute('aria-expanded')) === 'true', 'it is open');
    await page.evaluate(() => document.activeElement.blur());
    await page.mouse.click(3, viewport.height - 3);
    const order = [];
    for (;;) {
      await page.keyboard.press('Tab');
      await page.waitForTimeout(60);
      // A form scrolls to it, which takes a busy machine longer; where it never gets to is found below.
      let at;
      await until(async () => !(at = await focused(page)) || in_sight(at, viewport), 'it is in sight', 2000).catch(() => {});
      if (!at) break;
      order.push(at);
      assert.ok(order.length < 200, 'Tab comes to an end');
    }
    assert.equal(order[0].name, tool.words.language, 'it begins at the top');
    const groups = order.map((at) => at.group).filter((group, i, all) => group !== all[i - 1]);
    assert.deepEqual(groups, ['title', 'connect', 'publish', 'subscribe', 'topics', 'messages'].map((group) => tool.words[`${group}_group`]));
    for (const at of order) {
      assert.ok(at.name, JSON.stringify(at));
      assert.ok(in_sight(at, viewport), `in sight: ${JSON.stringify(at)}`);
    }
    // What can have the focus at all was come to, but for the other choices of a set and the other rows of a list.
    const all = await page.evaluate(() => [...document.querySelectorAll('#mirror :is(input,textarea,select,button,a,[tabindex])')]
      .filter((el) => !el.disabled && el.tabIndex >= 0 && !(el.type === 'radio' && !el.checked)).map((el) => el.getAttribute('aria-label') || el.textContent));
    assert.deepEqual(order.map((at) => at.name), all);
    // Back, without the scrolling between them: each lies below or beside the one before it.
    const boxes = await page.evaluate((names) => {
      const twins = [...document.querySelectorAll('#mirror .twin')].filter((each) => !/^(H\d|P)$/.test(each.tagName));
      return names.map(([group, name]) => {
        const twin = twins.find((each) => each.closest('[role=group]')?.getAttribute('aria-label') === group && (each.getAttribute('aria-label') || each.querySelector('button')?.textContent || each.textContent) === name);
        const { x, y, width, height } = twin.getBoundingClientRect();
        return { group, name, x, y, width, height };
      });
    }, order.map((at) => [at.group, at.name]));
    for (let i = 1; i < boxes.length; i++) {
      const [one, next] = [boxes[i - 1], boxes[i]];
      if (one.group !== next.group) continue;
      const beside = next.y < one.y + one.height && one.y < next.y + next.height;
      assert.ok(beside ? next.x > one.x : next.y > one.y, `${one.name} (${one.x}, ${one.y}) is before ${next.name} (${next.x}, ${next.y})`);
    }
    for (let i = order.length - 1; i >= order.length - 5; i--) {
      await page.keyboard.press('Shift+Tab');
      await has_focus(page, order[i].name);
    }
  });
}

test('the focus shows on the canvas, on every kind of control', async (t) => {
  const { page, tool } = await open_with_messages(t);
  await page.mouse.move(1, 1);
  const controls = [
    tool.button('connect', 'disconnect'), tool.button('title', 'about'), tool.field('connect', 'Port'),
    tool.group('connect').getByRole('radio', { name: 'SSL/TLS false', exact: true }),
    tool.group('messages').getByRole('checkbox', { name: 'HEX', exact: true }),
    tool.group('publish').getByRole('slider'), tool.button('connect', 'advanced'),
    tool.group('topics').getByRole('button'), tool.group('messages').getByRole('listitem').last().getByRole('button'),
  ];
  for (const control of controls) {
    const box = await control.boundingBox();
    const clip = { x: Math.max(0, box.x - 4), y: box.y - 4, width: box.width + 8, height: box.height + 8 };
    const picture = async () => {
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)))));
      return page.screenshot({ clip, caret: 'hide' });
    };
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('Shift');  // the keyboard is at work
    const without = await picture();
    assert.ok(without.equals(await picture()), 'nothing changes by itself');
    await control.focus();
    const name = await control.evaluate((el) => el.getAttribute('aria-label') || el.textContent);
    assert.ok(!without.equals(await picture()), `the focus on ${name} is seen`);
  }
});

test('a menu is opened, walked, left and used by keys, and the focus is where it belongs', async (t) => {
  const { page, tool } = await open(t);
  const theme = tool.group('title').getByRole('button', { name: /^Theme/ });
  assert.equal(await theme.getAttribute('aria-haspopup'), 'menu');
  await theme.press('Enter');
  const menu = page.getByRole('menu');
  const entries = menu.getByRole('menuitemradio');
  await entries.first().waitFor();
  const names = await entries.allTextContents();
  const checked = await menu.getByRole('menuitemradio', { checked: true }).textContent();
  assert.equal(await theme.getAttribute('aria-expanded'), 'true');
  await has_focus(page, checked);
  await page.keyboard.press('End');
  await has_focus(page, names.at(-1));
  await page.keyboard.press('ArrowDown');
  await has_focus(page, names[0]);
  await page.keyboard.press('ArrowUp');
  await has_focus(page, names.at(-1));
  await page.keyboard.press('Home');
  await has_focus(page, names[0]);
  assert.equal(await entries.locator('xpath=self::*[@tabindex="0"]').count(), 1);
  await page.keyboard.press('Escape');
  await until(async () => (await menu.count()) === 0, 'Esc closes it');
  await has_focus(page, /^Theme/);
  assert.equal(await theme.getAttribute('aria-expanded'), 'false');

  // Tab leaves it for what comes after the button.
  await page.keyboard.press('Space');
  await entries.first().waitFor();
  await has_focus(page, checked);
  await page.keyboard.press('Tab');
  await until(async () => (await menu.count()) === 0, 'Tab closes it');
  await page.waitForTimeout(200);
  assert.equal((await focused(page)).name, await page.evaluate((el) => el.nextElementSibling.textContent, await theme.elementHandle()));

  await theme.press('Enter');
  await has_focus(page, checked);
  // Both keys in one turn of the browser: the second is for the entry that the first led to.
  await page.evaluate(() => {
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    document.activeElement.click();
  });
  await until(() => page.evaluate(() => document.documentElement.dataset.theme), 'a theme is chosen');
  await has_focus(page, /^Theme/);
});

test('what opened a menu closes it when it is pressed again, and a press elsewhere does', async (t) => {
  const { page, tool } = await open(t);
  const theme = tool.group('title').getByRole('button', { name: /^Theme/ });
  const menu = page.getByRole('menu');
  for (let i = 0; i < 2; i++) {
    await theme.click({ force: true });
    await menu.waitFor();
    await until(() => menu.evaluate((el) => el.contains(document.activeElement)), 'the focus is in it');
    await theme.click({ force: true });
    await until(async () => (await menu.count()) === 0, 'the second press closes it');
    await page.waitForTimeout(250);
    assert.equal(await menu.count(), 0, 'and does not open it again');
  }
  await theme.click({ force: true });
  await menu.waitFor();
  await tool.field('publish', 'Topic').click();
  await until(async () => (await menu.count()) === 0, 'a press elsewhere closes it');
  await has_focus(page, 'Topic');
});

test('rows are walked by arrows, pages, Home and End, opened by Enter and Space, and have a menu', async (t) => {
  const { page, tool } = await open_with_messages(t);
  for (let i = 0; i < 60; i++) await publish(stage.broker, own('set'), `row ${i}`);
  await tool.row('row 59');
  const last = tool.group('messages').getByRole('listitem').last().getByRole('button');
  await last.focus();
  await page.keyboard.press('ArrowUp');
  await has_focus(page, /row 58/);
  await page.keyboard.press('PageUp');
  await until(async () => !/row (58|59)/.test((await focused(page))?.name), 'a page up');
  await page.keyboard.press('Home');
  await has_focus(page, /connecting/);
  await page.keyboard.press('PageDown');
  await until(async () => !/connecting/.test((await focused(page))?.name), 'a page down');
  await page.keyboard.press('End');
  await has_focus(page, /row 59/);
  // What comes in meanwhile pushes nothing away.
  for (let i = 60; i < 100; i++) await publish(stage.broker, own('set'), `row ${i}`);
  await until(() => tool.group('messages').getByText(/^Received 102 /).count(), 'all have come');
  assert.match((await focused(page)).name, /row 59/);
  for (const key of ['Enter', 'Space']) {
    await page.keyboard.press(key);
    await tool.dialog('message').waitFor();
    await page.keyboard.press('Escape');
    await until(async () => (await tool.dialog('message').count()) === 0, 'closed');
    await has_focus(page, /row 59/);
  }
  for (const key of ['ContextMenu', 'Shift+F10']) {
    await page.keyboard.press(key);
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await has_focus(page, /row 59/);
  }
  // As a screen reader asks for it: without a key.
  assert.equal(await last.evaluate((button) => button.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))), false);
  await page.getByRole('menu').waitFor();
});

test('the message field is made higher and lower by keys', async (t) => {
  const { page, tool } = await open(t);
  const slider = tool.group('publish').getByRole('slider');
  const value = async () => Number(await slider.getAttribute('aria-valuenow'));
  const height = async () => (await tool.field('publish', 'Message').boundingBox()).height;
  const before = [await value(), await height()];
  await slider.press('ArrowDown');
  await until(async () => (await value()) > before[0] && (await height()) > before[1], 'it is higher');
  await slider.press('ArrowLeft');
  await until(async () => (await value()) === before[0] && (await height()) === before[1], 'as before');
  assert.ok(Number(await slider.getAttribute('aria-valuemin')) < before[0] && Number(await slider.getAttribute('aria-valuemax')) > before[0]);
  assert.equal((await focused(page)).kind, 'slider');
});

test('Ctrl+Enter publishes from anywhere but a dialog, Ctrl+/ lists the shortcuts', async (t) => {
  const { page, tool } = await open_with_messages(t);
  await tool.field('publish', 'Topic').fill(own('upload'));
  const sent = async (message) => (await tool.rows()).filter((row) => row.includes(`upload: ${message}`)).length;
  await tool.field('publish', 'Message').fill('from the field');
  await page.keyboard.press('Control+Enter');
  await until(() => sent('from the field'), 'published from the field');
  await tool.field('publish', 'Message').fill('from a box');
  await tool.group('messages').getByRole('checkbox', { name: 'HEX', exact: true }).focus();
  await page.keyboard.press('Meta+Enter');
  await until(() => sent('from a box'), 'published from a box');
  await page.evaluate(() => document.activeElement.blur());
  await tool.field('publish', 'Message').fill('from nowhere');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Control+Enter');
  await until(() => sent('from nowhere'), 'published from nowhere');
  await tool.field('subscribe', 'Topic').focus();
  await page.keyboard.press('Control+/');
  await tool.dialog('keys').waitFor();
  await until(() => tool.dialog('keys').evaluate((el) => el.contains(document.activeElement)), 'the focus is in the dialog');
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(300);
  assert.equal(await sent('from nowhere'), 1);
  await page.keyboard.press('Escape');
  await until(async () => (await tool.dialog('keys').count()) === 0, 'closed');
  await has_focus(page, 'Topic');
});

test('the focus is never lost: what has it goes, and a neighbour gets it', async (t) => {
  const { page, tool } = await open_with_messages(t);
  await tool.group('topics').getByRole('button').press('Enter');
  await until(async () => (await tool.topics()).length === 0, 'the subscription is gone');
  await page.waitForTimeout(200);
  assert.notEqual(await focused(page), null);
  await tool.group('messages').getByRole('listitem').last().getByRole('button').focus();
  await tool.group('messages').getByRole('button', { name: 'Clear', exact: true }).dispatchEvent('click');
  await until(async () => (await tool.rows()).length === 0, 'the rows are gone');
  await until(async () => (await focused(page))?.group === tool.words.messages_group, 'a neighbour in the panel has it');
  await tool.button('connect', 'advanced').press('Enter');
  await tool.field('connect', 'Path').focus();
  await tool.button('connect', 'advanced').dispatchEvent('click');
  await until(async () => (await tool.field('connect', 'Path').count()) === 0, 'the field is gone');
  await until(async () => (await focused(page))?.group === tool.words.connect_group, 'and another one of its panel has it');
});

// Only the keyboard's focus holds a row in sight; another one is pushed out, and Space must not find Clear under itself then.
test('a row that the mouse opened is not held, and the focus stays among the rows when it is pushed away', async (t) => {
  const { page, tool } = await open_with_messages(t);
  const click = async (item) => {
    const { x, y, width, height } = await item.boundingBox();
    await page.mouse.click(x + Math.min(width / 2, 60), y + height / 2);
  };
  await click(tool.group('messages').getByRole('listitem').last());
  await tool.dialog('message').waitFor();
  await click(tool.dialog('message').getByRole('button', { name: tool.words.close, exact: true }));
  await until(async () => (await tool.dialog('message').count()) === 0, 'the message is closed');
  await until(async () => /second/.test((await focused(page))?.name), 'its row has the focus');
  for (let i = 0; i < 80; i++) await publish(stage.broker, own('set'), `row ${i}`);
  await tool.row('row 79');
  assert.equal((await tool.rows()).some((row) => row.includes('second')), false);
  const at = await focused(page);
  assert.match(at.name, /row \d+/);
  await page.keyboard.press('Space');
  await tool.dialog('message').waitFor();
});

// Sends the key to this element and tells whether it was taken from the browser.
const takes = (locator, keys) =>
  locator.evaluate((el, list) => list.filter(([key, more]) =>
    !el.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })) ||
    !el.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true, cancelable: true, ...more }))).map(([key]) => key), keys);
const control = (key) => [key, { ctrlKey: true }];
const browsers_own = [
  ['F5', {}], ['F6', {}], ['F7', {}], ['F11', {}], ['F12', {}], ['Tab', {}], ['Tab', { shiftKey: true }], ['ArrowLeft', { altKey: true }], ['ArrowRight', { altKey: true }],
  ['Home', { altKey: true }], ['Tab', { ctrlKey: true }], ...['r', 'f', 'g', 'l', 't', 'n', 'w', 'p', 's', 'd', 'o', 'u', 'k', '+', '-', '=', '0', '1', '9', 'a', 'c', 'v', 'x', 'z', 'y', 'PageUp', 'PageDown', 'F5'].map(control),
  ['r', { metaKey: true }], ['I', { ctrlKey: true, shiftKey: true }], ['a', {}], ['中', {}], ['Shift', { shiftKey: true }], ['Alt', { altKey: true }],
];

test('the browser’s own shortcuts are left to the browser, wherever the focus is', async (t) => {
  const { page, tool } = await open_with_messages(t);
  const messages = tool.group('messages');
  const places = {
    canvas: page.locator('#canvas'), body: page.locator('body'), button: tool.button('title', 'about'), field: tool.field('connect', 'Address'),
    'text of lines': tool.field('publish', 'Message'), row: messages.getByRole('listitem').last().getByRole('button'),
    box: messages.getByRole('checkbox').first(), slider: tool.group('publish').getByRole('slider'), search: messages.getByRole('searchbox'),
  };
  for (const [name, place] of Object.entries(places)) assert.deepEqual(await takes(place, browsers_own), [], name);
  const editing = [['Home', {}], ['End', {}], ['ArrowUp', {}], ['ArrowDown', {}], ['PageDown', {}], [' ', {}], ['Backspace', {}], ['ContextMenu', {}], ['F10', { shiftKey: true }], ['Home', { shiftKey: true }]];
  for (const name of ['field', 'text of lines', 'search']) assert.deepEqual(await takes(places[name], editing), [], name);
  assert.equal(await places.field.evaluate((el) => el.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))), true, 'the field has the browser’s menu');
  assert.equal(await places.canvas.evaluate((el) => el.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, button: 2 }))), false, 'the canvas has ours');
  // Keys that scroll a page are not taken where nothing has the focus.
  for (const name of ['canvas', 'body']) assert.deepEqual(await takes(places[name], [...editing, ['Escape', {}], ['Enter', {}]]), [], name);
});

test('what is pressed elsewhere in the document is none of ours', async (t) => {
  const { page, tool } = await open(t);
  await page.evaluate(() => {
    const foreign = document.body.appendChild(document.createElement('input'));
    foreign.id = 'foreign';
    Object.assign(foreign.style, { position: 'fixed', right: 0, bottom: 0, zIndex: 9 });
    window.told = [];
    const tell = window._page_mirror_event;
    window._page_mirror_event = (...what) => {
      window.told.push(what[0]);
      return tell(...what);
    };
  });
  const foreign = page.locator('#foreign');
  await tool.field('connect', 'Address').focus();
  await until(() => page.evaluate(() => window.told.length), 'what is ours is told');
  await foreign.click();
  await page.evaluate(() => (window.told.length = 0));
  assert.deepEqual(await takes(foreign, [...browsers_own, ['Escape', {}], ['Enter', {}], control('Enter'), control('/'), ['ContextMenu', {}], ['F10', { shiftKey: true }], ['ArrowUp', {}], ['Home', {}], [' ', {}]]), []);
  assert.equal(await foreign.evaluate((el) => el.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))), true);
  await page.keyboard.type('its own text');
  for (const key of ['Control+a', 'Control+c', 'Control+/', 'Escape', 'Control+Enter']) await page.keyboard.press(key);
  assert.equal(await foreign.inputValue(), 'its own text');
  assert.deepEqual(await page.evaluate(() => window.told), []);
  assert.equal(await page.getByRole('dialog').count(), 0);
});
