// mqtt_client against a server that a script plays: what no broker of this folder sends. npm's mqtt-packet writes the
// server's packets and reads ours.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import packets from 'mqtt-packet';
import { FakeServer } from '../tools/fake_server.mjs';
import { Scene } from './scene.mjs';

const options = { protocolVersion: 5 };

// The server's end of a connection.
class Script {
  constructor(peer) {
    this.peer = peer;
  }
  say(packet) {
    this.peer.write(packets.generate(packet, options));
  }
  // The next packet of the client.
  async hear() {
    const { hex } = await this.peer.read_packet();
    const parser = packets.parser(options);
    let heard;
    parser.on('packet', (packet) => (heard = packet));
    parser.on('error', (error) => (heard = error));
    parser.parse(Buffer.from(hex, 'hex'));
    return { ...heard, hex };
  }
}

const connack = { cmd: 'connack', reasonCode: 0, sessionPresent: false };

// `run` gets a client that has sent CONNECT, the script that has read it, CONNECT itself, and the answer to come.
const script = (name, how, run) => [name, how, run];
const connected = async (client, server, properties) => {
  server.say({ ...connack, properties });
  return client.next('connected');
};

const scripts = [
  script('a refusal that sends the client to another server', {}, async (client, server) => {
    const serverReference = 'other.example:1884';
    server.say({ ...connack, reasonCode: 0x9c, properties: { serverReference, reasonString: 'too busy', userProperties: { why: 'load' } } });
    const refused = await client.next('refused');
    assert.equal(refused.reasonCode, 0x9c);
    assert.deepEqual(refused.properties, { serverReference, reasonString: 'too busy', userProperties: [['why', 'load']] });
    assert.equal((await client.next('ended')).ending, 'refused');
    assert.equal((await client.next('closed')).by, 'local');
  }),
  script('a DISCONNECT that sends the client to another server for good', {}, async (client, server) => {
    await connected(client, server);
    server.say({ cmd: 'disconnect', reasonCode: 0x9d, properties: { serverReference: 'there.example' } });
    const told = await client.next('server_disconnected');
    assert.deepEqual([told.reasonCode, told.properties], [0x9d, { serverReference: 'there.example' }]);
    assert.equal((await client.next('ended')).ending, 'server_disconnected');
    await client.next('closed');
    assert.deepEqual(client.sent_names(), ['connect']); // it does not answer, and does not go there by itself
  }),
  script('a session that was taken over, an administrator, a shutdown', {}, async (client, server, _, next) => {
    for (const reasonCode of [0x8e, 0x98, 0x8b]) {
      await connected(client, server);
      server.say({ cmd: 'disconnect', reasonCode, properties: { reasonString: `code ${reasonCode}` } });
      const told = await client.next('server_disconnected');
      assert.deepEqual([told.reasonCode, told.properties.reasonString], [reasonCode, `code ${reasonCode}`]);
      await client.next('closed');
      server = (await next()).server;
    }
  }),
  script('aliases of the server stand for topics', { properties: { topicAliasMaximum: 2 } }, async (client, server, { properties }) => {
    assert.equal(properties.topicAliasMaximum, 2);
    await connected(client, server);
    const publish = (topic, payload, topicAlias, more = {}) => server.say({ cmd: 'publish', topic, payload, qos: 0, properties: { topicAlias }, ...more });
    publish('first/topic', '1', 1);
    publish('second', '2', 2);
    publish('', '3', 1);
    publish('', '4', 2, { qos: 1, messageId: 7 });
    publish('third', '5', 1);
    publish('', '6', 1);
    assert.deepEqual((await client.messages(6)).map(({ topic, payload }) => `${topic} ${payload}`),
      ['first/topic 1', 'second 2', 'first/topic 3', 'second 4', 'third 5', 'third 6']);
    assert.equal((await server.hear()).cmd, 'puback');
    publish('beyond', '7', 3);
    assert.deepEqual([(await client.next('failed')).error.kind, (await server.hear()).reasonCode], ['peer', 0x94]);
  }),
  script('authentication in steps, and again', { properties: { authenticationMethod: 'M', authenticationData: { hex: '01' } } }, async (client, server, { properties }) => {
    assert.deepEqual([properties.authenticationMethod, properties.authenticationData], ['M', Buffer.of(1)]);
    const auth = (reasonCode, data) => server.say({ cmd: 'auth', reasonCode, properties: { authenticationMethod: 'M', authenticationData: Buffer.from(data, 'hex') } });
    const answer = (reasonCode, data) => client.drive.tell({ op: 'auth', reasonCode, properties: { authenticationMethod: 'M', authenticationData: { hex: data } } });
    const heard = async () => {
      const { cmd, reasonCode, properties } = await server.hear();
      return [cmd, reasonCode, properties.authenticationData.toString('hex')];
    };
    auth(0x18, '02');
    assert.deepEqual((await client.next('auth_received')).properties.authenticationData, { hex: '02' });
    answer(0x18, '03');
    assert.deepEqual(await heard(), ['auth', 0x18, '03']);
    await connected(client, server, { authenticationMethod: 'M', authenticationData: Buffer.of(4) });
    answer(0x19, '05');
    assert.deepEqual(await heard(), ['auth', 0x19, '05']);
    auth(0x18, '06');
    await client.next('auth_received');
    answer(0x18, '07');
    assert.deepEqual(await heard(), ['auth', 0x18, '07']);
    auth(0, '08');
    assert.equal((await client.next('auth_received')).reasonCode, 0);
  }),
  script('response information', { properties: { requestResponseInformation: true } }, async (client, server, { properties }) => {
    assert.equal(properties.requestResponseInformation, true);
    assert.equal((await connected(client, server, { responseInformation: 'answers/c' })).properties.responseInformation, 'answers/c');
  }),
  script('a server without wildcards, shared subscriptions and subscription identifiers', {}, async (client, server) => {
    await connected(client, server, { wildcardSubscriptionAvailable: false, sharedSubscriptionAvailable: false, subscriptionIdentifiersAvailable: false });
    const reasons = [];
    for (const [topic, properties] of [['a/#'], ['$share/g/a'], ['a', { subscriptionIdentifier: 1 }]]) {
      reasons.push((await client.drive.ask({ op: 'subscribe', subscriptions: [{ topic }], properties })).error?.kind);
    }
    assert.deepEqual(reasons, ['local', 'local', 'local']);
    assert.deepEqual(client.sent_names(), ['connect']);
  }),
  script('the server gives another session expiry', { clean: false, properties: { sessionExpiryInterval: 600 } }, async (client, server, _, next) => {
    assert.equal((await connected(client, server, { sessionExpiryInterval: 0 })).properties.sessionExpiryInterval, 0);
    const answer = client.ask_publish('a', 'x', 1);
    await server.hear();
    await client.close();
    // With 0 it ended with its connection, on both sides.
    assert.equal((await answer).outcome, 'unknown');
    const again = await next();
    await connected(client, again.server);
    assert.equal(client.sent_names().filter((packet) => packet === 'publish').length, 1);
  }),
  script('refusals with reason strings and user properties in every acknowledgement', {}, async (client, server) => {
    await connected(client, server);
    const properties = { reasonString: 'no', userProperties: { a: ['1', '2'] } };
    const shown = { reasonString: 'no', userProperties: [['a', '1'], ['a', '2']] };
    for (const [qos, cmd] of [[1, 'puback'], [2, 'pubrec']]) {
      const answer = client.ask_publish('quota', 'x', qos);
      server.say({ cmd, messageId: (await server.hear()).messageId, reasonCode: 0x97, properties });
      const { outcome, reasonCode, properties: got } = await answer;
      assert.deepEqual([outcome, reasonCode, got], ['refused', 0x97, shown]);
    }
    const subscribed = client.drive.ask({ op: 'subscribe', subscriptions: [{ topic: 'a', qos: 2 }, { topic: 'b', qos: 2 }] });
    server.say({ cmd: 'suback', messageId: (await server.hear()).messageId, granted: [0x97, 1], properties });
    assert.deepEqual([(await subscribed).granted, (await subscribed).properties], [[0x97, 1], shown]);
    const unsubscribed = client.drive.ask({ op: 'unsubscribe', unsubscriptions: ['a', 'b'] });
    server.say({ cmd: 'unsuback', messageId: (await server.hear()).messageId, granted: [0x87, 0], properties });
    assert.deepEqual([(await unsubscribed).granted, (await unsubscribed).properties], [[0x87, 0], shown]);
  }),
  script('a keep alive of the server of 1 s is kept', { keepalive: 600 }, async (client, server) => {
    await connected(client, server, { serverKeepAlive: 1 });
    for (let i = 0; i < 2; ++i) {
      const begin = Date.now();
      assert.equal((await server.hear()).cmd, 'pingreq');
      assert.ok(Date.now() - begin < 1500, `${Date.now() - begin} ms`);
      server.say({ cmd: 'pingresp' });
    }
  }),
];

for (const transport of ['tcp', 'ws']) {
  describe(`over ${transport}`, { concurrency: 4 }, () => {
    for (const [name, how, run] of scripts) {
      test(`${name} (script, MQTT 5, ${transport})`, { timeout: 30_000 }, async () => {
        const fake = await FakeServer.start({ websocket: transport === 'ws' });
        const scene = new Scene({ ports: { [transport]: fake.port }, path: '/mqtt' }, { name: 'script' }, transport, 5);
        const client = scene.client(how);
        const next = async () => {
          client.drive.tell({ ...scene.connect, ...client.options });
          const server = new Script(await fake.accept());
          return { server, connect: await server.hear() };
        };
        try {
          const { server, connect } = await next();
          await run(client, server, connect, next);
        } finally {
          await scene.end();
          fake.close();
        }
      });
    }
  });
}
