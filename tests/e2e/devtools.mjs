// A Chromium started by hand and spoken to in the DevTools protocol: for what Playwright does not give, a page that is
// really hidden above all. Playwright keeps every page visible.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser_file, browser_options } from './harness.mjs';

// The protocol goes over a pipe: JSON texts with a NUL after each.
export class Chromium {
  // `more`: command-line flags beside those that every test uses.
  constructor(more = []) {
    this.folder = mkdtempSync(join(tmpdir(), 'mqtt_tool_chromium.'));
    this.child = spawn(browser_file(),
      ['--headless=new', '--remote-debugging-pipe', `--user-data-dir=${this.folder}`, ...browser_options(), ...more, 'about:blank'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.calls = new Map();
    this.last = 0;
    let rest = '';
    this.child.stdio[4].setEncoding('utf8').on('data', (data) => {
      const texts = (rest + data).split('\0');
      rest = texts.pop();
      for (const text of texts) this.answer(JSON.parse(text));
    });
  }

  answer({ id, result, error }) {
    const call = this.calls.get(id);
    this.calls.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
  }

  send(method, params = {}, sessionId) {
    const id = ++this.last;
    this.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.calls.set(id, { resolve, reject }));
  }

  // A new tab on top of the others. `before_load`: JavaScript that runs before the page's own.
  async open(url, before_load) {
    const { targetId } = await this.send('Target.createTarget', { url: before_load ? 'about:blank' : url });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    if (before_load) {
      await this.send('Page.enable', {}, sessionId);
      await this.send('Page.addScriptToEvaluateOnNewDocument', { source: before_load }, sessionId);
      await this.send('Page.navigate', { url }, sessionId);
    }
    return { targetId, sessionId };
  }

  activate({ targetId }) {
    return this.send('Target.activateTarget', { targetId });
  }

  async evaluate({ sessionId }, expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async close() {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.send('Browser.close').catch(() => {});
    const hard = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(hard);
    // Its helper processes may still be writing their last.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
