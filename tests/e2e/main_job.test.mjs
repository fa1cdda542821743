// The main job in Chromium by roles and names alone, as a screen reader, voice control, a password manager or automation does
// it: fill in, connect, subscribe, publish, see, disconnect. In both languages, and each press in the three ways there are.
// (main_job.mjs is the same for the other browsers, with their own keys.)
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listen, publish } from './mosquitto.mjs';
import { device, own, raise_stage, until } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

const ways = {
  'Enter on it': (button) => button.press('Enter'),
  'a click sent to it': (button) => button.dispatchEvent('click'),
  'the mouse at its box': (button) => button.click({ force: true }),
};

async function open(t, language, more) {
  const { page, tool } = await stage.open(t, { language, more });
  await page.locator('#notice').waitFor({ state: 'hidden', timeout: 30_000 });
  const press = async (way, group, name) => {
    const button = tool.button(group, name);
    await until(() => button.isEnabled(), `${name} is enabled`);
    await ways[way](button);
  };
  return { page, tool, press };
}

for (const language of ['zh', 'en']) {
  test(`${language}: an empty form is filled in by role and name, and the whole job is done with it`, async (t) => {
    const { page, tool, press } = await open(t, language, { productSN: undefined, deviceSN: undefined, deviceSecret: undefined });
    for (const [name, value] of [['ProductSN', device.product_sn], ['DeviceSN', device.device_sn], ['DeviceSecret', device.device_secret]]) {
      await page.getByRole('textbox', { name, exact: true }).fill(value);
    }
    const status = tool.group('title').getByRole('status');
    assert.equal(await status.textContent(), tool.words.offline);
    const outside = await listen(stage.broker, own('upload'));
    t.after(() => outside.stop());
    let round = 0;
    for (const way of Object.keys(ways)) {
      const message = `${++round}: ${way} 温度`;
      await press(way, 'connect', 'connect');
      await until(async () => (await status.textContent()).startsWith(tool.words.connected), `connected by ${way}`);
      await tool.field('subscribe', 'Topic').fill(own('set'));
      await press(way, 'subscribe', 'subscribe');
      await until(async () => (await tool.topics()).includes(own('set')), `subscribed by ${way}`);
      await publish(stage.broker, own('set'), `to the page, ${message}`);
      await tool.row(`to the page, ${message}`);
      await tool.field('publish', 'Topic').fill(own('upload'));
      await tool.field('publish', 'Message').fill(message);
      await press(way, 'publish', 'send');
      const messages = await outside.wait_for(round);
      assert.equal(messages[round - 1].payload.toString(), message);
      await ways[way](tool.group('topics').getByRole('button'));
      await until(async () => (await tool.topics()).length === 0, `the subscription is ended by ${way}`);
      await press(way, 'connect', 'disconnect');
      await until(async () => (await status.textContent()) === tool.words.offline, `disconnected by ${way}`);
    }
  });

  test(`${language}: a box and a choice are set by click, by key and by program`, async (t) => {
    const { tool } = await open(t, language);
    const hex = tool.group('messages').getByRole('checkbox', { name: 'HEX', exact: true });
    const is = (element, on, what) => until(async () => (await element.isChecked()) === on, `${what}: ${on}`);
    await hex.dispatchEvent('click');
    await is(hex, true, 'a click');
    await hex.press('Space');
    await is(hex, false, 'the space bar');
    await hex.click({ force: true });
    await is(hex, true, 'the mouse');
    await hex.evaluate((box) => {
      box.checked = false;
      box.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await is(hex, false, 'a program');
    const ssl = tool.group('connect').getByRole('radio', { name: 'SSL/TLS true', exact: true });
    const plain = tool.group('connect').getByRole('radio', { name: 'SSL/TLS false', exact: true });
    await is(plain, true, 'as the address says');
    await plain.press('ArrowUp');
    await is(ssl, true, 'an arrow key');
    await until(() => ssl.evaluate((radio) => radio === document.activeElement), 'the focus goes with it');
    await plain.evaluate((radio) => radio.click());
    await is(plain, true, 'click()');
    await is(ssl, false, 'the other one');
  });
}

test('a value set by program counts, with the event of typing or the event of leaving the field', async (t) => {
  const { tool } = await open(t, 'en');
  const topic = tool.field('subscribe', 'Topic');
  await tool.connect();
  for (const [event, value] of [['input', own('by_input')], ['change', own('by_change')]]) {
    await topic.evaluate((field, [name, text]) => {
      field.value = text;
      field.dispatchEvent(new Event(name, { bubbles: true }));
    }, [event, value]);
    await tool.press('subscribe', 'subscribe');
    // The model has it.
    await until(() => tool.rows().then((rows) => rows.some((row) => row.includes(`subscribe ${value} `))), `${event} tells the value`);
  }
});
