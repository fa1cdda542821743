// MQTT 5 and MQTT 3.1 in the page, against a real Mosquitto: what the folded parts of the form ask for, and what comes back.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { WebSocketServer } from 'ws';
import { admin } from '../../scripts/lib/broker.mjs';
import { listen, publish } from './mosquitto.mjs';
import { raise_stage, until } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

// The other broker's login, with which every topic is allowed; MQTT 5 unless `more` says otherwise.
const login = {
  productSN: undefined, deviceSN: undefined, deviceSecret: undefined,
  login: 'other', userName: admin.username, password: admin.password, version: 5,
};

const open = (t, { more = {}, ...options } = {}) => stage.open(t, { more: { ...login, ...more }, ...options });

const wide = { width: 1366, height: 768 };
const narrow = { width: 390, height: 844 };

const words = {
  zh: {
    expiry: '会话有效期 (秒)', properties: '属性', limits: '服务器限制', content_type: '内容类型', will_topic: '遗嘱 Topic',
    user_properties: '用户属性', no_local: 'No Local：不接收本客户端发布的消息', never: '保留消息 从不', version: 'MQTT 版本',
    will: '遗嘱：连接异常断开时由 Broker 发布', clean: 'Clean start', content_line: '内容类型：text/plain', maximum_qos: /^最大 QoS: 2$/,
  },
  en: {
    expiry: 'Session expiry (s)', properties: 'Properties', limits: 'Server limits', content_type: 'Content type',
    will_topic: 'Will topic', user_properties: 'User properties', no_local: 'No local: not what this client publishes',
    never: 'Retained messages never', version: 'MQTT version', will: 'Will: sent by the broker if the connection breaks',
    clean: 'Clean start', content_line: 'Content type: text/plain', maximum_qos: /^Maximum QoS: 2$/,
  },
};

const radio = (tool, group, name) => tool.group(group).getByRole('radio', { name, exact: true });
const box = (tool, group, name) => tool.group(group).getByRole('checkbox', { name, exact: true });

// Opens the row of the message window that has these words.
async function open_row(tool, pattern) {
  await tool.row(pattern);
  await tool.group('messages').getByRole('listitem').filter({ hasText: pattern }).last().getByRole('button').press('Enter');
  const dialog = tool.dialog('message');
  await dialog.waitFor({ state: 'attached' });
  return dialog;
}

const properties_of = async (dialog, name) => {
  const field = dialog.getByRole('textbox', { name, exact: true });
  await field.waitFor({ state: 'attached' });
  return until(() => field.inputValue(), 'the properties are there');
};

test('the first view is the simple one, and MQTT 5 is chosen by the keyboard', async (t) => {
  const { tool, page } = await open(t, { more: { version: undefined } });
  assert.equal(await radio(tool, 'connect', `${words.zh.version} 5`).count(), 0);
  await tool.press('connect', 'advanced');
  const five = radio(tool, 'connect', `${words.zh.version} 5`);
  await radio(tool, 'connect', `${words.zh.version} 3.1.1`).focus();
  assert.equal(await tool.field('connect', words.zh.expiry).count(), 0);
  await page.keyboard.press('ArrowRight');
  await tool.field('connect', words.zh.expiry).waitFor({ state: 'attached' });
  assert.equal(await five.isChecked(), true);
  assert.equal(await box(tool, 'connect', words.zh.clean).count(), 1);
  await tool.connect();
  await tool.row(/connected.*\(MQTT 5\)/);
});

test('the broker\'s limits are shown in the form and in the opened row, with the client id that it assigned', async (t) => {
  const { tool } = await open(t);
  await tool.connect();
  const row = await tool.row(/分配的 Client ID/);
  assert.match(row, /auto-/);
  await tool.press('connect', 'advanced');
  await tool.group('connect').getByRole('button', { name: words.zh.limits, exact: true }).press('Enter');
  const connect = tool.group('connect');
  await connect.getByText(words.zh.maximum_qos).waitFor({ state: 'attached' });
  assert.equal(await connect.getByText(/^接收最大值: 20$/).count(), 1, 'Mosquitto allows 20');
  assert.equal(await connect.getByText(/^主题别名上限: 10$/).count(), 1, 'Mosquitto allows 10');
  const shown = await properties_of(await open_row(tool, /\bconnected/), words.zh.limits);
  assert.match(shown, /^Client ID：auto-\S+ \(由 Broker 分配\)$/m);
  assert.match(shown, /^会话有效期：随连接结束$/m);
});

for (const [language, size] of [['zh', wide], ['en', narrow]]) {
  test(`a publish takes its properties along: ${language}, ${size.width} px`, async (t) => {
    const { tool } = await open(t, { language, context: { viewport: size } });
    await tool.connect();
    const listener = await listen(stage.broker, 'five/out');
    t.after(listener.stop);
    await tool.press('publish', 'advanced');
    await tool.field('publish', words[language].content_type).fill('text/plain');
    await tool.field('publish', words[language].user_properties).fill('b=1\na=x=y\nb=2');
    await tool.publish('five/out', 'with properties');
    const [message] = await listener.wait_for(1);
    assert.equal(message.payload.toString(), 'with properties');
    assert.equal(message.properties, '||text/plain|||b:1 a:x=y b:2');
    const row = await tool.row(/publish message to five\/out/);
    assert.ok(row.includes(words[language].content_line), row);
    const shown = await properties_of(await open_row(tool, /publish message to five\/out/), words[language].properties);
    assert.ok(shown.startsWith(words[language].content_line), shown);
  });
}

test('what a received message carries is shown in its row, in the opened message and in what is saved', async (t) => {
  const { tool, page } = await open(t);
  await tool.connect();
  await tool.press('subscribe', 'advanced');
  await tool.field('subscribe', '订阅标识符').fill('77');
  await tool.subscribed('five/in');
  await publish(stage.broker, 'five/in', Buffer.from([0xc3, 0x28]), {
    properties: [['user-property', 'k', 'v 1'], ['user-property', 'k', 'v 2'], ['response-topic', 'five/back'], ['correlation-data', 'c-1']],
  });
  const row = await tool.row(/message from five\/in/);
  assert.match(row, /k=v 1 · 用户属性：k=v 2/);
  const shown = await properties_of(await open_row(tool, /message from five\/in/), words.zh.properties);
  for (const line of ['用户属性：k=v 1', '用户属性：k=v 2', '响应 Topic：five/back', '关联数据：c-1 (HEX 63 2d 31)', '订阅标识符：77'])
    assert.ok(shown.split('\n').includes(line), `${line} in\n${shown}`);
  await tool.dialog('message').getByRole('button', { name: tool.words.close, exact: true }).press('Enter');
  const download = page.waitForEvent('download');
  await tool.press('messages', 'save');
  let text = '';
  for await (const data of await (await download).createReadStream()) text += data;
  const saved = text.trim().split('\n').map((line) => JSON.parse(line)).find((line) => line.kind === 'received');
  assert.deepEqual(saved.properties.userProperties, [['k', 'v 1'], ['k', 'v 2']]);
  assert.equal(saved.properties.correlationData, Buffer.from('c-1').toString('base64'));
  assert.equal(saved.properties.subscriptionIdentifier, 77);
  assert.equal(saved.payload_base64, 'wyg=');
});

test('the will goes out with its properties when the page is gone, and not after a disconnect', async (t) => {
  const { tool, close } = await open(t, { language: 'en', more: { clientId: 'with-a-will' } });
  const listener = await listen(stage.broker, 'five/will');
  t.after(listener.stop);
  await tool.press('connect', 'advanced');
  await box(tool, 'connect', words.en.will).press('Space');
  await tool.field('connect', words.en.will_topic).fill('five/will');
  await tool.field('connect', 'Will message').fill('gone');
  await radio(tool, 'connect', 'Will QoS 1').press('Space');
  await tool.field('connect', 'Will content type').fill('text/plain');
  await tool.field('connect', 'Will user properties').fill('why=closed');
  await tool.connect();
  await tool.press('connect', 'disconnect');
  await tool.row(/disconnected/);
  await tool.press('connect', 'connect');
  await until(async () => (await tool.rows()).filter((row) => /\bconnected \(MQTT 5\)/.test(row)).length === 2, 'connected again');
  assert.deepEqual(listener.messages, []);
  await close();
  const [message] = await listener.wait_for(1);
  assert.equal(message.payload.toString(), 'gone');
  assert.equal(message.qos, 1);
  assert.equal(message.properties, '||text/plain|||why:closed');
});

test('subscription options: no local and retain handling, by the mouse', async (t) => {
  const { tool } = await open(t);
  await publish(stage.broker, 'five/kept', 'kept', { retain: true });
  t.after(() => publish(stage.broker, 'five/kept', '', { retain: true }));
  await tool.connect();
  await tool.press('subscribe', 'advanced');
  for (const twin of [box(tool, 'subscribe', words.zh.no_local), radio(tool, 'subscribe', words.zh.never)]) {
    await twin.focus(); // scrolls it into sight
    await twin.click({ force: true });
    await until(() => twin.isChecked(), 'the box on the canvas was pressed');
  }
  await tool.subscribed('five/#');
  await tool.publish('five/self', 'my own');
  await tool.row(/publish message to five\/self/);
  await publish(stage.broker, 'five/other', 'somebody else\'s');
  await tool.row(/message from five\/other/);
  const rows = await tool.rows();
  assert.ok(!rows.some((row) => row.includes('message from five/self')), rows.join('\n'));
  assert.ok(!rows.some((row) => row.includes('message from five/kept')), rows.join('\n'));
});

// A server that says what no broker here does over WebSocket: accepts CONNECT with MQTT 5 (by `connack`) and then answers as
// `answer` has it: answer(type, packet) gives the bytes to send, or nothing. Type 0 is the moment after CONNACK.
async function scripted(t, answer, connack = [0x20, 3, 0, 0, 0]) {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const seen = [];
  server.on('connection', (socket) => socket.on('message', (data) => {
    const say = (bytes) => bytes && socket.send(Buffer.from(bytes));
    seen.push(data[0] >> 4);
    if (data[0] === 0x10) say(connack);
    say(answer(data[0] === 0x10 ? 0 : data[0] >> 4, data));
  }));
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const each of server.clients) each.terminate();
    return new Promise((resolve) => http.close(resolve));
  });
  return { port: http.address().port, seen };
}

const text = (words) => [words.length >> 8, words.length & 255, ...Buffer.from(words)];

for (const language of ['zh', 'en']) {
  test(`what the server ends the connection with is told, and not tried again: ${language}`, async (t) => {
    const say = (zh, en) => (language === 'zh' ? zh : en);
    for (const [bytes, told, stopped] of [
      [[0xe0, 1, 0x8e], say(/0x8E \(会话被另一个连接接管\)/, /0x8E \(another connection took the session over\)/),
        say(/不再重连，以免互相踢下线/, /not tried again, or the two would throw each other out/)],
      [[0xe0, 13, 0x9d, 11, 0x1c, ...text('elsewhe.')], say(/0x9D \(服务器已迁移\)/, /0x9D \(the server has moved\)/),
        say(/要求使用 elsewhe\./, /sends this client to elsewhe\./)],
    ]) {
      const server = await scripted(t, (type) => type === 0 && bytes);
      const { tool, page } = await open(t, { language, more: { port: server.port, clientId: 'me', interval: 300 } });
      await tool.press('connect', 'connect');
      await tool.row(told);
      await tool.row(stopped);
      await page.waitForTimeout(1000);
      assert.equal(server.seen.filter((type) => type === 1).length, 1);
      assert.equal(await tool.button('connect', 'connect').isEnabled(), true);
    }
  });

  test(`a refused publish, an acknowledgement of nothing and a challenge are told: ${language}`, async (t) => {
    const say = (zh, en) => (language === 'zh' ? zh : en);
    const server = await scripted(t, (type, packet) => {
      if (type === 0) return [0x40, 2, 0x12, 0x34];
      // The topic has one character: the packet id stands behind it.
      if (type === 3) return [0x40, 4 + 10, packet[5], packet[6], 0x97, 10, 0x1f, ...text('the end')];
      return undefined;
    }, [0xf0, 6, 0x18, 4, 0x15, ...text('M'), 0x20, 7, 0, 0, 4, 0x15, ...text('M')]);
    const { tool } = await open(t, { language, more: { port: server.port, clientId: 'me', authMethod: 'M', qos: 1 } });
    await tool.connect();
    await tool.row(say(/收到报文标识符 4660 的 PUBACK，但没有请求在等待，已忽略/, /PUBACK for packet id 4660 came, and nothing waits for it/));
    await tool.row(say(/AUTH 0x18 .*本页无法应答/, /AUTH 0x18 .*this page cannot give one/));
    await tool.publish('t', 'wanted');
    await tool.row(say(/publish message to t fail：Broker 没有接收，0x97 \(超出配额\) "the end"/,
      /publish message to t fail: the broker did not take it, 0x97 \(a quota is used up\) "the end"/));
  });
}

test('a wrong password is refused with MQTT 5\'s code, in words, and not tried again', async (t) => {
  const { tool } = await open(t, { language: 'en', more: { password: 'wrong', interval: 300 } });
  await tool.press('connect', 'connect');
  await tool.row(/CONNACK 0x87 \(not authorized\); check user name/);
  await tool.row(/not tried again/);
  assert.equal(await tool.button('connect', 'connect').isEnabled(), true);
});

test('a wrong property is named, folded or not, and Connect waits for it', async (t) => {
  const { tool, page } = await open(t, { more: { receiveMaximum: 0 } });
  assert.equal(await tool.button('connect', 'connect').isEnabled(), false);
  const named = async () => /接收最大值: 请填 1 到 65,535/.test((await page.locator('#mirror').textContent()) ?? '');
  await until(named, 'the folded field is named');
  await tool.press('connect', 'advanced');
  await tool.field('connect', '接收最大值').fill('5');
  await until(() => tool.button('connect', 'connect').isEnabled(), 'Connect is possible');
});

test('MQTT 3.1 reaches the broker as such', async (t) => {
  const { tool } = await open(t, { more: { version: '3.1', clientId: 'old-client' } });
  await tool.connect();
  await tool.row(/connected.*\(MQTT 3\.1\)/);
  await until(() => /as old-client \(p1,/.test(stage.broker.log), 'the broker saw MQTT 3.1');
  await tool.subscribed('old/#');
  await publish(stage.broker, 'old/x', 'still works');
  await tool.row('still works');
});

test('UIoT with MQTT 5 is warned about and can go on', async (t) => {
  const opened = await stage.open(t, { more: { version: 5 } });
  const { tool } = opened;
  await tool.press('connect', 'connect');
  const dialog = tool.dialog('held');
  await dialog.waitFor({ state: 'attached' });
  assert.match((await dialog.textContent()) ?? '', /3\.1\.1/);
  await dialog.getByRole('button', { name: '仍然连接', exact: true }).press('Enter');
  await tool.row(/connected.*\(MQTT 5\)/);
});
