// mqtt_client against npm's aedes.
import assert from 'node:assert/strict';
import * as aedes from './aedes.mjs';
import { run_subjects, subjects } from './subjects.mjs';

export const aedes_subjects = [
  {
    name: 'MQTT 5 is refused in the words of 3.1.1, and understood',
    versions: [4],
    async run(scene) {
      const client = scene.client({ version: 5 });
      const { event, reasonCode } = await client.ask_connect();
      assert.deepEqual([event, reasonCode], ['refused', 0x84]);
      assert.deepEqual(client.drive.of('packet_received').map(({ hex }) => hex), ['20020001']);
      assert.equal((await client.ask_connect({ version: 4 })).event, 'connected');
    },
  },
];

run_subjects(aedes, [...subjects, ...aedes_subjects]);
