// mqtt_client as it is built, against a real Mosquitto: sub, pub and drive over TCP and over WebSocket.
// What Mosquitto does not do is in mqtt_client_fake.test.mjs.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { start_open_broker } from './open_broker.mjs';
import { Drive, kill_all, mqtt_client, run, start } from './programs.mjs';
import { free_port } from '../../scripts/lib/ports.mjs';

const versions = [3, 4, 5];
let broker;
let folder;
before(async () => {
  broker = await start_open_broker();
  folder = mkdtempSync(join(tmpdir(), 'mqtt_client_test.'));
});
after(async () => {
  await broker?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

afterEach(kill_all);

const at = (transport) => ['-h', '127.0.0.1', '-p', broker.ports[transport], '--transport', transport];
const drive_at = (transport) => ({ op: 'connect', host: '127.0.0.1', port: broker.ports[transport], transport });
const text = (hex) => Buffer.from(hex, 'hex').toString();

// A `sub` that has its subscription.
async function subscriber(...options) {
  const sub = start(['sub', ...options, '-v']);
  await sub.said('subscribed to');
  return sub;
}

for (const transport of ['tcp', 'ws']) {
  describe(`over ${transport}`, () => {
    for (const version of versions) {
      test(`version ${version}: what pub sends, sub prints, at every QoS`, async () => {
        const sub = await subscriber(...at(transport), '-V', version, '-t', `q/${transport}/${version}/#`, '-q', 2, '-C', 3);
        for (const qos of [0, 1, 2]) {
          const pub = await run(['pub', ...at(transport), '-V', version, '-t', `q/${transport}/${version}/${qos}`, '-m', `zażółć ${qos}`, '-q', qos]);
          assert.deepEqual([pub.code, pub.out.length, pub.err], [0, 0, '']);
        }
        const { code, out } = await sub.ended;
        assert.equal(code, 0);
        const lines = out.toString().trim().split('\n').sort();
        assert.deepEqual(lines, [0, 1, 2].map((qos) => `q/${transport}/${version}/${qos} zażółć ${qos}`));
      });

      test(`version ${version}: drive connects, subscribes, publishes, receives and resumes`, async () => {
        const drive = new Drive();
        const topic = `d/${transport}/${version}`;
        const connect = { ...drive_at(transport), version, clientId: `drive-${transport}-${version}`, clean: false,
          ...(version === 5 ? { properties: { sessionExpiryInterval: 60 } } : {}) };
        assert.equal((await drive.ask(connect)).sessionPresent, false);
        assert.deepEqual((await drive.ask({ op: 'subscribe', subscriptions: [{ topic, qos: 2 }] })).granted, [2]);
        for (const qos of [0, 1, 2]) {
          const published = await drive.ask({ op: 'publish', topic, payload: `qos ${qos}`, qos });
          assert.equal(published.outcome, 'done');
          const received = await drive.next('received');
          assert.deepEqual([received.topic, text(received.payload.hex), received.qos, received.retain], [topic, `qos ${qos}`, qos, false]);
        }
        assert.equal((await drive.ask({ op: 'close' })).by, 'local');
        assert.equal(drive.events.at(-1).event, 'closed');
        // Asked for without a connection: it waits for the next.
        drive.tell({ op: 'publish', topic, payload: 'queued', qos: 1, id: 'queued' });
        assert.equal((await drive.ask(connect)).sessionPresent, version !== 3);
        assert.equal(text((await drive.next('received')).payload.hex), 'queued');
        const queued = await drive.wait_for(() => drive.events.find(({ id }) => id === 'queued'), 'answer to the queued publish');
        assert.equal(queued.outcome, 'done');
        assert.equal((await drive.ask({ op: 'unsubscribe', unsubscriptions: [topic] })).outcome, 'done');
        assert.equal((await drive.ask({ op: 'disconnect' })).ending, 'disconnected');
        assert.equal(await drive.close(), 0);
        assert.equal(drive.of('closed').length, 2);
        assert.equal(drive.of('error').length + drive.of('failed').length, 0);
      });
    }

    // Mosquitto 2.0.11 hands out a large message over WebSocket at some 40 KB a second: that way is in
    // mqtt_client_fake.test.mjs, here 16 MiB come back over TCP.
    test('16 MiB go there and back, whole', { timeout: 60_000 }, async () => {
      const file = join(folder, `big.${transport}`);
      const big = randomBytes(16 << 20);
      writeFileSync(file, big);
      // Retained: it does not matter whether the subscription or the message is there first.
      const sub = start(['sub', ...at('tcp'), '-t', `big/${transport}`, '-q', 1, '-C', 1, '-N']);
      const pub = await run(['pub', ...at(transport), '-t', `big/${transport}`, '-f', file, '-q', 1, '-r']);
      assert.deepEqual([pub.code, pub.err], [0, '']);
      const { code, out } = await sub.ended;
      assert.equal(code, 0);
      assert.ok(out.equals(big));
      assert.equal((await run(['pub', ...at(transport), '-t', `big/${transport}`, '-n', '-r'])).code, 0);
    });
  });
}

test('payloads come from a file, standard input, hexadecimal, or are empty', async () => {
  const file = join(folder, 'payload');
  const content = Buffer.from([0, 1, 254, 255, 10]);
  writeFileSync(file, content);
  const pub = async (...options) => {
    const sub = start(['sub', ...at('tcp'), '-t', 'from', '-C', 1, '-N', '-d']);
    await sub.said('received SUBACK');
    const input = options.includes('-s') ? content : undefined;
    assert.equal((await start(['pub', ...at('tcp'), '-t', 'from', ...options], input).ended).code, 0);
    return (await sub.ended).out;
  };
  assert.deepEqual(await pub('-f', file), content);
  assert.deepEqual(await pub('-s'), content);
  assert.deepEqual(await pub('--hex', '00 01 fe ff 0a'), content);
  assert.equal((await pub('-n')).length, 0);
});

test('a retained message comes to a later sub with its flag, until it is taken away', async () => {
  assert.equal((await run(['pub', ...at('tcp'), '-t', 'kept', '-m', 'still here', '-r', '-q', 1])).code, 0);
  const got = await run(['sub', ...at('ws'), '-t', 'kept', '-C', 1, '--json']);
  assert.equal(JSON.parse(got.out).retain, true);
  assert.equal((await run(['pub', ...at('tcp'), '-t', 'kept', '-n', '-r', '-q', 1])).code, 0);
  assert.deepEqual(await run(['sub', ...at('tcp'), '-t', 'kept', '-W', 1]),
    { code: 6, out: Buffer.alloc(0), err: 'mqtt_client: the time is over\n' });
});

test('MQTT 5 properties go through, user properties in their order', async () => {
  const sub = start(['sub', ...at('tcp'), '-V', 5, '-t', 'props', '-C', 1, '--json', '--subscription-identifier', 42, '-d']);
  await sub.said('received SUBACK');
  const pub = await run(['pub', ...at('ws'), '-V', 5, '-t', 'props', '-m', '{}', '-q', 1, '--content-type', 'application/json',
    '--payload-format-indicator', 1, '--response-topic', 'answer', '--correlation-data', 'hex:00ff', '--message-expiry-interval', 60,
    '--user-property', 'b', '1', '--user-property', 'a', '2', '--user-property', 'b', '3']);
  assert.deepEqual([pub.code, pub.err], [0, '']);
  const { properties } = JSON.parse((await sub.ended).out);
  assert.deepEqual(properties.userProperties, [['b', '1'], ['a', '2'], ['b', '3']]);
  assert.equal(properties.contentType, 'application/json');
  assert.equal(properties.payloadFormatIndicator, true);
  assert.equal(properties.responseTopic, 'answer');
  assert.deepEqual(properties.correlationData, { hex: '00ff' });
  assert.ok(properties.messageExpiryInterval <= 60);
  assert.deepEqual([properties.subscriptionIdentifier].flat(), [42]);
});

test('the will comes with its properties when the connection is cut, and not after DISCONNECT', async () => {
  const sub = start(['sub', ...at('tcp'), '-V', 5, '-t', 'will', '-C', 1, '--json', '-d']);
  await sub.said('received SUBACK');
  const drive = new Drive();
  const will = { topic: 'will', payload: 'gone', qos: 1, properties: { contentType: 'text/plain', willDelayInterval: 0 } };
  await drive.ask({ ...drive_at('tcp'), version: 5, will });
  await drive.ask({ op: 'disconnect' });
  await drive.ask({ ...drive_at('tcp'), version: 5, will: { ...will, payload: 'cut' } });
  await drive.ask({ op: 'close' });
  const message = JSON.parse((await sub.ended).out);
  assert.equal(text(message.payload.hex), 'cut');
  assert.equal(message.properties.contentType, 'text/plain');
  assert.equal(await drive.close(), 0);
});

test('shared subscriptions share, no local keeps ours away', async () => {
  const drive = new Drive();
  await drive.ask({ ...drive_at('tcp'), version: 5 });
  await drive.ask({ op: 'subscribe', subscriptions: [{ topic: '$share/g/shared' }, { topic: 'mine', nl: true }] });
  await drive.ask({ op: 'publish', topic: 'mine', payload: 'not for me', qos: 1 });
  await drive.ask({ op: 'publish', topic: 'shared', payload: 'for me', qos: 1 });
  assert.equal(text((await drive.next('received')).payload.hex), 'for me');
  assert.equal(await drive.close(), 0);
  assert.equal(drive.of('received').length, 1);
});

test('with mosquitto_pub and mosquitto_sub on the other side', async () => {
  const theirs = spawn('mosquitto_sub', ['-h', '127.0.0.1', '-p', `${broker.ports.tcp}`, '-t', 'ours', '-q', '2', '-C', '1', '-F', '%q %x', '-W', '15']);
  let heard = '';
  theirs.stdout.on('data', (data) => (heard += data));
  const done = new Promise((resolve) => theirs.once('close', resolve));
  // Retained: it does not matter which of the two is there first.
  assert.equal((await run(['pub', ...at('ws'), '-t', 'ours', '--hex', 'c0ffee', '-q', 2, '-r'])).code, 0);
  assert.equal(await done, 0);
  assert.equal(heard.trim(), '2 c0ffee');
  const ours = await subscriber(...at('tcp'), '-t', 'theirs', '-C', 1);
  spawn('mosquitto_pub', ['-h', '127.0.0.1', '-p', `${broker.ports.tcp}`, '-t', 'theirs', '-m', 'hello', '-V', '5']);
  assert.equal((await ours.ended).out.toString(), 'theirs hello\n');
});

test('--repeat publishes that often, each acknowledged, with and without automatic aliases', async () => {
  for (const more of [[], ['-V', 5, '--automatic-topic-alias']]) {
    const sub = await subscriber(...at('tcp'), '-t', 'often', '-q', 1, '-C', 3000);
    assert.equal((await run(['pub', ...at('ws'), ...more, '-t', 'often', '-m', 'x', '-q', 1, '--repeat', 3000])).code, 0);
    const { code, out } = await sub.ended;
    assert.equal(code, 0);
    assert.equal(out.toString(), 'often x\n'.repeat(3000));
  }
});

test('an interrupted sub says goodbye', async () => {
  const sub = await subscriber(...at('tcp'), '-t', 'forever', '-d');
  sub.child.kill('SIGINT');
  const { code, err } = await sub.ended;
  assert.equal(code, 0);
  assert.match(err, /sent DISCONNECT/);
});

test('a session is resumed by a later sub', async () => {
  const options = [...at('tcp'), '-V', 5, '-i', 'keeper', '-c', '--session-expiry-interval', 60, '-t', 'later', '-q', 1];
  assert.equal((await run(['sub', ...options, '-W', 1])).code, 6);
  assert.equal((await run(['pub', ...at('tcp'), '-t', 'later', '-m', 'while you were away', '-q', 1])).code, 0);
  const again = await run(['sub', ...options, '-C', 1, '-v']);
  assert.match(again.err, /connected as keeper, the session was there/);
  assert.equal(again.out.toString(), 'later while you were away\n');
});

test('nothing listens: exit code 2, over both transports', async () => {
  const port = await free_port(0);
  for (const transport of ['tcp', 'ws']) {
    const { code, err } = await run(['sub', '-h', '127.0.0.1', '-p', port, '--transport', transport, '-t', 'a']);
    assert.equal(code, 2);
    assert.match(err, /Connection refused/);
  }
});

test('the wrong kind of port: exit code 2', { timeout: 20_000 }, async () => {
  for (const [transport, port] of [['tcp', broker.ports.ws], ['ws', broker.ports.tcp]]) {
    const { code } = await run(['pub', '-h', '127.0.0.1', '-p', port, '--transport', transport, '-t', 'a', '-n', '--connect-timeout', 2]);
    assert.equal(code, 2);
  }
});

test('a wrong command line ends with 1 and says how, --help with 0', async () => {
  const wrong = async (...options) => {
    const { code, err, out } = await run(options);
    assert.deepEqual([code, out.length], [1, 0]);
    return err;
  };
  assert.match(await wrong(), /^usage: /);
  assert.match(await wrong('swim'), /^usage: /);
  assert.match(await wrong('sub'), /-t is missing/);
  assert.match(await wrong('pub', '-t', 'a', '--hex', '0g'), /hexadecimal/);
  assert.match(await wrong('pub', '-t', 'a', '-f', join(folder, 'nowhere')), /cannot read/);
  assert.match(await wrong('pub', '-t', 'a/+', '-n'), /wildcard|\+/);
  assert.match(await wrong('drive', '--fast'), /no options/);
  for (const options of [['--help'], ['sub', '--help'], ['pub', '--help'], ['drive', '--help']]) {
    const { code, out } = await run(options);
    assert.equal(code, 0);
    assert.match(out.toString(), /^(usage: mqtt_client)/);
  }
  assert.match((await run(['sub', '--help'])).out.toString(), /Exit codes:[^]*6 {2}--timeout/);
});

test('no secret is printed', async () => {
  const file = join(folder, 'password');
  writeFileSync(file, 'hunter2\n');
  const { code, out, err } = await run(['pub', ...at('tcp'), '-u', 'me', '--password-file', file, '-t', 'a', '-m', 'x', '-q', 1, '-v', '-d']);
  assert.equal(code, 0);
  assert.match(err, /sent CONNECT/);
  assert.doesNotMatch(out + err, /hunter2|68756e74657232/i);
});

test('waiting costs nothing', async () => {
  const ticks = ({ pid }) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number).reduce((a, b) => a + b);
  const sub = await subscriber(...at('tcp'), '-t', 'idle');
  const over_ws = await subscriber(...at('ws'), '-t', 'idle');
  const drive = new Drive();
  await drive.ask(drive_at('ws'));
  const children = [sub.child, over_ws.child, drive.child];
  const before_it = children.map(ticks);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  children.forEach((child, i) => assert.ok(ticks(child) - before_it[i] <= 5, `${ticks(child) - before_it[i]} ticks of a hundredth of a second`));
  sub.child.kill('SIGTERM');
  over_ws.child.kill('SIGTERM');
  assert.equal((await sub.ended).code, 0);
  assert.equal(await drive.close(), 0);
});

test('at the end of its input drive waits for what is under way, and ends with 0', async () => {
  const connect = JSON.stringify(drive_at('tcp'));
  const lines = [connect, '{"op":"publish","topic":"end","payload":"1","qos":1,"id":1}', '{"op":"publish","topic":"end","payload":"2","qos":2,"id":2}'];
  const { code, out } = await start(['drive'], lines.join('\n')).ended;
  assert.equal(code, 0);
  const events = out.toString().trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(events.filter(({ event }) => event === 'published').map(({ id, outcome }) => [id, outcome]), [[1, 'done'], [2, 'done']]);
  assert.deepEqual(events.slice(-2).map(({ event }) => event), ['ended', 'closed']);
  // Commands in a file, and none at all.
  const file = join(folder, 'commands');
  writeFileSync(file, `${connect}\n`);
  const from_file = spawn('/bin/sh', ['-c', '"$0" drive <"$1"', mqtt_client, file]);
  assert.equal(await new Promise((resolve) => from_file.once('close', resolve)), 0);
  assert.equal((await start(['drive'], '').ended).code, 0);
});

test('drive goes on after lines that are wrong', async () => {
  const drive = new Drive();
  drive.write('nonsense\n\n{"op":"dance","id":"d"}\n');
  assert.equal((await drive.next('error')).error.kind, 'input');
  assert.equal((await drive.next('error')).id, 'd');
  assert.equal((await drive.ask({ op: 'publish', topic: 'a' })).error.reason, 'not_connected');
  assert.equal((await drive.ask(drive_at('tcp'))).event, 'connected');
  assert.equal(await drive.close(), 0);
});
