// Subscribing, publishing and receiving, with mosquitto_pub and mosquitto_sub as the other end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listen, publish } from './mosquitto.mjs';
import { other_device, own, raise_stage, until } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

async function connected(t, options) {
  const opened = await stage.open(t, options);
  await opened.tool.connect();
  return opened;
}

test('the list of topics grows with each subscription and shrinks with each end of one', async (t) => {
  const { tool } = await connected(t);
  await tool.subscribed(own('set'));
  assert.deepEqual(await tool.topics(), [own('set')]);
  await tool.subscribed(own('other/+'));
  assert.deepEqual(await tool.topics(), [own('set'), own('other/+')]);
  await tool.group('topics').getByRole('button', { name: `${tool.words.unsubscribe} ${own('set')}`, exact: true }).press('Enter');
  await tool.row(`unsubscribe ${own('set')} success`);
  await until(async () => (await tool.topics()).length === 1, 'the list shrinks');
  await publish(stage.broker, own('set'), 'to nobody');
  await publish(stage.broker, own('other/x'), 'to the rest');
  await tool.row('to the rest');
  assert.ok(!(await tool.rows()).some((row) => row.includes('to nobody')));
});

test('a foreign topic is warned of, and the broker\'s refusal is shown as one', async (t) => {
  const { tool } = await connected(t);
  const foreign = `/${other_device.product_sn}/${other_device.device_sn}/set`;
  await tool.subscribe(foreign);
  const dialog = tool.dialog('held');
  await dialog.getByRole('button', { name: tool.words.subscribe_anyway, exact: true }).press('Enter');
  await tool.row(/fail.*0x80/);
  await until(async () => (await tool.topics()).length === 0, 'a refused topic is not in the list');
});

test('what the page publishes reaches a listener byte for byte', async (t) => {
  const { tool } = await connected(t);
  const listener = await listen(stage.broker, own('upload'));
  t.after(listener.stop);
  const texts = ['hello', '多行\n  中文\n', '👩‍👩‍👧‍👦 😀 é', '{"a": 1.0000000000000000001}', '<b>&amp;"\'</b>'];
  for (const [index, text] of texts.entries()) {
    await tool.publish(own('upload'), text);
    const messages = await listener.wait_for(index + 1);
    assert.equal(messages[index].payload.toString(), text);
    assert.equal(messages[index].topic, own('upload'));
  }
});

test('HEX sends bytes that are no text, and a wrong character is named', async (t) => {
  const { tool } = await connected(t);
  const listener = await listen(stage.broker, own('upload'));
  t.after(listener.stop);
  await tool.group('publish').getByRole('checkbox', { name: tool.words.hex_in, exact: true }).press('Space');
  await tool.publish(own('upload'), '00 ff a1\nb2 0D0A 80');
  const [message] = await listener.wait_for(1);
  assert.equal(message.payload.toString('hex'), '00ffa1b20d0a80');
  await tool.field('publish', 'Message').fill('a1 g2');
  await until(async () => /g/.test(await tool.field('publish', 'Message').evaluate((field) => {
    const ids = `${field.getAttribute('aria-describedby') ?? ''} ${field.getAttribute('aria-errormessage') ?? ''}`.trim().split(/\s+/);
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  })), 'the wrong character is named');
});

test('an empty message and QoS 1 are published', async (t) => {
  const { tool } = await connected(t, { more: { qos: 1 } });
  const listener = await listen(stage.broker, own('upload'));
  t.after(listener.stop);
  await tool.publish(own('upload'), '');
  const [message] = await listener.wait_for(1);
  assert.equal(message.payload.length, 0);
  assert.equal(message.qos, 1);
  await tool.row(`publish message to ${own('upload')}`);
});

test('Chinese, emoji, several lines, binary and nothing at all are received', async (t) => {
  const { tool } = await connected(t);
  await tool.subscribed(own('set'));
  await publish(stage.broker, own('set'), '温度：二十三度');
  await tool.row('温度：二十三度');
  await publish(stage.broker, own('set'), '👩‍👩‍👧‍👦🇨🇳👍🏽');
  await tool.row('👩‍👩‍👧‍👦🇨🇳👍🏽');
  await publish(stage.broker, own('set'), 'first\n  second');
  await tool.row(/first\n {2}second/);
  await publish(stage.broker, own('set'), '');
  await publish(stage.broker, own('set'), Buffer.from('00ff80fe0a', 'hex'));
  await until(async () => (await tool.rows()).filter((row) => row.includes(`message from ${own('set')}`)).length === 5, 'five messages came');
  await tool.group('messages').getByRole('checkbox', { name: 'HEX', exact: true }).press('Space');
  await tool.row(/00 ff 80 fe 0a/i);
});

test('200 KB come whole, and opening the message shows every character of it', async (t) => {
  const { tool } = await connected(t);
  await tool.subscribed(own('set'));
  const text = Array.from({ length: 25_000 }, (_, index) => `${index}`.padStart(7, '0')).join('\n');
  assert.ok(text.length >= 199_999);
  await publish(stage.broker, own('set'), text, { qos: 1 });
  await tool.row(/0000000\n0000001/);
  await tool.group('messages').getByRole('listitem').filter({ hasText: '0000000' }).getByRole('button').press('Enter');
  const dialog = tool.dialog('message');
  const payload = dialog.getByRole('textbox', { name: tool.words.payload, exact: true });
  let shown = '';
  for (;;) {
    await payload.waitFor({ state: 'attached' });
    const part = await until(async () => {
      const value = await payload.inputValue();
      return value && !shown.endsWith(value) && value;
    }, 'the next part is shown');
    shown += part;
    const next = dialog.getByRole('button', { name: '下一段', exact: true });
    if (!(await next.count()) || !(await next.isEnabled())) break;
    await next.press('Enter');
  }
  assert.equal(shown, text);
  assert.equal(await payload.getAttribute('readonly'), '');
});

test('QoS 2 comes exactly once, and a retained message is marked', async (t) => {
  const { tool } = await connected(t);
  await publish(stage.broker, own('kept'), 'kept by the broker', { retain: true });
  await tool.subscribe(own('kept'));
  await tool.row('kept by the broker');
  await publish(stage.broker, own('kept'), 'exactly once', { qos: 2 });
  await tool.row('exactly once');
  await publish(stage.broker, own('kept'), '', { retain: true });
  assert.equal((await tool.rows()).filter((row) => row.includes('exactly once')).length, 1);
});

test('the messages can be searched, cleared, and brought back once', async (t) => {
  const { tool } = await connected(t);
  await tool.subscribed(own('set'));
  for (const text of ['an apple', 'a pear [', 'two apples']) await publish(stage.broker, own('set'), text);
  await tool.row('two apples');
  await tool.field('messages', tool.words.search);
  const search = tool.group('messages').getByRole('searchbox', { name: tool.words.search, exact: true });
  await search.fill('apple');
  await until(async () => (await tool.rows()).length === 2, 'two rows match');
  await search.fill('[');
  await until(async () => (await tool.rows()).length === 1, 'a bracket is a character');
  await search.fill('');
  await until(async () => (await tool.rows()).length > 3, 'all rows are back');
  const before = await tool.rows();
  await tool.press('messages', 'clear');
  await until(async () => (await tool.rows()).length === 0, 'the window is empty');
  await tool.press('messages', 'undo');
  await until(async () => (await tool.rows()).length === before.length, 'the rows are back');
});

test('saving gives JSON Lines with the payload as it came', async (t) => {
  const { tool, page } = await connected(t);
  await tool.subscribed(own('set'));
  const bytes = Buffer.from([0, 255, 10, 34]);
  await publish(stage.broker, own('set'), bytes);
  await publish(stage.broker, own('set'), 'text 文本');
  await tool.row('text 文本');
  const download = page.waitForEvent('download');
  await tool.press('messages', 'save');
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const data of stream) text += data;
  const lines = text.trim().split('\n').map((line) => JSON.parse(line));
  const received = lines.filter((line) => JSON.stringify(line).includes(own('set')) && JSON.stringify(line).includes('received'));
  assert.equal(received.length, 2, text);
  assert.ok(text.includes(bytes.toString('base64')) || text.includes(bytes.toString('hex')), text);
  assert.ok(text.includes('text 文本'), text);
  assert.ok(!text.includes('devicesecret'), 'no secret in what is saved');
});

test('a packet above the largest one ends the connection with its reason and loses nothing that is stored', async (t) => {
  const { tool } = await connected(t, { more: { maxPacket: 2000, interval: 60_000 } });
  await tool.subscribed(own('set'));
  await publish(stage.broker, own('set'), 'kept');
  await tool.row('kept');
  await publish(stage.broker, own('set'), 'x'.repeat(5000));
  await tool.row(/最大报文/);
  const rows = await tool.rows();
  assert.ok(rows.some((row) => row.endsWith('kept')), rows.join('\n'));
  assert.ok(!rows.some((row) => row.includes('xxxx')));
});

test('UIoT\'s rules warn and can be passed over: publishing to a topic that is only for subscribing', async (t) => {
  const { tool } = await connected(t);
  await tool.subscribed(own('set'));
  await tool.publish(own('set'), 'anyway');
  const dialog = tool.dialog('held');
  await dialog.waitFor({ state: 'attached' });
  await dialog.getByRole('button', { name: tool.words.send_anyway, exact: true }).press('Enter');
  await tool.row(/message from .*anyway/s);
});
