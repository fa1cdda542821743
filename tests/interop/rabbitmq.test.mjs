// mqtt_client against RabbitMQ's plugins for MQTT and for MQTT over WebSocket: what every broker is asked, and where
// RabbitMQ 3.10 leaves the specification: the client tells what happened and goes on.
import assert from 'node:assert/strict';
import * as rabbitmq from './rabbitmq.mjs';
import { run_subjects, subjects } from './subjects.mjs';

export const rabbitmq_subjects = [
  {
    name: 'a QoS 2 publish is answered with PUBACK, which is told and ends the connection',
    async run(scene) {
      const client = await scene.connected();
      const answer = client.ask_publish(scene.topic('qos 2'), 'arrives', 2);
      const { error } = await client.next('failed');
      assert.deepEqual([error.kind, error.reason, error.packet], ['peer', 'wrong_acknowledgement', 'puback']);
      assert.equal((await answer).outcome, 'unknown');
      assert.equal((await client.next('closed')).by, 'local');
      await client.connect();
    },
  },
  {
    name: 'a wrong password over WebSocket ends it with 1002, and the reason is told',
    transports: ['ws'],
    async run(scene) {
      const client = scene.client({ password: 'wrong' });
      assert.equal((await client.ask_connect()).ending, 'connection_lost');
      const { by, reason, code } = await client.next('closed');
      assert.deepEqual([by, reason, code], ['peer', 'unauthenticated', 1002]);
      assert.equal((await client.ask_connect({ password: scene.connect.password })).event, 'connected');
    },
  },
  {
    name: 'MQTT 5 is hung up on',
    versions: [4],
    async run(scene) {
      const client = scene.client({ version: 5 });
      assert.equal((await client.ask_connect()).ending, 'connection_lost');
      assert.equal((await client.next('closed')).by, 'peer');
      assert.equal((await client.ask_connect({ version: 4 })).event, 'connected');
    },
  },
];

run_subjects(rabbitmq, [...subjects, ...rabbitmq_subjects]);
