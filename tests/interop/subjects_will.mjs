// The will: published when the connection is lost, not after a DISCONNECT.
import assert from 'node:assert/strict';

const will_of = (scene, more) => ({ topic: scene.topic('will'), payload: 'gone', ...more });

export const will_subjects = [
  {
    name: 'a connection that closes without DISCONNECT leaves its will',
    async run(scene) {
      const will = will_of(scene, { qos: 1 });
      const watcher = await scene.connected();
      await watcher.subscribe(will.topic, 1);
      const client = await scene.connected({ will });
      assert.equal((await client.close()).by, 'local');
      const [message] = await watcher.messages(1);
      assert.deepEqual([message.payload.toString(), message.qos, message.retain], ['gone', 1, false]);
      assert.deepEqual(client.sent_names(), ['connect']);
    },
  },
  {
    name: 'after DISCONNECT there is no will',
    needs: 'no_will',
    async run(scene) {
      const will = will_of(scene, { qos: 1 });
      const watcher = await scene.connected();
      await watcher.subscribe(will.topic, 1);
      const client = await scene.connected({ will });
      await client.disconnect();
      await client.next('closed');
      assert.deepEqual(client.sent_names(), ['connect', 'disconnect']);
      assert.deepEqual(await watcher.texts_so_far(), []);
      // The next connection leaves one: the same watcher would have seen it.
      await client.connect({ will: { ...will, payload: 'now' } });
      await client.close();
      assert.equal((await watcher.texts(2)).at(-1), 'now'); // behind the one of texts_so_far
    },
  },
  {
    name: 'a retained will stays, whatever its bytes',
    async run(scene) {
      const will = will_of(scene, { qos: 0, retain: true, payload: { hex: '00ff' } });
      const watcher = await scene.connected();
      await watcher.subscribe(will.topic, 0);
      const client = await scene.connected({ will });
      await client.close();
      await watcher.messages(1);
      const later = await scene.connected();
      await later.subscribe(will.topic, 1);
      const [message] = await later.messages(1);
      assert.deepEqual([message.payload.toString('hex'), message.retain], ['00ff', true]);
      await later.publish(will.topic, '', 1, { retain: true });
    },
  },
];
