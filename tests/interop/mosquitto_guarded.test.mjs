// mqtt_client against a Mosquitto that knows its devices and what each of them may do: passwords, and topics that are
// refused.
import assert from 'node:assert/strict';
import * as mosquitto from './mosquitto.mjs';
import { run_subjects, subjects } from './subjects.mjs';

// Codes of versions 3.1 and 3.1.1, and of 5.
const code = (scene, old, v5) => (scene.version === 5 ? v5 : old);

export const guarded_subjects = [
  ...subjects.filter(({ needs }) => needs === 'refusal'),
  {
    name: 'an unknown client id is refused',
    async run(scene) {
      const refused = await scene.client({ clientId: scene.id() }).ask_connect();
      assert.deepEqual([refused.event, refused.reasonCode], ['refused', code(scene, 5, 0x87)]);
    },
  },
  {
    name: 'a subscription that is not allowed is refused, its neighbour is granted',
    async run(scene) {
      const client = await scene.connected();
      const { own } = scene.broker;
      const { granted, outcome } = await client.drive.ask({ op: 'subscribe', subscriptions: [{ topic: '/foreign/#', qos: 1 }, { topic: `${own}/a`, qos: 1 }] });
      assert.equal(outcome, 'done');
      // 3.1 has no code for a refusal, and Mosquitto answers as if it were granted.
      assert.deepEqual(granted, [scene.version === 3 ? 1 : code(scene, 0x80, 0x87), 1]);
      await client.publish(`${own}/a`, 'mine', 1);
      assert.deepEqual(await client.texts(1), ['mine']);
    },
  },
  {
    name: 'a publish that is not allowed: MQTT 5 is told, the older versions are not',
    async run(scene) {
      const client = await scene.connected();
      for (const qos of [1, 2]) {
        const { outcome, reasonCode } = await client.ask_publish('/foreign/topic', 'x', qos);
        assert.deepEqual([outcome, reasonCode], scene.version === 5 ? ['refused', 0x87] : ['done', 0]);
      }
      await client.subscribe(`${scene.broker.own}/b`, 1);
      await client.publish(`${scene.broker.own}/b`, 'goes on', 2);
      assert.deepEqual(await client.texts(1), ['goes on']);
    },
  },
];

run_subjects({ ...mosquitto, start: mosquitto.start_guarded, lacks: {} }, guarded_subjects, 1); // a device has one client id
