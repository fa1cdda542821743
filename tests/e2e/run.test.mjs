// scripts/run.sh as a person uses it: one command, one URL, Ctrl-C.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, connect as connect_tcp } from 'node:net';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { free_port } from '../../scripts/lib/ports.mjs';
import { Tool, browser_file, browser_options, device, until } from './harness.mjs';

const script = fileURLToPath(new URL('../../scripts/run.sh', import.meta.url));

let browser;
before(async () => (browser = await chromium.launch({ executablePath: browser_file(), args: browser_options() })));
after(() => browser.close());

// Starts it in a process group of its own, as a terminal does, so that Ctrl-C can be sent to the group.
function run(...options) {
  const child = spawn(script, options, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LANG: 'zh_CN.UTF-8', LC_ALL: '' } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => (said.out += data));
  child.stderr.on('data', (data) => (said.err += data));
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  const url = () => until(() => /http:\S+/.exec(said.out)?.[0] ?? (child.exitCode !== null && 'it ended'), `a URL; it said ${said.err}`, 120_000);
  return { said, ended, url, interrupt: () => process.kill(-child.pid, 'SIGINT') };
}

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect_tcp({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

test('the one URL opens the page filled in and ready, and Ctrl-C stops all of it', async (t) => {
  const running = run('--port', `${await free_port(18080)}`);
  t.after(() => running.ended);
  const url = await running.url();
  const page = await browser.newPage();
  await page.goto(url);
  const tool = new Tool(page);
  await tool.ready();
  await tool.connect();
  const topic = await tool.field('subscribe', 'Topic').inputValue();
  await tool.press('subscribe', 'subscribe');
  await tool.row(`subscribe ${topic} success`);
  await tool.field('publish', 'Message').fill('there and back');
  await tool.press('publish', 'send');
  await tool.row(/message from .*there and back/s);
  const ports = [...running.said.err.matchAll(/wss?:\/\/127\.0\.0\.1:(\d+)|TCP on port (\d+)/g)].map((match) => Number(match[1] ?? match[2]));
  assert.equal(ports.length, 3, running.said.err);
  ports.push(Number(new URL(url).port));
  for (const port of ports) assert.equal(await answers(port), true, `${port}`);
  running.interrupt();
  assert.equal((await running.ended).code, 0);
  for (const port of ports) assert.equal(await answers(port), false, `${port} still answers`);
  await page.close();
});

test('a port that is taken is passed over in a sentence, and --no-broker starts no broker', async (t) => {
  const port = await free_port(18180);
  const server = createServer().listen(port, '127.0.0.1');
  t.after(() => server.close());
  const running = run(`--port=${port}`, '--no-broker');
  const url = await running.url();
  assert.notEqual(Number(new URL(url).port), port);
  assert.match(running.said.err, new RegExp(`Port ${port} is taken, so the page is on \\d+\\.`));
  assert.ok(!url.includes(device.device_secret));
  assert.doesNotMatch(running.said.err, /Broker:/);
  running.interrupt();
  assert.equal((await running.ended).code, 0);
});

test('what cannot be is said in one sentence', async () => {
  for (const options of [['--port', '99999'], ['--port', 'x'], ['--port'], ['--what']]) {
    const running = run(...options);
    assert.equal((await running.ended).code, 1, options.join(' '));
    assert.match(running.said.err, /error: [^\n]+\n$/);
    assert.equal(running.said.out, '');
  }
  const helped = run('--help');
  assert.equal((await helped.ended).code, 0);
  assert.match(helped.said.out, /usage: scripts\/run\.sh/);
});
