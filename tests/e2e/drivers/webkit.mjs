// WebKitGTK's MiniBrowser, the engine of Safari, over W3C WebDriver; the same few verbs as firefox.mjs.
import { existsSync, readdirSync } from 'node:fs';
import { spawn_bound } from '../../../scripts/lib/broker.mjs';
import { free_port } from '../../../scripts/lib/ports.mjs';
import { until } from '../harness.mjs';
import { program, raise_screen } from './screen.mjs';

const element_key = 'element-6066-11e4-a52e-4f735466cecf';
const keys_of_webdriver = { Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Escape: '\uE00C',
  End: '\uE010', Home: '\uE011' };

// WebDriver tells nothing of the console. This comes after the page's scripts have begun, and before its program has.
function watch_faults() {
  const faults = (window.mqtt_tool_faults = []);
  const { error } = console;
  console.error = (...words) => {
    faults.push(words.join(' '));
    error.apply(console, words);
  };
  addEventListener('error', (event) => faults.push(`${event.message} ${event.error && event.error.stack}`), true);
  addEventListener('unhandledrejection', (event) => faults.push(`${event.reason} ${event.reason && event.reason.stack}`));
}

class WebKit {
  constructor(screen, child, port) {
    this.screen = screen;
    this.child = child;
    this.address = `http://127.0.0.1:${port}`;
  }

  async call(method, path, body) {
    const answer = await fetch(this.address + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(`${method} ${path}: ${value.error}: ${value.message}`), { code: value.error });
    return value;
  }

  post(path, body) {
    return this.call('POST', this.session + path, body);
  }

  async begin(binary) {
    await until(() => this.call('GET', '/status').then(({ ready }) => ready, () => false), 'WebKitWebDriver answers');
    const { sessionId } = await this.call('POST', '/session',
      { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } } });
    this.session = `/session/${sessionId}`;
  }

  async open(url, { width, height }) {
    await this.post('/url', { url: 'about:blank' });
    const [inner_width, inner_height] = await this.run(() => [innerWidth, innerHeight]);
    const rect = await this.call('GET', `${this.session}/window/rect`);
    await this.post('/window/rect', { width: rect.width + width - inner_width, height: rect.height + height - inner_height });
    await until(() => this.run((w, h) => innerWidth === w && innerHeight === h, width, height), 'the window has its size');
    await this.post('/url', { url });
    await this.run(watch_faults);
  }

  // The errors that the page met since it was opened.
  faults() {
    return this.run(() => window.mqtt_tool_faults);
  }

  run(action, ...values) {
    return this.post('/execute/sync', { script: `return (${action}).apply(null, arguments)`, args: values });
  }

  // WebDriver finds by CSS and XPath only, but tells the role and the name that the browser has computed.
  async find(role, name, within) {
    const place = within ? `/element/${within[element_key]}` : '';
    const query = { using: 'css selector', value: '#mirror :is([role], section, button, .twin)' };
    // What is taken out of the page meanwhile is stale, and so is the whole answer to a search during which it went.
    const unless_stale = (answer) => answer.catch((error) => {
      if (error.code !== 'stale element reference') throw error;
    });
    let elements;
    for (let tries = 0; !elements && tries < 10; tries++) elements = await unless_stale(this.post(`${place}/elements`, query));
    for (const element of elements ?? []) {
      const computed = (what) => unless_stale(this.call('GET', `${this.session}/element/${element[element_key]}/computed${what}`));
      if ((await computed('role')) === role && (await computed('label')) === name) return element;
    }
    return undefined;
  }

  async press(...names) {
    const keys = names.map((name) => keys_of_webdriver[name] ?? name);
    await this.keys([...keys.map((value) => ({ type: 'keyDown', value })), ...keys.reverse().map((value) => ({ type: 'keyUp', value }))]);
  }

  async type(text) {
    await this.keys([...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]));
  }

  keys(actions) {
    return this.post('/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  click(x, y) {
    const actions = [{ type: 'pointerMove', x, y }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    return this.post('/actions', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
  }

  async screenshot() {
    return Buffer.from(await this.call('GET', `${this.session}/screenshot`), 'base64');
  }

  async close() {
    const gone = new Promise((resolve) => this.child.once('close', resolve));
    if (this.session) await this.call('DELETE', this.session).catch(() => {});
    this.child.kill();
    await gone;
    await this.screen.close();
  }
}

function mini_browser() {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.includes('-linux-')).map((name) => `/usr/lib/${name}`) : [];
  const places = [...folders, '/usr/libexec', '/usr/lib', '/usr/lib64'].flatMap(
    (folder) => ['4.1', '6.0', '4.0'].map((version) => `${folder}/webkit2gtk-${version}/MiniBrowser`));
  return program("WebKitGTK's MiniBrowser", 'MINIBROWSER', places);
}

export async function start_webkit() {
  const server = program('WebKitWebDriver (Debian: webkit2gtk-driver)', 'WEBKIT_DRIVER', ['WebKitWebDriver']);
  const binary = mini_browser();
  const screen = await raise_screen();
  const port = await free_port(0);
  // Its sandbox needs rights that root in a container has not; only our own page is opened.
  const child = spawn_bound(server, ['-p', `${port}`], { ...screen.variables, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' });
  child.stderr.resume();
  const webkit = new WebKit(screen, child, port);
  try {
    await webkit.begin(binary);
    return webkit;
  } catch (error) {
    await webkit.close();
    throw error;
  }
}
