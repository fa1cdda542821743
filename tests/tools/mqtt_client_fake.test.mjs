// mqtt_client against a server whose every byte is written by the test: what a real broker does not do, or not on demand.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, describe, test } from 'node:test';
import { bytes, FakeServer, frame } from './fake_server.mjs';
import { Drive, kill_all, start } from './programs.mjs';

let server;
let drive;
afterEach(() => {
  server?.close();
  kill_all();
});

// Connects as far as the CONNECT that the server has read.
async function begin(transport, more = {}, how = {}) {
  server = await FakeServer.start({ websocket: transport === 'ws', ...how });
  drive = new Drive();
  drive.tell({ op: 'connect', id: 'c', host: '127.0.0.1', port: server.port, transport, clientId: 'c', keepalive: 0, ...more });
  const peer = await server.accept();
  assert.equal((await peer.read_packet()).type, 1);
  return peer;
}
async function connected(transport, more = {}) {
  const peer = await begin(transport, more);
  peer.write(more.version === 5 ? '2003000000' : '20020000');
  await drive.next('connected');
  return peer;
}
const names = (events) => events.filter(({ event }) => !event.startsWith('packet_')).map(({ event }) => event);

for (const transport of ['tcp', 'ws']) {
  describe(`over ${transport}`, () => {
    test('CONNECT is exactly what was asked for', async () => {
      await begin(transport, { version: 5, clean: false, username: 'u', password: { hex: '00ff' }, properties: { receiveMaximum: 7, userProperties: [['b', '1'], ['a', '2']] } });
      const { packet, hex } = await drive.next('packet_sent');
      assert.equal(packet, 'connect');
      assert.equal(hex, '102600044d51545405c00000' + '11' + '210007' + '26000162000131' + '26000161000132' + '000163' + '000175' + '000200ff');
    });

    test('a CONNACK that says no', async () => {
      const peer = await begin(transport, { version: 5 });
      peer.write('2008 0097 05 1f 0002 6e6f');
      const refused = await drive.next('refused');
      assert.deepEqual([refused.id, refused.reasonCode, refused.properties], ['c', 151, { reasonString: 'no' }]);
      await peer.ended;
      await drive.next('closed');
      assert.deepEqual(names(drive.events), ['refused', 'ended', 'closed']);
    });

    test('closed before CONNACK', async () => {
      const peer = await begin(transport);
      peer.end();
      const ended = await drive.next('ended');
      assert.deepEqual([ended.id, ended.ending], ['c', 'connection_lost']);
      const closed = await drive.next('closed');
      assert.deepEqual([closed.by, closed.opened], ['peer', true]);
    });

    test('a reset is the peer\'s end too', async () => {
      const peer = await connected(transport);
      peer.reset();
      const closed = await drive.next('closed');
      assert.deepEqual([closed.by, closed.clean], ['peer', false]);
    });

    test('no CONNACK at all', async () => {
      const peer = await begin(transport, { connectTimeout: 300 });
      const failed = await drive.next('failed');
      assert.deepEqual([failed.error.kind, failed.error.reason], ['transport', 'connect_timeout']);
      await peer.ended;
      assert.equal((await drive.next('closed')).by, 'local');
    });

    test('an MQTT 5 session that only the server knows is not taken over', async () => {
      const peer = await begin(transport, { version: 5, clean: false });
      peer.write('2003010000');
      assert.equal((await drive.next('failed')).error.reason, 'unexpected_session_present');
      await peer.ended;
    });

    test('bytes one by one and packets glued give the same messages', async () => {
      const peer = await connected(transport);
      await peer.write_slowly('3005 000161 6869');
      assert.equal((await drive.next('received')).payload.hex, '6869');
      peer.write('3004 000161 31  3206 000161 0001 32  3004 000161 33');
      for (const digit of ['31', '32', '33']) assert.equal((await drive.next('received')).payload.hex, digit);
      assert.equal((await peer.read_packet()).hex, '40020001');
    });

    test('the server\'s DISCONNECT', async () => {
      const peer = await connected(transport, { version: 5 });
      peer.write('e009 9d 07 1c 0004 68617573');
      const told = await drive.next('server_disconnected');
      assert.deepEqual([told.reasonCode, told.properties], [157, { serverReference: 'haus' }]);
      await peer.ended;
      await drive.next('closed');
      assert.deepEqual(names(drive.events), ['connected', 'server_disconnected', 'ended', 'closed']);
    });

    test('authentication with two rounds, and again later', async () => {
      const method = { authenticationMethod: 'm' };
      const peer = await begin(transport, { version: 5, properties: { ...method, authenticationData: 'one' } });
      peer.write('f00c 18 0a 15 00016d 16 0003 74776f');
      const challenge = await drive.next('auth_received');
      assert.deepEqual([challenge.reasonCode, challenge.properties], [24, { ...method, authenticationData: { hex: '74776f' } }]);
      drive.tell({ op: 'auth', reasonCode: 24, properties: { ...method, authenticationData: 'three' } });
      assert.equal((await peer.read_packet()).hex, 'f00e180c' + '1500016d' + '1600057468726565');
      peer.write('2007 00 00 04 15 00016d');
      assert.equal((await drive.next('connected')).id, 'c');
      drive.tell({ op: 'auth', id: 'again', reasonCode: 25, properties: method });
      assert.equal((await peer.read_packet()).hex, 'f006190415' + '00016d');
      peer.write('f006 00 04 15 00016d');
      const success = await drive.next('auth_received');
      assert.deepEqual([success.id, success.reasonCode], ['again', 0]);
    });

    test('a packet that only a client sends ends it with the right DISCONNECT', async () => {
      const peer = await connected(transport, { version: 5 });
      peer.write('c000');
      const failed = await drive.next('failed');
      assert.deepEqual([failed.error.kind, failed.error.reason], ['peer', 'not_from_server']);
      assert.match((await peer.read_packet()).hex, /^e0..82/);
      await peer.ended;
    });

    test('QoS 1 asked for while connecting goes out after CONNACK, in order; the rest is refused', async () => {
      const peer = await begin(transport);
      drive.tell({ op: 'publish', topic: 'a', qos: 1, id: 1 });
      drive.tell({ op: 'publish', topic: 'a', qos: 2, id: 2 });
      for (const command of [{ op: 'publish', topic: 'a' }, { op: 'subscribe', subscriptions: [{ topic: 'a' }] }])
        assert.equal((await drive.ask(command)).error.reason, 'not_connected');
      peer.write('20020000');
      assert.deepEqual([(await peer.read_packet()).hex, (await peer.read_packet()).hex], ['32050001610001', '34050001610002']);
    });

    test('resumed over a new connection: sent again with DUP, in order, and settled', async () => {
      const peer = await connected(transport, { clean: false });
      drive.tell({ op: 'publish', topic: 'a', qos: 1, id: 1 });
      drive.tell({ op: 'publish', topic: 'a', qos: 2, id: 2 });
      await peer.read_packet();
      await peer.read_packet();
      peer.end();
      await drive.next('closed');
      drive.tell({ op: 'connect', host: '127.0.0.1', port: server.port, transport, clientId: 'c', keepalive: 0, clean: false });
      const second = await server.accept();
      await second.read_packet();
      second.write('20020100');
      assert.deepEqual([(await second.read_packet()).hex, (await second.read_packet()).hex], ['3a050001610001', '3c050001610002']);
      second.write('40020001 50020002');
      assert.equal((await drive.next('published')).id, 1);
      assert.equal((await second.read_packet()).hex, '62020002');
      second.write('70020002');
      assert.equal((await drive.next('published')).id, 2);
    });

    test('16 MiB both ways at once, while neither side is quick', { timeout: 60_000 }, async () => {
      const peer = await connected(transport);
      const big = randomBytes(16 << 20);
      const publish = Buffer.concat([bytes('30 83808008 000161'), big]);
      peer.socket.pause(); // the client's bytes pile up on its side
      drive.tell({ op: 'publish', topic: 'a', payload: { hex: big.toString('hex') }, id: 'big' });
      await drive.next('published');
      peer.write(publish);
      assert.ok(Buffer.from((await drive.next('received', 30_000)).payload.hex, 'hex').equals(big));
      peer.socket.resume();
      assert.equal((await peer.read_packet(30_000)).hex, publish.toString('hex'));
    });

    test('what was sent before a disconnect arrives, however much it is', { timeout: 60_000 }, async () => {
      const peer = await connected(transport);
      peer.socket.pause();
      const payload = 'x'.repeat(4 << 20);
      drive.tell({ op: 'publish', topic: 'a', payload });
      drive.tell({ op: 'disconnect' });
      await drive.next('closed');
      const over = drive.close();
      peer.socket.resume();
      assert.equal((await peer.read_packet()).hex.length, 2 * (payload.length + 3 + 5));
      assert.equal((await peer.read_packet()).hex, 'e000');
      peer.end();
      assert.equal(await over, 0);
    });

    test('unknown acknowledgements are told and are no error', async () => {
      const peer = await connected(transport);
      peer.write('40020009');
      assert.deepEqual(await drive.next('ignored'), { event: 'ignored', packet: 'puback', messageId: 9, reasonCode: 0 });
      assert.equal(drive.of('failed').length, 0);
    });

    test('sub ends with 3, 4 and 5', async () => {
      const results = [];
      for (const answer of [['20020005'], ['20020000', '9003000180'], ['20020000', '9003000100', 'f000']]) {
        server = await FakeServer.start({ websocket: transport === 'ws' });
        const sub = start(['sub', '-h', '127.0.0.1', '-p', server.port, '--transport', transport, '-t', 'a']);
        const peer = await server.accept();
        await peer.read_packet();
        peer.write(answer[0]);
        if (answer[1]) await peer.read_packet();
        for (const more of answer.slice(1)) peer.write(more);
        results.push((await sub.ended).code);
        server.close();
      }
      assert.deepEqual(results, [3, 5, 4]);
    });
  });
}

describe('over WebSocket alone', () => {
  test('the handshake offers mqtt on the path asked for, and one flush is one binary masked frame', async () => {
    const peer = await begin('ws', { path: '/some/where?x=1' });
    assert.match(peer.request, /^GET \/some\/where\?x=1 HTTP\/1\.1\r\n/);
    assert.match(peer.request, /\r\nSec-WebSocket-Protocol: mqtt\b/i);
    peer.write('20020000');
    await drive.next('connected');
    peer.write('3206 000161 0001 31  3206 000161 0002 32');
    await peer.read_packet();
    await peer.read_packet();
    assert.deepEqual(peer.frames.map(({ type, fin, masked, payload }) => [type, fin, masked, payload.length]),
      [['binary', true, true, 15], ['binary', true, true, 8]]);
  });

  test('frames cut and glued anywhere, control frames among them', async () => {
    const peer = await connected('ws');
    const packets = bytes('3004 000161 31 3004 000161 32');
    peer.raw(Buffer.concat([frame(packets.subarray(0, 3), { fin: false }), frame(Buffer.from('?'), { type: 'ping' }),
      frame(packets.subarray(3, 8), { fin: false, more: true }), frame(packets.subarray(8), { more: true }), frame(Buffer.alloc(0))]));
    assert.equal((await drive.next('received')).payload.hex, '31');
    assert.equal((await drive.next('received')).payload.hex, '32');
    await peer.wait_for(() => peer.frames.some(({ type, payload }) => type === 'pong' && payload.toString() === '?'), 'pong');
  });

  test('a text frame ends it', async () => {
    const peer = await connected('ws');
    peer.write(bytes('3004 000161 31'), { type: 'text' });
    const closed = await drive.next('closed');
    assert.deepEqual([closed.by, closed.reason], ['local', 'text_frame']);
    assert.equal(drive.of('received').length, 0);
    await peer.wait_for(() => peer.frames.some(({ type }) => type === 'close'), 'close frame');
  });

  test('another subprotocol, or none, ends it before CONNECT', async () => {
    for (const subprotocol of ['', 'mqttv3.1']) {
      server = await FakeServer.start({ websocket: true, subprotocol });
      drive = new Drive();
      drive.tell({ op: 'connect', host: '127.0.0.1', port: server.port, transport: 'ws' });
      const peer = await server.accept();
      const closed = await drive.next('closed');
      assert.deepEqual([closed.by, closed.reason, closed.opened], ['local', 'wrong_subprotocol', false]);
      await peer.wait_for(() => peer.frames.some(({ type }) => type === 'close'), 'close frame');
      assert.equal(drive.packets('sent').length, 0);
      server.close();
      await drive.kill();
    }
  });

  test('a close frame\'s code and reason are told', async () => {
    const peer = await connected('ws');
    peer.write(Buffer.concat([bytes('03f4'), Buffer.from('restart')]), { type: 'close' });
    const closed = await drive.next('closed');
    assert.deepEqual([closed.by, closed.code, closed.reason, closed.clean], ['peer', 1012, 'restart', true]);
  });
});
