// mqtt_client against Mosquitto: what only MQTT 5 has.
import assert from 'node:assert/strict';
import * as mosquitto from './mosquitto.mjs';
import { pause } from './scene.mjs';
import { run_subjects } from './subjects.mjs';

export const v5_subjects = [];
const add = (name, run) => v5_subjects.push({ name, run });

const everything = {
  payloadFormatIndicator: true,
  messageExpiryInterval: 60,
  contentType: 'application/json',
  responseTopic: 'answers/here',
  correlationData: { hex: '00ff80' },
  userProperties: [['b', '1'], ['a', '2'], ['b', '3'], ['b', '1'], ['', '']],
};

add('a message that has expired is not delivered, one that waited tells the time that is left', async (scene) => {
  const client = scene.client().keeps_session();
  await client.connect();
  const topic = scene.topic('expiry');
  await client.subscribe(topic, 1);
  await client.close();
  const other = await scene.connected();
  for (const seconds of [1, 60]) await other.publish(topic, `${seconds}`, 1, { properties: { messageExpiryInterval: seconds } });
  await pause(2100);
  await client.connect();
  const [message] = await client.messages(1);
  assert.equal(message.payload.toString(), '60');
  assert.ok(message.properties.messageExpiryInterval < 60);
  assert.deepEqual(await client.texts_so_far(), ['60']);
});

add('a session expires after its interval, and DISCONNECT may change that', async (scene) => {
  const client = scene.client({ clean: false, properties: { sessionExpiryInterval: 1 } });
  assert.equal((await client.connect()).sessionPresent, false);
  await client.close();
  assert.equal((await client.connect()).sessionPresent, true);
  await client.disconnect({ properties: { sessionExpiryInterval: 60 } });
  await pause(2500);
  assert.equal((await client.connect()).sessionPresent, true);
  await client.close(); // 1 again
  await pause(3500);
  assert.equal((await client.connect()).sessionPresent, false);
});

add('a will waits for its delay, and a resumed session calls it off', async (scene) => {
  const watcher = await scene.connected();
  const topic = scene.topic('delayed');
  await watcher.subscribe(topic, 1);
  const will = { topic, qos: 1, properties: { willDelayInterval: 2 } };
  const client = scene.client().keeps_session();
  await client.connect({ will: { ...will, payload: 'called off' } });
  await client.close();
  await client.connect({ will: { ...will, payload: 'late' } });
  await client.close();
  const begin = Date.now();
  assert.deepEqual(await watcher.texts(1), ['late']);
  assert.ok(Date.now() - begin > 900, `${Date.now() - begin} ms`);
});

add('all properties of a publish, user properties in their order and repeated', async (scene) => {
  const [from, to] = [await scene.connected(), await scene.connected()];
  const topic = scene.topic('properties');
  await to.subscribe(topic, 2);
  for (const qos of [0, 1, 2]) await from.publish(topic, '{}', qos, { properties: everything });
  for (const { properties } of await to.messages(3)) {
    assert.ok(properties.messageExpiryInterval >= 55 && properties.messageExpiryInterval <= 60);
    assert.deepEqual({ ...properties, messageExpiryInterval: 60 }, everything);
  }
});

add('subscription identifiers, of every subscription that fits', async (scene) => {
  const client = await scene.connected();
  const topic = scene.topic('identified');
  await client.subscribe(topic, 0, {}, { subscriptionIdentifier: 1 });
  await client.subscribe(`${topic}/#`, 0, {}, { subscriptionIdentifier: 268435455 });
  await client.publish(`${topic}/below`, 'one', 1);
  assert.deepEqual([(await client.messages(1))[0].properties.subscriptionIdentifier].flat(), [268435455]);
  await client.publish(topic, 'both', 1);
  const all = () => client.drive.of('received').slice(1).flatMap(({ properties }) => properties.subscriptionIdentifier);
  // In one message, or in one each.
  await client.drive.wait_for(() => all().length === 2, 'identifiers of both');
  assert.deepEqual(all().sort((a, b) => a - b), [1, 268435455]);
});

add('no local: not what this client publishes itself', async (scene) => {
  const [client, other] = [await scene.connected(), await scene.connected()];
  const topic = scene.topic('local');
  await client.subscribe(topic, 1, { nl: true });
  await client.publish(topic, 'own', 1);
  await other.publish(topic, 'foreign', 1);
  assert.deepEqual(await client.texts(1), ['foreign']);
  assert.deepEqual(await client.texts_so_far(), ['foreign']);
});

add('retain as published', async (scene) => {
  const [plain, kept] = [await scene.connected(), await scene.connected()];
  const topic = scene.topic('as published');
  await plain.subscribe(topic, 1);
  await kept.subscribe(topic, 1, { rap: true });
  await plain.publish(topic, 'a', 1, { retain: true });
  assert.deepEqual([(await plain.messages(1))[0].retain, (await kept.messages(1))[0].retain], [false, true]);
});

add('retain handling 0, 1 and 2', async (scene) => {
  const client = await scene.connected();
  const topic = scene.topic('handling');
  await client.publish(topic, 'kept', 1, { retain: true });
  await client.subscribe(topic, 1, { rh: 2 });
  assert.deepEqual(await client.texts_so_far(), []);
  await client.subscribe(topic, 1, { rh: 1 }); // there is one already
  assert.deepEqual(await client.texts_so_far(), []);
  await client.subscribe(topic, 1, { rh: 0 });
  assert.deepEqual(await client.texts_so_far(), ['kept']);
  await client.unsubscribe(topic);
  await client.subscribe(topic, 1, { rh: 1 }); // a new one
  assert.deepEqual(await client.texts_so_far(), ['kept', 'kept']);
});

add('a topic alias of ours stands for the topic, until the connection ends', async (scene) => {
  const [from, to] = [await scene.connected(), await scene.connected()];
  const topic = scene.topic('alias');
  await to.subscribe(`${topic}/#`, 1);
  const alias = { properties: { topicAlias: 1 } };
  await from.publish(`${topic}/a`, '1', 1, alias);
  await from.publish('', '2', 1, alias);
  await from.publish(`${topic}/b`, '3', 1, alias); // stands for another one now
  await from.publish('', '4', 0, alias);
  assert.deepEqual((await to.messages(4)).map(({ topic, payload }) => `${topic.at(-1)} ${payload}`), ['a 1', 'a 2', 'b 3', 'b 4']);
  await from.disconnect();
  await from.connect();
  // Unknown to the new connection; the client knows that and does not send it.
  assert.equal((await from.ask_publish('', '5', 1, alias)).event, 'error');
  assert.equal(from.sent_names().filter((packet) => packet === 'disconnect').length, 1);
});

add('the broker keeps to our Receive Maximum', async (scene) => {
  const line = await scene.line();
  const client = scene.client({ port: line.port, properties: { receiveMaximum: 2 } });
  await client.connect();
  const topic = scene.topic('maximum');
  await client.subscribe(topic, 1);
  line.lose('up'); // no PUBACK reaches the broker
  const other = await scene.connected();
  for (let i = 0; i < 5; ++i) await other.publish(topic, `${i}`, 1);
  await client.messages(2);
  await pause(300);
  assert.equal(client.drive.of('received').length, 2);
});

add('we keep to the Receive Maximum of the broker, and queue behind it', async (scene) => {
  const line = await scene.line();
  const client = scene.client({ port: line.port });
  const { receiveMaximum } = (await client.connect()).properties;
  const topic = scene.topic('maximum');
  line.lose('down'); // no PUBACK reaches the client
  const from = client.now;
  for (let i = 0; i < receiveMaximum + 5; ++i) client.drive.tell({ op: 'publish', topic, payload: `${i}`, qos: 1 });
  const published = () => client.sent_names(from).filter((packet) => packet === 'publish').length;
  await client.drive.wait_for(() => published() >= receiveMaximum, 'publish');
  await pause(200);
  assert.equal(published(), receiveMaximum);
});

add('the broker keeps to our Maximum Packet Size', async (scene) => {
  const client = await scene.connected({ properties: { maximumPacketSize: 100 } });
  const other = await scene.connected();
  const topic = scene.topic('size');
  await client.subscribe(topic, 1);
  for (const size of [10, 500, 11]) await other.publish(topic, 'x'.repeat(size), 1);
  assert.deepEqual((await client.texts_so_far()).map(({ length }) => length), [10, 11]);
});

add('a will with its properties', async (scene) => {
  const watcher = await scene.connected();
  const topic = scene.topic('will');
  await watcher.subscribe(topic, 1);
  const client = await scene.connected({ will: { topic, payload: 'gone', qos: 1, properties: everything } });
  await client.close();
  const [{ properties }] = await watcher.messages(1);
  assert.deepEqual({ ...properties, messageExpiryInterval: 60 }, everything);
});

add('DISCONNECT 0x04 leaves the will', async (scene) => {
  const watcher = await scene.connected();
  const topic = scene.topic('will');
  await watcher.subscribe(topic, 1);
  const client = await scene.connected({ will: { topic, payload: 'on purpose', qos: 1 } });
  assert.equal((await client.disconnect({ reasonCode: 4 })).ending, 'disconnected');
  assert.deepEqual(await watcher.texts(1), ['on purpose']);
});

add('a shared subscription: two clients share the messages, a third has them all', async (scene) => {
  const [first, second, whole, from] = await Promise.all([1, 2, 3, 4].map(() => scene.connected()));
  const topic = scene.topic('shared');
  for (const client of [first, second]) await client.subscribe(`$share/group/${topic}`, 1);
  await whole.subscribe(topic, 1);
  const all = Array.from({ length: 20 }, (_, i) => `${i}`);
  for (const payload of all) await from.publish(topic, payload, 1);
  assert.deepEqual(await whole.texts(20), all);
  const parts = [await first.texts_so_far(), await second.texts_so_far()];
  assert.ok(parts.every(({ length }) => length > 0));
  assert.deepEqual(parts.flat().sort((a, b) => a - b), all);
  await first.unsubscribe(`$share/group/${topic}`);
  await from.publish(topic, 'to the other', 1);
  assert.equal((await second.texts_so_far()).at(-1), 'to the other');
});

add('request and response', async (scene) => {
  const [asks, answers] = [await scene.connected({ properties: { requestResponseInformation: true } }), await scene.connected()];
  const [question, reply] = [scene.topic('question'), scene.topic('reply')];
  await answers.subscribe(question, 1);
  await asks.subscribe(reply, 1);
  await asks.publish(question, '6 * 7', 1, { properties: { responseTopic: reply, correlationData: { hex: '2a' } } });
  const [{ properties }] = await answers.messages(1);
  await answers.publish(properties.responseTopic, '42', 1, { properties: { correlationData: properties.correlationData } });
  const [message] = await asks.messages(1);
  assert.deepEqual([message.topic, message.payload.toString(), message.properties.correlationData], [reply, '42', { hex: '2a' }]);
});

add('reason codes that are no errors: nobody listens, nothing was subscribed', async (scene) => {
  const client = await scene.connected();
  assert.equal((await client.publish(scene.topic('deaf'), 'x', 1)).reasonCode, 0x10);
  assert.deepEqual((await client.unsubscribe(scene.topic('never'))).granted, [0x11]);
});

add('user properties of CONNECT, SUBSCRIBE, UNSUBSCRIBE and DISCONNECT are taken', async (scene) => {
  const properties = { userProperties: [['a', '1'], ['a', '2']] };
  const client = await scene.connected({ properties });
  const topic = scene.topic('user');
  await client.subscribe(topic, 1, {}, properties);
  await client.drive.ask({ op: 'unsubscribe', unsubscriptions: [topic], properties });
  assert.equal((await client.disconnect({ properties })).ending, 'disconnected');
  const written = client.sent().filter(([, hex]) => hex.includes('26000161000131' + '26000161000132'));
  assert.deepEqual(written.map(([packet]) => packet), ['connect', 'subscribe', 'unsubscribe', 'disconnect']);
});

add('an authentication method that the broker does not know is refused', async (scene) => {
  const refused = await scene.client().ask_connect({ properties: { authenticationMethod: 'SCRAM-SHA-1', authenticationData: { hex: '00' } } });
  assert.deepEqual([refused.event, refused.reasonCode], ['refused', 0x8c]);
});

run_subjects({ ...mosquitto, versions: [5] }, v5_subjects);
