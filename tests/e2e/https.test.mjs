// The page over https:, where the browser lets ws: reach the machine itself only. A small proxy puts TLS before the static server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { after, before, test } from 'node:test';
import { raise_stage } from './harness.mjs';

let stage, proxy, url;
before(async () => {
  stage = await raise_stage();
  const { certificate, key } = stage.broker.certificate;
  const behind = new URL(stage.server.url);
  proxy = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (asked, answer) => {
    const forward = request({ host: behind.hostname, port: behind.port, path: asked.url, method: asked.method }, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    forward.on('error', () => answer.destroy());
    asked.pipe(forward);
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${proxy.address().port}${behind.pathname}`;
});
after(async () => {
  await stage.close();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
});

test('ws: to the machine itself is tried from an https: page, and connects', async (t) => {
  const { page, tool } = await stage.open(t, { url });
  assert.ok(page.url().startsWith('https:'));
  await tool.connect();
});

test('ws: to another machine is warned of, and the browser\'s refusal is explained and not repeated', async (t) => {
  const more = { login: 'other', productSN: undefined, deviceSN: undefined, deviceSecret: undefined, address: 'broker.example' };
  const { tool } = await stage.open(t, { url, more });
  await tool.press('connect', 'connect');
  const anyway = tool.root.getByRole('dialog').getByRole('button', { name: '仍然连接', exact: true });
  assert.match(await tool.root.getByRole('dialog').textContent(), /https:/);
  await anyway.press('Enter');
  await tool.row(/failed：浏览器拒绝了该地址/);
  await tool.row(/不再重连/);
  assert.equal((await tool.rows()).filter((row) => row.includes('reconnecting')).length, 0);
  // The browser says so in its console too; nothing else went wrong.
  assert.match(stage.faults.pop() ?? '', /^Mixed Content: /);
});
