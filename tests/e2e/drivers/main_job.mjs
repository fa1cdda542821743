// The main job, for the browsers that Playwright's Chromium does not speak for: the same tests over whichever driver
// (firefox.mjs, webkit.mjs), in both languages, with that browser's own keys, mouse, clipboard, fonts and accessibility.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start_broker } from '../../../scripts/lib/broker.mjs';
import { serve_folder } from '../../../scripts/lib/static_server.mjs';
import { device, fragment, own, page_folder, until, words } from '../harness.mjs';
import { listen, publish } from '../mosquitto.mjs';
import { decode_png } from '../png.mjs';

const size = { width: 1366, height: 768 };
const serials = { ProductSN: device.product_sn, DeviceSN: device.device_sn, DeviceSecret: device.device_secret };
const theme_button = { zh: '主题：浅色', en: 'Theme: light' };
const dark_theme = { zh: '深色', en: 'Dark' };
const nothing_filled_in = { productSN: undefined, deviceSN: undefined, deviceSecret: undefined };

// The page as harness.mjs's Tool has it, over a driver.
class Page {
  constructor(driver, language) {
    this.driver = driver;
    this.words = words[language];
  }

  group(name, role = 'group') {
    return this.driver.find(role, this.words[`${name}_group`]);
  }

  async item(group, role, name, group_role) {
    const word = this.words[name] ?? name;
    return until(async () => {
      const place = await this.group(group, group_role);
      return place && this.driver.find(role, word, place);
    }, `${role} ${word} is there`);
  }

  field(group, name) {
    return this.item(group, 'textbox', name);
  }

  button(group, name) {
    return this.item(group, 'button', name);
  }

  value(element) {
    return this.driver.run((field) => field.value, element);
  }

  async has(element, value) {
    let found;
    await until(async () => (found = await this.value(element)) === value, '').catch(() => assert.equal(found, value));
  }

  async enabled(element, what) {
    await until(() => this.driver.run((button) => !button.disabled, element), `${what} is enabled`);
  }

  focus(element) {
    return this.driver.run((field) => field.focus(), element);
  }

  // Enter on the button, as a keyboard presses it.
  async press(group, name, group_role) {
    const button = await this.item(group, 'button', name, group_role);
    await this.enabled(button, name);
    await this.focus(button);
    await this.driver.press('Enter');
  }

  box(element) {
    return this.driver.run((twin) => {
      const { x, y, width, height } = twin.getBoundingClientRect();
      return { x, y, width, height };
    }, element);
  }

  async click(element) {
    const { x, y, width, height } = await this.box(element);
    await this.driver.click(Math.round(x + width / 2), Math.round(y + height / 2));
  }

  // Clicks into the field, and types over what it holds.
  async fill(group, name, text) {
    const field = await this.field(group, name);
    await this.click(field);
    await this.driver.press('Control', 'a');
    await this.driver.type(text);
    await this.has(field, text);
  }

  rows() {
    return this.driver.run((group) => [...group.querySelectorAll('[role=listitem]')].map((row) => row.textContent), this.messages);
  }

  async row(pattern) {
    this.messages = await this.group('messages');
    let rows = [];
    const matches = (row) => (typeof pattern === 'string' ? row.includes(pattern) : pattern.test(row));
    await until(async () => (rows = await this.rows()).some(matches), '').catch(() => {
      throw new assert.AssertionError({ message: `no row has ${pattern}; there are:\n${rows.join('\n')}` });
    });
  }

  // Two frames on, what was done is drawn.
  async pixels() {
    await this.driver.run(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))));
    return decode_png(await this.driver.screenshot());
  }

  // The same, when this box looks alike in two pictures in a row, but for a caret that blinks: the picture of a busy browser can
  // be older than its frames.
  async settled(box) {
    let last = await this.pixels();
    return until(async () => {
      const before = last;
      last = await this.pixels();
      const { dx, dy, different } = shift_of(before, last, box);
      return dx === 0 && dy === 0 && different < 0.1 && last;
    }, 'the picture has settled');
  }
}

const near = (wanted) => (colour) => colour.every((value, i) => Math.abs(value - wanted[i]) <= 3);
const white = near([0xff, 0xff, 0xff]);

// How much of the box has a colour like this, from 0 to 1.
function share(picture, { x, y, width, height }, is_like) {
  let count = 0;
  for (let v = Math.ceil(y); v < Math.floor(y + height); v++)
    for (let u = Math.ceil(x); u < Math.floor(x + width); u++) count += is_like(picture.pixel(u, v));
  return count / (Math.floor(width) * Math.floor(height));
}

// By how many pixels the second picture's text lies off the first one's, and what is different then, as a share of its ink.
function shift_of(first, second, { x, y, width, height }) {
  const ink = (picture, u, v) => 255 - picture.pixel(u, v)[1];
  const reach = 4;
  let best = { different: Infinity };
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      let different = 0, all = 0;
      for (let v = y + reach; v < y + height - reach; v++)
        for (let u = x + reach; u < x + width - reach; u++) {
          all += ink(first, u, v);
          different += Math.abs(ink(first, u, v) - ink(second, u + dx, v + dy));
        }
      if (different / all < best.different) best = { dx, dy, different: different / all };
    }
  return best;
}

// main_job(NAME, START): declares the tests; START starts the browser, once for all of them.
export function main_job(browser, start) {
  let broker, server, driver;
  before(async () => {
    broker = await start_broker({ ports: { ws: 0, wss: 0, tcp: 0 } });
    server = await serve_folder(page_folder, { prefix: '/docs/tools/mqtt/' });
    driver = await start();
  });
  after(async () => {
    await driver?.close();
    await server?.stop();
    await broker?.close();
  });

  async function open(language, more = {}) {
    await driver.open(server.url + fragment(broker, { lang: language, theme: 'light', ...more }), size);
    const page = new Page(driver, language);
    await page.button('connect', 'connect');
    await until(() => driver.run(() => document.getElementById('notice').hidden), 'the canvas has drawn', 30_000);
    return page;
  }

  async function connect(page) {
    await page.press('connect', 'connect');
    await page.row(/\bconnected/);
  }

  async function subscribe(page) {
    await page.press('subscribe', 'subscribe');
    await page.row(`subscribe ${own('set')} success`);
  }

  for (const language of ['zh', 'en']) {
    // A test that ends well has found no error in the page's console either.
    const job = (what, steps) => test(`${browser}, ${language}: ${what}`, async () => {
      await steps();
      assert.deepEqual(await driver.faults(), []);
    });

    job('the form filled in by keyboard, connected, subscribed, published both ways, disconnected', async () => {
      const page = await open(language, nothing_filled_in);
      await page.click(await page.field('connect', 'ProductSN'));
      await driver.type(serials.ProductSN);
      await driver.press('Tab');
      await driver.type(serials.DeviceSN);
      await driver.press('Tab');
      await driver.type(serials.DeviceSecret);
      for (const [name, value] of Object.entries(serials)) await page.has(await page.field('connect', name), value);
      await page.has(await page.field('publish', 'Topic'), own('upload'));
      await connect(page);
      assert.equal(await driver.run((button) => button.disabled, await page.button('connect', 'connect')), true);
      await subscribe(page);
      await publish(broker, own('set'), '{"from":"outside 温度"}');
      await page.row('{"from":"outside 温度"}');
      const outside = await listen(broker, own('upload'));
      try {
        await page.fill('publish', 'Message', 'from the page, 湿度 60%');
        await page.press('publish', 'send');
        const [message] = await outside.wait_for(1);
        assert.equal(message.payload.toString(), 'from the page, 湿度 60%');
        assert.equal(message.topic, own('upload'));
      } finally {
        outside.stop();
      }
      await page.row('from the page, 湿度 60%');
      await page.press('connect', 'disconnect');
      await page.row('disconnected');
      await page.enabled(await page.button('connect', 'connect'), 'Connect');
      await until(() => /Client demoproduct00001\.device-a disconnected\./.test(broker.log), 'the broker saw a DISCONNECT');
    });

    job('a mouse press at the twin\'s box connects, and a payload goes through the clipboard into the field', async () => {
      const page = await open(language);
      await page.click(await page.button('connect', 'connect'));
      await page.row(/\bconnected/);
      await subscribe(page);
      const payload = `copied in ${language}: 复制 ✓`;
      await publish(broker, own('set'), payload);
      await page.row(payload);
      await driver.run((text) => {
        const row = [...document.querySelectorAll('#mirror [role=listitem]')].find((each) => each.textContent.includes(text));
        (row.querySelector('button') ?? row).focus();
      }, payload);
      await driver.press('Enter');
      // Some browsers copy within a person's press only, and a key and the mouse take different ways to the canvas.
      if (language === 'zh') await page.press('message', 'copy', 'dialog');
      else await page.click(await page.item('message', 'button', 'copy', 'dialog'));
      await driver.press('Escape');
      await until(async () => !(await page.group('message', 'dialog')), 'Esc closes the dialog');
      const message = await page.field('publish', 'Message');
      await page.click(message);
      await driver.press('Control', 'a');
      await driver.press('Control', 'v');
      await page.has(message, payload);
    });

    job('the canvas draws, and the theme switches', async () => {
      const page = await open(language);
      const button = await page.box(await page.button('connect', 'connect'));
      const light = await page.pixels();
      assert.deepEqual([light.width, light.height], [size.width, size.height]);
      const corner = { x: 700, y: 500, width: 300, height: 100 };
      assert.ok(share(light, button, near([0x33, 0x7a, 0xb7])) > 0.5, 'Connect has its ground');
      const letters = share(light, button, ([red]) => red > 0xb0);
      assert.ok(letters > 0.03 && letters < 0.3, `and its letters, on ${letters} of it`);
      assert.ok(share(light, corner, white) > 0.99, 'the panel has its ground');
      await page.press('title', theme_button[language]);
      const choice = await until(() => driver.find('menuitemradio', dark_theme[language]), 'the menu is open');
      await page.focus(choice);
      await driver.press('Enter');
      await until(() => driver.run(() => document.documentElement.dataset.theme === 'dark'), 'the theme is dark');
      const dark = await page.pixels();
      assert.ok(share(dark, corner, near([0x2b, 0x2d, 0x30])) > 0.99, 'the panel is dark');
    });

    job('text stays in its place when its field takes the focus', async () => {
      const page = await open(language);
      await page.fill('publish', 'Topic', 'AVATAR To 温度/fi');
      const field = await page.field('publish', 'Topic');
      const { x, y, width, height } = await page.box(field);
      const box = { x: Math.round(x), y: Math.round(y), width: Math.round(width) - 40, height: Math.round(height) };
      await driver.press('Home');
      const focused = await page.settled(box);
      await driver.run((each) => each.blur(), field);
      const drawn = await page.settled(box);
      const shift = shift_of(drawn, focused, box);
      assert.ok(shift.dx === 0 && shift.dy === 0 && shift.different < 0.5, JSON.stringify(shift));
    });
  }
}
