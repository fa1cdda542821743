// Firefox over WebDriver BiDi, with puppeteer-core; the same few verbs as webkit.mjs.
import puppeteer from 'puppeteer-core';
import { program, raise_screen } from './screen.mjs';

const quoted = (text) => `"${text.replaceAll('"', '\\"')}"`;

class Firefox {
  constructor(screen, browser) {
    this.screen = screen;
    this.browser = browser;
    this.found = [];
  }

  async open(url, { width, height }) {
    await this.page?.close();
    this.found = [];
    this.page = await this.browser.newPage();
    this.page.on('pageerror', (error) => this.found.push(`${error.stack ?? error}`));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.found.push(message.text());
    });
    await this.page.setViewport({ width, height });
    await this.page.goto(url);
  }

  // The errors that the page met since it was opened.
  faults() {
    return this.found;
  }

  // What the function returns in the page; arguments may be elements that `find` gave.
  run(action, ...values) {
    return this.page.evaluate(action, ...values);
  }

  // The element that the browser's accessibility knows by this role and name, within another one or in the whole page.
  async find(role, name, within = this.page) {
    const found = await within.$(`aria/[name=${quoted(name)}][role=${quoted(role)}]`);
    if (found || role !== 'textbox') return found ?? undefined;
    // HTML gives a password field no role.
    const field = await within.$(`aria/[name=${quoted(name)}]`);
    return field && (await this.run((element) => element.type === 'password', field)) ? field : undefined;
  }

  // Keys by their DOM names; all but the last are held.
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.down(key);
    for (const key of keys.reverse()) await this.page.keyboard.up(key);
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  click(x, y) {
    return this.page.mouse.click(x, y);
  }

  async screenshot() {
    return Buffer.from(await this.page.screenshot());
  }

  async close() {
    await this.browser.close();
    await this.screen.close();
  }
}

export async function start_firefox() {
  const executablePath = program('Firefox', 'FIREFOX', ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']);
  const screen = await raise_screen();
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox', executablePath, headless: false, defaultViewport: null, env: screen.variables,
      // Of a software renderer Firefox thinks that WebGL is not worth it.
      extraPrefsFirefox: { 'webgl.force-enabled': true },
    });
    return new Firefox(screen, browser);
  } catch (error) {
    await screen.close();
    throw error;
  }
}
