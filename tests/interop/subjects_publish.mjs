// Publishing and subscribing: QoS, order, filters, retained messages, large payloads.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

const all_bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
const hex = (bytes) => ({ hex: bytes.toString('hex') });

// There and back, by the same client.
async function there_and_back(client, payload, timeout) {
  const topic = client.scene.topic('large');
  await client.subscribe(topic, 1);
  const answer = await client.drive.ask({ op: 'publish', topic, payload: hex(payload), qos: 1 }, timeout);
  assert.equal(answer.outcome, 'done');
  const [message] = await client.messages(1, timeout);
  assert.ok(message.payload.equals(payload));
}

async function qos_both_ways(scene, qos) {
  const [from, to] = [await scene.connected(), await scene.connected()];
  const topic = scene.topic(`qos ${qos}`);
  assert.equal(await to.subscribe(topic, qos), qos);
  await from.publish(topic, 'hello', qos);
  const [message] = await to.messages(1);
  assert.deepEqual([message.topic, message.payload.toString(), message.qos, message.retain, message.dup], [topic, 'hello', qos, false, false]);
  // Each handshake to its end, and not a packet more.
  await to.texts_so_far();
  const own = { 0: [], 1: ['puback'], 2: ['pubrec', 'pubcomp'] }[qos];
  assert.deepEqual(to.sent_names().filter((packet) => packet.startsWith('pub') && packet !== 'publish'), own);
  assert.deepEqual(from.sent_names(), ['connect', 'publish', ...(qos === 2 ? ['pubrel'] : [])]);
}

// `count` messages told at once; they come whole and in order.
async function in_order(scene, qos, count) {
  const [from, to] = [await scene.connected(), await scene.connected()];
  const topic = scene.topic('order');
  await to.subscribe(topic, qos);
  const answers = Array.from({ length: count }, (_, i) => from.ask_publish(topic, `${i}`, qos));
  assert.deepEqual(await to.texts(count), Array.from({ length: count }, (_, i) => `${i}`));
  assert.deepEqual(new Set((await Promise.all(answers)).map(({ outcome }) => outcome)), new Set(['done']));
}

export const publish_subjects = [
  { name: 'QoS 0, both ways', run: (scene) => qos_both_ways(scene, 0) },
  { name: 'QoS 1, both ways', run: (scene) => qos_both_ways(scene, 1) },
  { name: 'QoS 2, both ways', needs: 'qos2', run: (scene) => qos_both_ways(scene, 2) },
  {
    name: 'a message comes with the lower QoS of publish and subscription',
    async run(scene) {
      const client = await scene.connected();
      const [low, high] = [scene.topic('low'), scene.topic('high')];
      const highest = scene.kind.lacks.qos2 ? 1 : 2;
      await client.subscribe(low, 0);
      assert.equal(await client.subscribe(high, 2), highest);
      await client.publish(low, 'a', 1);
      await client.publish(high, 'b', 0);
      await client.publish(high, 'c', highest);
      await client.messages(3);
      const got = (await client.messages(3)).map(({ payload, qos }) => `${payload} ${qos}`).sort();
      assert.deepEqual(got, ['a 0', 'b 0', `c ${highest}`]);
    },
  },
  {
    name: 'payloads of any bytes and none, topics of any letters',
    async run(scene) {
      const client = await scene.connected();
      const topic = scene.topic('ż/名前/🎈');
      await client.subscribe(topic, 1);
      for (const payload of [all_bytes, Buffer.alloc(0), Buffer.from('🎈')]) await client.publish(topic, hex(payload), 1);
      const got = await client.messages(3);
      assert.deepEqual(got.map(({ topic }) => topic), [topic, topic, topic]);
      assert.deepEqual(got.map(({ payload }) => payload), [all_bytes, Buffer.alloc(0), Buffer.from('🎈')]);
    },
  },
  { name: 'messages of QoS 0 keep their order', run: (scene) => in_order(scene, 0, 300) },
  { name: 'messages of QoS 1 keep their order', run: (scene) => in_order(scene, 1, 300) },
  { name: 'messages of QoS 2 keep their order', needs: 'qos2', run: (scene) => in_order(scene, 2, 300) },
  {
    name: 'one SUBSCRIBE with several filters, wildcards, and UNSUBSCRIBE',
    async run(scene) {
      const client = await scene.connected();
      const root = scene.topic('wild');
      const { granted, topics } = await client.drive.ask({ op: 'subscribe',
        subscriptions: [{ topic: `${root}/+/leaf`, qos: 1 }, { topic: `${root}/deep/#`, qos: 0 }] });
      assert.deepEqual([granted, topics], [[1, 0], [`${root}/+/leaf`, `${root}/deep/#`]]);
      for (const topic of ['a/leaf', 'a/b/leaf', 'deep/1/2/3']) await client.publish(`${root}/${topic}`, topic, 1);
      assert.deepEqual((await client.texts_so_far()).sort(), ['a/leaf', 'deep/1/2/3']);
      await client.unsubscribe(`${root}/+/leaf`, `${root}/deep/#`);
      await client.publish(`${root}/a/leaf`, 'gone', 1);
      assert.deepEqual((await client.texts_so_far()).length, 2);
    },
  },
  {
    name: 'a retained message is kept, replaced and taken away',
    async run(scene) {
      const client = await scene.connected();
      const topic = scene.topic('kept');
      for (const payload of ['old', 'new']) await client.publish(topic, payload, 1, { retain: true });
      const later = await scene.connected();
      await later.subscribe(topic, 1);
      const [message] = await later.messages(1);
      assert.deepEqual([message.payload.toString(), message.retain, message.topic], ['new', true, topic]);
      // To a subscription that is there it comes as a message like any other.
      await client.publish(topic, 'now', 1, { retain: true });
      assert.equal((await later.messages(2))[1].retain, false);
      await client.publish(topic, '', 1, { retain: true });
      const last = await scene.connected();
      await last.subscribe(topic, 1);
      assert.deepEqual(await last.texts_so_far(), []);
    },
  },
  {
    name: '1 MiB there and back',
    async run(scene) {
      await there_and_back(await scene.connected(), randomBytes(1 << 20), 50_000);
    },
  },
  {
    name: '16 MiB there and back',
    needs: 'huge',
    transports: ['tcp'],
    async run(scene) {
      await there_and_back(await scene.connected(), randomBytes(16 << 20), 50_000);
    },
  },
];
