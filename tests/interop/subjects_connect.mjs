// Connecting: accepted, refused, taken over, idle; and the shell's sub and pub.
import assert from 'node:assert/strict';
import { run, start } from '../tools/programs.mjs';
import { pause } from './scene.mjs';

// Protocol name and level, as they begin CONNECT.
const levels = { 3: '00064d514973647003', 4: '00044d51545404', 5: '00044d51545405' };

export const connect_subjects = [
  {
    name: 'an idle connection is kept alive',
    async run(scene) {
      const client = await scene.connected({ keepalive: 2 });
      // Without PINGREQ a broker ends it after 3 s.
      await pause(4600);
      const pings = client.sent_names().filter((packet) => packet === 'pingreq').length;
      assert.ok(pings >= 2, `${pings} PINGREQ`);
      assert.equal(client.drive.of('packet_received').filter(({ packet }) => packet === 'pingresp').length, pings);
      assert.equal(client.drive.of('closed').length, 0);
    },
  },
  {
    name: 'connect and disconnect, in the version that was asked for',
    async run(scene) {
      const client = scene.client();
      const connected = await client.connect();
      assert.deepEqual([connected.sessionPresent, connected.clientId], [false, client.options.clientId]);
      assert.equal((await client.disconnect()).ending, 'disconnected');
      assert.equal((await client.next('closed')).by, 'local');
      const sent = client.sent();
      assert.deepEqual(sent.map(([packet]) => packet), ['connect', 'disconnect']);
      assert.ok(sent[0][1].slice(4).startsWith(levels[scene.version]));
      // The next connection of the same process.
      await client.connect();
    },
  },
  {
    name: 'the broker makes up a client id',
    versions: [4, 5],
    async run(scene) {
      const { clientId, properties } = await scene.client({ clientId: '' }).connect({ clean: true });
      if (scene.version === 5) assert.equal(properties.assignedClientIdentifier, clientId);
      assert.equal(clientId === '', scene.version !== 5);
    },
  },
  {
    name: 'a wrong password is refused',
    needs: 'refusal',
    async run(scene) {
      const client = scene.client({ password: 'wrong' });
      const refused = await client.ask_connect();
      assert.deepEqual([refused.event, refused.reasonCode], ['refused', scene.kind.refusal[scene.version]]);
      assert.equal((await client.next('ended')).ending, 'refused');
      await client.next('closed');
      // The same process may try again.
      assert.equal((await client.ask_connect({ password: scene.connect.password })).event, 'connected');
    },
  },
  {
    name: 'a second connection with the same client id ends the first',
    async run(scene) {
      const first = await scene.connected();
      const second = await scene.connected({ clientId: first.options.clientId });
      const { by } = await first.next('closed');
      const [ended] = first.drive.of('ended');
      const [told] = first.drive.of('server_disconnected');
      // MQTT 5 has a word for it, which Mosquitto says from 2.0.16 on only.
      if (told) assert.deepEqual([scene.version, told.reasonCode, ended.ending], [5, 0x8e, 'server_disconnected']);
      else assert.deepEqual([by, ended.ending], ['peer', 'connection_lost']);
      const topic = scene.topic('still here');
      await second.subscribe(topic);
      await second.publish(topic, 'yes');
      assert.deepEqual(await second.texts(1), ['yes']);
    },
  },
  {
    name: 'sub prints what pub sends',
    async run(scene) {
      const topic = scene.topic('shell');
      const sub = start(['sub', ...scene.shell_options, '-t', `${topic}/#`, '-q', 1, '-C', 2, '-v']);
      await sub.said('subscribed to');
      for (const qos of [0, 1]) {
        const { code, err } = await run(['pub', ...scene.shell_options, '-t', `${topic}/${qos}`, '-m', 'zażółć', '-q', qos]);
        assert.deepEqual([code, err], [0, '']);
      }
      const { code, out } = await sub.ended;
      assert.deepEqual([code, out.toString()], [0, `${topic}/0 zażółć\n${topic}/1 zażółć\n`]);
    },
  },
];
