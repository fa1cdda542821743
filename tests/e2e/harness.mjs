// The stage of the end-to-end tests: a real Mosquitto, a static server under a sub-path, a headless Chromium; and `Tool`,
// which drives the page by group, role and name through the mirror, as assistive technology would.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { devices, start_broker } from '../../scripts/lib/broker.mjs';
import { serve_folder } from '../../scripts/lib/static_server.mjs';

// MQTT_TOOL_PAGE in the environment may name another build of the page.
export const page_folder = process.env.MQTT_TOOL_PAGE ?? fileURLToPath(new URL('../../build/web', import.meta.url));
export const offline_file = resolve(page_folder, '../mqtt_over_ws_tool.html');
export const device = devices[0];
export const other_device = devices[1];
export const own = (rest) => `/${device.product_sn}/${device.device_sn}/${rest}`;

export const browser_file = () => {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (file) => file && existsSync(file));
  if (!found) throw new Error('no Chromium found; CHROMIUM in the environment may name one');
  return found;
};

// `spki`: the demo broker's key is accepted although no CA of the system vouches for it; without, it is not.
export const browser_options = (spki) => [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  ...(spki ? [`--ignore-certificate-errors-spki-list=${spki}`] : []),
];

export const words = {
  zh: {
    connect_group: '连接', publish_group: '发布', subscribe_group: '订阅', topics_group: '已订阅Topic列表',
    messages_group: '消息窗口', connect: '连接', disconnect: '断开', send: '发送', subscribe: '订阅', unsubscribe: '取消订阅',
    clear: '清空', undo: '撤销清空', title_group: '标题栏', connected: '已连接', offline: '未连接', advanced: '高级',
    keepalive: '心跳 Keepalive (秒)', message_group: '消息', payload: '内容', close: '关闭', search: '搜索', save: '保存',
    hex_in: 'HEX (多个数据以空格或换行相隔，如a1 a2)', held_group: '发送之前', keys_group: '键盘快捷键', about_group: '关于', subscribe_anyway: '仍然订阅', send_anyway: '仍然发送',
    show_secret: '显示密钥', copy: '复制', language: 'English', path: '路径', now: '立即重连', about: '关于',
  },
  en: {
    connect_group: 'Connect', publish_group: 'Publish', subscribe_group: 'Subscribe', topics_group: 'Subscribed topics',
    messages_group: 'Messages', connect: 'Connect', disconnect: 'Disconnect', send: 'Publish', subscribe: 'Subscribe',
    unsubscribe: 'Unsubscribe', clear: 'Clear', undo: 'Undo', title_group: 'Title bar', connected: 'Connected', offline: 'Offline',
    advanced: 'Advanced', keepalive: 'Keepalive (s)', message_group: 'Message', payload: 'Payload', close: 'Close', search: 'Search',
    save: 'Save', hex_in: 'HEX (bytes divided by space or line, as in a1 a2)', held_group: 'Before it is sent', keys_group: 'Keyboard shortcuts', about_group: 'About',
    subscribe_anyway: 'Subscribe anyway', send_anyway: 'Send anyway', show_secret: 'Show secret', copy: 'Copy', language: '中文', path: 'Path',
    now: 'Now', about: 'About',
  },
};

// Looks again and again until `look` gives something true, and returns that.
export async function until(look, what, timeout = 10_000) {
  const end = Date.now() + timeout;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export class Tool {
  // `root` is a page or a frame in it.
  constructor(root, language = 'zh') {
    this.root = root;
    this.words = words[language];
  }

  group(name) {
    return this.root.getByRole('group', { name: this.words[`${name}_group`], exact: true });
  }

  field(group, name) {
    return this.group(group).getByRole('textbox', { name, exact: true });
  }

  button(group, name) {
    return this.group(group).getByRole('button', { name: this.words[name] ?? name, exact: true });
  }

  dialog(name) {
    return this.root.getByRole('dialog', { name: this.words[`${name}_group`], exact: true });
  }

  async ready() {
    await this.button('connect', 'connect').waitFor({ state: 'attached', timeout: 30_000 });
  }

  async press(group, name) {
    const button = this.button(group, name);
    await until(() => button.isEnabled(), `${name} is enabled`);
    await button.press('Enter');
  }

  // The message window's rows, oldest first.
  rows() {
    return this.group('messages').getByRole('listitem').allTextContents();
  }

  async row(pattern, timeout) {
    const found = (rows) => rows.find((row) => (typeof pattern === 'string' ? row.includes(pattern) : pattern.test(row)));
    let rows = [];
    try {
      return await until(async () => found((rows = await this.rows())), '', timeout);
    } catch {
      throw new assert.AssertionError({ message: `no row has ${pattern}; there are:\n${rows.join('\n')}` });
    }
  }

  async connect() {
    await this.press('connect', 'connect');
    await this.row(/\bconnected/);
    await until(() => this.button('publish', 'send').isEnabled(), 'publishing is possible');
  }

  // The subscribed topics; each row holds its topic and the button that ends the subscription.
  topics() {
    return this.group('topics').getByRole('listitem').locator('span').allTextContents();
  }

  async subscribe(topic) {
    await this.field('subscribe', 'Topic').fill(topic);
    await this.press('subscribe', 'subscribe');
  }

  // Subscribes and waits for the broker's word.
  async subscribed(topic) {
    await this.subscribe(topic);
    await this.row(`subscribe ${topic} success`);
  }

  async publish(topic, message) {
    await this.field('publish', 'Topic').fill(topic);
    await this.field('publish', 'Message').fill(message);
    await this.press('publish', 'send');
  }
}

// What the page's address says for this broker: see README.md.
export function fragment(broker, more = {}) {
  const parameters = {
    address: '127.0.0.1', port: broker.ports.ws, ssl: false, path: '/', lang: 'zh',
    productSN: device.product_sn, deviceSN: device.device_sn, deviceSecret: device.device_secret, ...more,
  };
  const pairs = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return `#${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

// raise_stage({trusted}): starts all of it. `close` ends all of it, and fails when a page threw an error.
export async function raise_stage({ trusted = true } = {}) {
  const broker = await start_broker({ ports: { ws: 0, wss: 0, tcp: 0 } });
  const server = await serve_folder(page_folder, { prefix: '/docs/tools/mqtt/' });
  const browser = await chromium.launch({
    executablePath: browser_file(),
    args: browser_options(trusted && broker.certificate.spki),
  });
  const faults = [];
  const requested = [];

  // open(t, {url, more, language, context, before_load}): a fresh page, filled in for the broker and drawn; it is closed with
  // the test `t`, if there is one.
  async function open(t, { url = server.url, more = {}, language = 'zh', context = {}, before_load } = {}) {
    const place = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...context });
    const close = () => place.close();
    t?.after(close);
    const page = await place.newPage();
    page.on('pageerror', (error) => faults.push(`${error.stack ?? error}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/WebSocket connection to/.test(message.text())) faults.push(message.text());
    });
    page.on('request', (request) => requested.push(request.url()));
    if (before_load) await page.addInitScript(before_load);
    await page.goto(url + fragment(broker, { lang: language, ...more }));
    const tool = new Tool(page, language);
    await tool.ready();
    // Until the canvas has drawn, what lies where is not settled.
    await page.locator('#notice').waitFor({ state: 'hidden', timeout: 30_000 });
    return { page, tool, close };
  }

  async function close() {
    await browser.close();
    await server.stop();
    await broker.close();
    assert.deepEqual(faults, []);
  }

  return { broker, server, browser, open, close, requested, faults };
}
