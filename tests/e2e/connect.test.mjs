// Getting a connection, losing it and getting it back: the page in Chromium against a real Mosquitto.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publish } from './mosquitto.mjs';
import { Tool, device, other_device, own, raise_stage, until } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

// A page for one test, filled in by the address.
const open = (t, options) => stage.open(t, options);

test('the address fills the form in, the page does not connect by itself, and the secret leaves the address bar', async (t) => {
  const { page, tool } = await open(t);
  assert.equal(await tool.field('connect', 'Address').inputValue(), '127.0.0.1');
  assert.equal(await tool.field('connect', 'Port').inputValue(), `${stage.broker.ports.ws}`);
  assert.equal(await tool.field('connect', 'ProductSN').inputValue(), device.product_sn);
  assert.equal(await tool.field('connect', 'DeviceSN').inputValue(), device.device_sn);
  assert.equal(await tool.field('connect', 'DeviceSecret').inputValue(), device.device_secret);
  assert.equal(await tool.field('publish', 'Topic').inputValue(), own('upload'));
  assert.equal(await tool.field('subscribe', 'Topic').inputValue(), own('set'));
  assert.ok(!page.url().includes(device.device_secret), page.url());
  await page.waitForTimeout(500);
  assert.deepEqual(await tool.rows(), []);
  assert.equal(await tool.button('connect', 'disconnect').isEnabled(), false);
  assert.equal(await tool.button('publish', 'send').isEnabled(), false);
  assert.equal(await tool.button('subscribe', 'subscribe').isEnabled(), false);
});

test('parameters that are unknown or bad are named, and a bad secret is not repeated', async (t) => {
  const { page } = await open(t, { more: { prot: 1, ssl: 'perhaps', qos: 7 } });
  const text = await until(async () => {
    const all = await page.locator('#mirror').textContent();
    return all.includes('prot') && all;
  }, 'the unknown parameter is named');
  for (const name of ['prot', 'ssl', 'qos']) assert.ok(text.includes(name), name);
});

test('connect and disconnect over ws', async (t) => {
  const { tool } = await open(t);
  await tool.connect();
  assert.equal(await tool.button('connect', 'connect').isEnabled(), false);
  await tool.press('connect', 'disconnect');
  await tool.row('disconnected');
  assert.equal(await tool.button('connect', 'connect').isEnabled(), true);
  await until(() => /Client demoproduct00001\.device-a disconnected\./.test(stage.broker.log), 'the broker saw a DISCONNECT');
});

test('connect over wss, by name', async (t) => {
  const { tool } = await open(t, { more: { address: 'localhost', port: stage.broker.ports.wss, ssl: true } });
  await tool.connect();
  await tool.subscribed(own('set'));
  await publish(stage.broker, own('set'), 'over TLS');
  await tool.row('over TLS');
});

test('the same in English, and the language switches what is already there', async (t) => {
  const { tool, page } = await open(t, { language: 'en' });
  await tool.connect();
  await tool.press('title', 'language');
  await new Tool(page, 'zh').row('已连接');
});

test('a form is filled in by hand, as a keyboard does it', async (t) => {
  const { tool, page } = await open(t, { more: { productSN: undefined, deviceSN: undefined, deviceSecret: undefined } });
  assert.equal(await tool.button('connect', 'connect').isEnabled(), false);
  await tool.field('connect', 'ProductSN').focus();
  await page.keyboard.type(device.product_sn);
  await page.keyboard.press('Tab');
  await page.keyboard.type(device.device_sn);
  await tool.field('connect', 'DeviceSecret').fill(device.device_secret);
  await until(async () => (await tool.field('publish', 'Topic').inputValue()) === own('upload'), 'the preset follows the serials');
  await tool.field('connect', 'DeviceSecret').press('Enter');
  await tool.row(/\bconnected/);
});

test('a real mouse press at the twin\'s box reaches the button on the canvas', async (t) => {
  const { tool } = await open(t);
  await tool.button('connect', 'connect').click({ force: true });
  await tool.row(/\bconnected/);
});

test('a wrong secret is refused with its code, and not tried again', async (t) => {
  const { tool, page } = await open(t, { more: { deviceSecret: other_device.device_secret, interval: 300 } });
  await tool.press('connect', 'connect');
  await tool.row(/CONNACK 5/);
  await page.waitForTimeout(1500);
  assert.equal((await tool.rows()).filter((row) => /CONNACK 5/.test(row)).length, 1);
  assert.equal(await tool.button('connect', 'connect').isEnabled(), true);
});

test('the broker is stopped and started again: the connection and its subscriptions come back', async (t) => {
  const { tool } = await open(t, { more: { interval: 500 } });
  await tool.connect();
  await tool.subscribed(own('set'));
  await stage.broker.stop();
  await tool.row(/reconnecting/);
  assert.equal(await tool.button('connect', 'disconnect').isEnabled(), true);
  await stage.broker.start();
  await until(async () => (await tool.rows()).filter((row) => /\bconnected/.test(row)).length === 2, 'connected again', 20_000);
  await until(async () => (await tool.rows()).filter((row) => row.includes(`subscribe ${own('set')} success`)).length === 2, 'subscribed again');
  await publish(stage.broker, own('set'), 'after the restart');
  await tool.row('after the restart');
});

test('reconnecting can be cancelled', async (t) => {
  const { tool, page } = await open(t, { more: { interval: 400 } });
  await tool.connect();
  await stage.broker.stop();
  t.after(() => stage.broker.process || stage.broker.start());
  await tool.row(/reconnecting/);
  await tool.press('connect', 'disconnect');
  await until(() => tool.button('connect', 'connect').isEnabled(), 'Connect is possible again');
  await page.waitForTimeout(300);
  const before = await tool.rows();
  await page.waitForTimeout(1500);
  assert.deepEqual(await tool.rows(), before);
  await stage.broker.start();
});

test('where nothing listens, every likely cause is named', async (t) => {
  const { tool } = await open(t, { more: { port: 9, interval: 60_000 } });
  await tool.press('connect', 'connect');
  const row = await tool.row(/没有服务在监听/);
  assert.match(row, /failed|reconnecting/);
});

test('a TCP port is named as one, and an address with a scheme is taken apart', async (t) => {
  const { tool } = await open(t);
  const port = tool.field('connect', 'Port');
  await port.fill('1883');
  await until(async () => /TCP/.test((await tool.root.locator('#mirror').textContent()) ?? ''), 'the TCP port is named');
  await tool.field('connect', 'Address').fill('wss://broker.example:8443/mqtt');
  await tool.field('connect', 'Port').focus();
  await until(async () => (await tool.field('connect', 'Address').inputValue()) === 'broker.example', 'the host alone is left');
  await until(async () => (await port.inputValue()) === '8443', 'the port is taken out of it');
});

// As a password manager does: no focus, no typing, several fields at a time.
test('an address set by program is taken apart as well, and what is set before it gives way', async (t) => {
  const { page, tool } = await open(t);
  await page.evaluate(() => {
    document.activeElement.blur();
    const set = (name, value) => {
      const field = document.querySelector(`#mirror input[aria-label="${name}"]`);
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    set('Port', '1883');
    set('Address', 'wss://broker.example:8443/mqtt');
  });
  await until(async () => (await tool.field('connect', 'Address').inputValue()) === 'broker.example', 'the host alone is left');
  await until(async () => (await tool.field('connect', 'Port').inputValue()) === '8443', 'the later one of both counts');
});

test('an empty or wrong field keeps Connect off and says why', async (t) => {
  const { tool } = await open(t);
  const secret = tool.field('connect', 'DeviceSecret');
  await secret.fill('');
  await until(async () => !(await tool.button('connect', 'connect').isEnabled()), 'Connect goes off');
  // Not while somebody is about to type into it.
  await tool.field('connect', 'DeviceSN').focus();
  await until(async () => (await secret.getAttribute('aria-invalid')) === 'true', 'the empty field is marked');
  const port = tool.field('connect', 'Port');
  await secret.fill(device.device_secret);
  await port.fill('70000');
  await until(async () => (await port.getAttribute('aria-invalid')) === 'true', 'the port is marked');
  assert.equal(await tool.button('connect', 'connect').isEnabled(), false);
});

test('two pages with one device throw each other out, and it is named', async (t) => {
  const { tool } = await open(t, { more: { interval: 300 } });
  const second = await open(t, { more: { interval: 300 } });
  await tool.connect();
  await second.tool.connect();
  const named = /使用相同的 Client ID|same client id/;
  await until(async () => named.test((await tool.rows()).join()) || named.test((await second.tool.rows()).join()), 'the fight is named', 40_000);
});
