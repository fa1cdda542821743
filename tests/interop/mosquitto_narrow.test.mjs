// mqtt_client against a Mosquitto with narrow limits: what its CONNACK forbids is kept to.
import assert from 'node:assert/strict';
import * as mosquitto from './mosquitto.mjs';
import { run_subjects } from './subjects.mjs';

const { limits } = mosquitto;

export const narrow_subjects = [
  {
    name: 'the keep alive of the server holds',
    transports: ['tcp'],
    async run(scene) {
      const client = await scene.connected({ keepalive: 60000 });
      const begin = Date.now();
      await client.drive.wait_for(() => client.sent_names().includes('pingreq'), 'PINGREQ', limits.keepalive * 1500);
      assert.ok(Date.now() - begin > limits.keepalive * 500, `${Date.now() - begin} ms`);
    },
  },
  {
    name: 'the limits of CONNACK are shown',
    async run(scene) {
      const { properties } = await scene.client().connect({ keepalive: limits.keepalive + 100 });
      assert.deepEqual(properties, { serverKeepAlive: limits.keepalive, maximumQoS: limits.qos, retainAvailable: false,
        receiveMaximum: limits.receive, topicAliasMaximum: limits.aliases, maximumPacketSize: limits.packet });
    },
  },
  {
    name: 'what the limits of CONNACK forbid is refused here and not sent',
    async run(scene) {
      const client = await scene.connected();
      const topic = scene.topic('limited');
      const from = client.now;
      const too_much = [['x', 2], ['x', 1, { retain: true }], ['x', 1, { properties: { topicAlias: limits.aliases + 1 } }], ['x'.repeat(limits.packet), 1]];
      const rules = [];
      for (const [payload, qos, more] of too_much) rules.push((await client.ask_publish(topic, payload, qos, more)).error?.rule);
      assert.deepEqual(rules, ['MQTT5-3.2.2-11', 'MQTT5-3.2.2-14', 'MQTT5-3.2.2-17', 'MQTT5-3.2.2-15']);
      assert.deepEqual(client.sent_names(from), []);
      // To the limits, everything goes.
      const overhead = 2 + 1 + 2 + Buffer.byteLength(topic) + 2 + 1 + 3; // header, topic, packet id, properties
      await client.publish(topic, 'x'.repeat(limits.packet - overhead), 1, { properties: { topicAlias: limits.aliases } });
      assert.equal(client.sent(from)[0][1].length / 2, limits.packet);
    },
  },
  {
    name: 'more than the Receive Maximum waits and goes out in its order',
    async run(scene) {
      const client = await scene.connected();
      const topic = scene.topic('waits');
      await client.subscribe(topic, 1);
      const all = Array.from({ length: 50 }, (_, i) => `${i}`);
      const answers = await Promise.all(all.map((payload) => client.ask_publish(topic, payload, 1)));
      assert.ok(answers.every(({ outcome }) => outcome === 'done'));
      assert.deepEqual(await client.texts(all.length), all);
    },
  },
];

run_subjects({ ...mosquitto, name: 'Mosquitto with limits', start: mosquitto.start_narrow, versions: [5] }, narrow_subjects);
