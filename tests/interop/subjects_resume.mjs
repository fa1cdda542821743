// Sessions that outlive their connection, and messages that are under way when it is cut.
import assert from 'node:assert/strict';

// Of a PUBLISH in hexadecimal.
const is_dup = (hex) => (parseInt(hex.slice(0, 2), 16) & 8) !== 0;
const publishes = (packets) => packets.filter(([packet]) => packet === 'publish').map(([, hex]) => hex);
// The broker tells of its session from 3.1.1 on.
const has_session = (scene) => scene.version !== 3;

// A client with a kept session on a line that can be cut, a watcher beside the line, and a topic.
async function on_a_line(scene, qos) {
  const line = await scene.line();
  const client = scene.client({ port: line.port }).keeps_session();
  await client.connect();
  await client.subscribe(scene.topic('own'), 1); // some take a session without a subscription for none
  const watcher = await scene.connected();
  const topic = scene.topic('line');
  await watcher.subscribe(topic, qos);
  const cut = async () => {
    line.cut();
    await client.next('closed');
  };
  return { line, client, watcher, topic, cut };
}

// The same, and it is the client that has the subscription.
async function receiving_on_a_line(scene, qos) {
  const all = await on_a_line(scene, qos);
  await all.watcher.unsubscribe(all.topic);
  await all.client.subscribe(all.topic, qos);
  return all;
}

// The client's publish is cut at one of its steps (`lose` arranges for that); then its session goes on. Gives the packets
// that the second connection sent.
async function interrupted(scene, qos, lose, lost) {
  const { line, client, watcher, topic, cut } = await on_a_line(scene, qos);
  lose(line);
  const answer = client.ask_publish(topic, 'once', qos);
  await line.has_lost(lost);
  await cut();
  const from = client.now;
  assert.equal((await client.connect()).sessionPresent, has_session(scene));
  assert.equal((await answer).outcome, 'done');
  await watcher.messages(1);
  // What goes on after it is in its place, and the handshake is over.
  await client.publish(topic, 'next', qos);
  return { first: client.sent().slice(0, -client.sent(from).length), second: client.sent(from), texts: await watcher.texts_so_far() };
}

export const resume_subjects = [
  {
    name: 'what came while the client was away comes after the resume, in order',
    async run(scene) {
      const client = scene.client().keeps_session();
      assert.equal((await client.connect()).sessionPresent, false);
      const topic = scene.topic('away');
      await client.subscribe(topic, 1);
      await client.close();
      const other = await scene.connected();
      for (const payload of ['1', '2', '3']) await other.publish(topic, payload, 1);
      assert.equal((await client.connect()).sessionPresent, has_session(scene));
      assert.deepEqual(await client.texts(3), ['1', '2', '3']);
      // The subscription is still there.
      await other.publish(topic, '4', 1);
      assert.deepEqual(await client.texts(4), ['1', '2', '3', '4']);
    },
  },
  {
    name: 'a clean session forgets',
    async run(scene) {
      const client = scene.client().keeps_session();
      await client.connect();
      const topic = scene.topic('forgotten');
      await client.subscribe(topic, 1);
      await client.disconnect();
      const other = await scene.connected();
      await other.publish(topic, 'lost', 1);
      assert.equal((await client.connect({ clean: true })).sessionPresent, false);
      await other.publish(topic, 'lost as well', 1);
      assert.deepEqual(await client.texts_so_far(), []);
    },
  },
  {
    name: 'a QoS 1 publish without its PUBACK is sent again with DUP',
    async run(scene) {
      const { first, second, texts } = await interrupted(scene, 1, (line) => line.lose('down'), 'down');
      const [before, again] = [publishes(first)[0], publishes(second)[0]];
      assert.deepEqual([is_dup(before), is_dup(again)], [false, true]);
      assert.equal(again.slice(2), before.slice(2)); // the same packet id
      assert.ok(texts.length === 2 || texts.length === 3, `${texts}`); // at least once
      assert.deepEqual([texts[0], texts.at(-1)], ['once', 'next']);
    },
  },
  {
    name: 'a QoS 2 publish without its PUBREC is sent again with DUP, and arrives once',
    needs: 'qos2',
    async run(scene) {
      const { first, second, texts } = await interrupted(scene, 2, (line) => line.lose('down'), 'down');
      const [before, again] = [publishes(first)[0], publishes(second)[0]];
      assert.deepEqual([is_dup(before), is_dup(again)], [false, true]);
      assert.equal(again.slice(2), before.slice(2));
      assert.deepEqual(texts, ['once', 'next']);
    },
  },
  {
    name: 'a PUBREL without its PUBCOMP is sent again, the PUBLISH is not, and the message arrives once',
    needs: 'qos2',
    async run(scene) {
      const { first, second, texts } = await interrupted(scene, 2, (line) => line.lose('up', 1), 'up');
      assert.deepEqual(first.map(([packet]) => packet), ['connect', 'subscribe', 'publish', 'pubrel']);
      assert.deepEqual(second.map(([packet]) => packet), ['connect', 'pubrel', 'publish', 'pubrel']);
      assert.equal(second[1][1], first[3][1]);
      assert.deepEqual(texts, ['once', 'next']);
    },
  },
  {
    name: 'a publish under way is reported as unknown when its session is lost',
    async run(scene) {
      const { line, client, topic, cut } = await on_a_line(scene, 1);
      line.lose('down');
      const answer = client.ask_publish(topic, 'perhaps', 1);
      await line.has_lost('down');
      await cut();
      const from = client.now;
      await client.connect({ clean: true });
      assert.equal((await answer).outcome, 'unknown');
      await client.texts_so_far();
      assert.deepEqual(publishes(client.sent(from)).length, 1); // the one of texts_so_far
    },
  },
  {
    name: 'a QoS 1 message whose PUBACK was lost comes again with DUP',
    async run(scene) {
      const { line, client, watcher, topic, cut } = await receiving_on_a_line(scene, 1);
      line.lose('up');
      await watcher.publish(topic, 'again', 1);
      await client.messages(1);
      await line.has_lost('up');
      await cut();
      await client.connect();
      const [first, second] = await client.messages(2);
      assert.deepEqual([first, second].map(({ payload, dup }) => `${payload} ${dup}`), ['again false', `again ${scene.kind.marks_duplicates}`]);
      assert.deepEqual(await client.texts_so_far(), ['again', 'again']);
    },
  },
  {
    name: 'a QoS 2 message whose PUBREC was lost comes once',
    needs: 'qos2',
    async run(scene) {
      const { line, client, watcher, topic, cut } = await receiving_on_a_line(scene, 2);
      line.lose('up');
      await watcher.publish(topic, 'once', 2);
      await line.has_lost('up');
      await cut();
      const from = client.now;
      await client.connect();
      await watcher.publish(topic, 'next', 2);
      await client.messages(2);
      assert.deepEqual(await client.texts_so_far(), ['once', 'next']);
      // It was sent again, and answered again.
      const again = client.drive.events.slice(from).find(({ event, packet }) => event === 'packet_received' && packet === 'publish');
      assert.equal(is_dup(again.hex), scene.kind.marks_duplicates);
      // Each handshake to its end; Mosquitto may send the next message before PUBREL.
      const answers = () => client.sent_names(from).filter((packet) => ['pubrec', 'pubcomp'].includes(packet)).sort();
      await client.drive.wait_for(() => answers().length >= 4, 'PUBCOMP');
      assert.deepEqual(answers(), ['pubcomp', 'pubcomp', 'pubrec', 'pubrec']);
    },
  },
  {
    name: 'a QoS 2 message whose PUBCOMP was lost comes once',
    needs: 'qos2',
    async run(scene) {
      const { line, client, watcher, topic, cut } = await receiving_on_a_line(scene, 2);
      line.lose('up', 1); // PUBREC passes
      await watcher.publish(topic, 'once', 2);
      await line.has_lost('up');
      await cut();
      const second = client.now;
      await client.connect();
      await watcher.publish(topic, 'next', 2);
      await client.messages(2);
      assert.deepEqual(await client.texts_so_far(), ['once', 'next']);
      assert.ok(client.sent_names(second).includes('pubcomp'));
    },
  },
];
