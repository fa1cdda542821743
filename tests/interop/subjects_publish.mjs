// Publishing and subscribing: QoS, order, filters, retained messages, large payloads.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { start } from '../tools/programs.mjs';

const all_bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
const hex = (bytes) => ({ hex: bytes.toString('hex') });

// There and back, by the same client.
async function there_and_back(scene, payload) {
  const client = await scene.connected();
  const topic = scene.topic('large');
  await client.subscribe(topic, 1);
  const calm = scene.broker.stir?.();
  const answer = await client.drive.ask({ op: 'publish', topic, payload: hex(payload), qos: 1 }, 30_000);
  assert.equal(answer.outcome, 'done');
  const [message] = await client.messages(1, 30_000);
  assert.ok(message.payload.equals(payload));
  calm?.();
}

// From a file to standard output: 16 MiB as hexadecimal would say more of this test's JSON than of MQTT.
async function from_pub_to_sub(scene, payload) {
  const topic = scene.topic('huge');
  const sub = start(['sub', ...scene.shell_options, '-t', topic, '-q', 1, '-C', 1, '-N', '-d']);
  await sub.said('received SUBACK');
  const calm = scene.broker.stir?.();
  const pub = await start(['pub', ...scene.shell_options, '-t', topic, '-s', '-q', 1], payload).ended;
  assert.deepEqual([pub.code, pub.err], [0, '']);
  const { code, out } = await sub.ended;
  calm?.();
  assert.equal(code, 0);
  assert.ok(out.equals(payload));
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

// 300 messages, up to `at_once` of them told at once; they come whole and in order.
async function in_order(scene, qos, at_once = 300) {
  const [from, to] = [await scene.connected(), await scene.connected()];
  const topic = scene.topic('order');
  await to.subscribe(topic, qos);
  const expected = Array.from({ length: 300 }, (_, i) => `${i}`);
  for (let i = 0; i < expected.length; i += at_once) {
    const answers = await Promise.all(expected.slice(i, i + at_once).map((payload) => from.ask_publish(topic, payload, qos)));
    assert.ok(answers.every(({ outcome }) => outcome === 'done'));
  }
  assert.deepEqual(await to.texts(expected.length), expected);
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
  { name: 'messages of QoS 0 keep their order', run: (scene) => in_order(scene, 0) },
  { name: 'messages of QoS 1 keep their order', run: (scene) => in_order(scene, 1) },
  {
    name: 'messages of QoS 2 keep their order',
    needs: 'qos2',
    // MQTT 5 has a Receive Maximum. Before it, Mosquitto 2.0.11 acknowledges more than 20 at once and drops some of them.
    run: (scene) => in_order(scene, 2, scene.version === 5 ? 300 : 20),
  },
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
  { name: '1 MiB there and back', run: (scene) => there_and_back(scene, randomBytes(1 << 20)) },
  { name: '16 MiB from pub to sub', needs: 'huge', run: (scene) => from_pub_to_sub(scene, randomBytes(16 << 20)) },
];
