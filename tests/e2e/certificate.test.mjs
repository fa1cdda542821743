// A broker whose certificate the browser does not trust: the reason is not told to a page, so the page names it as likely.
import { after, before, test } from 'node:test';
import { raise_stage } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage({ trusted: false })));
after(() => stage.close());

test('an untrusted certificate is among the likely causes', async (t) => {
  const { tool } = await stage.open(t, { more: { port: stage.broker.ports.wss, ssl: true, interval: 60_000 } });
  await tool.press('connect', 'connect');
  await tool.row(/证书不受信任/);
});
