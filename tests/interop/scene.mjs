// What a test has at hand: clients (`mqtt_client drive`, the program as it is built) of one broker over one transport and
// in one version, topics and client ids that no other test uses, lines that can be cut. All of it ends with the test.
import assert from 'node:assert/strict';
import { Drive } from '../tools/programs.mjs';
import { Cut } from './cut.mjs';

export const text = (hex) => Buffer.from(hex, 'hex').toString();
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let count = 0;
const so_far = 'so far';

// An `mqtt_client drive` and how it connects.
class Client {
  constructor(scene, options) {
    this.scene = scene;
    this.options = { clientId: scene.connect.clientId ?? scene.id(), ...options };
    this.drive = new Drive();
  }

  // The answer to a connect, whatever it is. `more` is for this once.
  ask_connect(more) {
    return this.drive.ask({ ...this.scene.connect, ...this.options, ...more });
  }
  async connect(more) {
    const answer = await this.ask_connect(more);
    assert.equal(answer.event, 'connected', JSON.stringify(answer));
    return answer;
  }
  // From now on it asks for a session that outlives the connection.
  keeps_session() {
    Object.assign(this.options, { clean: false }, this.scene.version === 5 && { properties: { ...this.options.properties, sessionExpiryInterval: 60 } });
    return this;
  }

  async subscribe(topic, qos = 0, more = {}, properties = undefined) {
    const answer = await this.drive.ask({ op: 'subscribe', subscriptions: [{ topic, qos, ...more }], properties });
    assert.equal(answer.outcome, 'done', JSON.stringify(answer));
    return answer.granted[0];
  }
  async unsubscribe(...topics) {
    const answer = await this.drive.ask({ op: 'unsubscribe', unsubscriptions: topics });
    assert.equal(answer.outcome, 'done', JSON.stringify(answer));
    return answer;
  }
  // The event `published`, or the error that refused it.
  ask_publish(topic, payload, qos = 0, more = {}) {
    return this.drive.ask({ op: 'publish', topic, payload, qos, ...more });
  }
  async publish(topic, payload, qos, more) {
    const answer = await this.ask_publish(topic, payload, qos, more);
    assert.equal(answer.outcome, 'done', JSON.stringify(answer));
    return answer;
  }
  disconnect(more) {
    return this.drive.ask({ op: 'disconnect', ...more });
  }
  close() {
    return this.drive.ask({ op: 'close' });
  }

  // The first `wanted` messages of this client's life, once they are there: {topic, payload (Buffer), qos, retain, dup, …}.
  async messages(wanted, timeout) {
    await this.drive.wait_for(() => this.drive.of('received').length >= wanted, `message number ${wanted}`, timeout);
    return this.drive.of('received').map((event) => ({ ...event, payload: Buffer.from(event.payload.hex, 'hex') }));
  }
  // Their payloads as text.
  async texts(wanted, timeout) {
    return (await this.messages(wanted, timeout)).map(({ payload }) => payload.toString());
  }
  // Sends itself a message and waits for it: what was before it is there. Then the payloads without it.
  async texts_so_far() {
    const topic = this.scene.topic('so_far');
    await this.subscribe(topic);
    await this.publish(topic, so_far);
    await this.drive.wait_for(() => this.drive.of('received').some((event) => event.topic === topic), 'message to itself');
    return this.drive.of('received').map(({ payload }) => text(payload.hex)).filter((payload) => payload !== so_far);
  }

  // Packets from event number `from` on: [['publish', '32…'], …].
  sent(from = 0) {
    return this.drive.events.slice(from).filter(({ event }) => event === 'packet_sent').map(({ packet, hex }) => [packet, hex]);
  }
  sent_names(from) {
    return this.sent(from).map(([packet]) => packet);
  }
  next(name, timeout) {
    return this.drive.next(name, timeout);
  }
  // How many events there were so far, for sent() and since().
  get now() {
    return this.drive.events.length;
  }
  // The first event of this name from event number `from` on.
  since(from, name, timeout) {
    return this.drive.wait_for(() => this.drive.events.slice(from).find(({ event }) => event === name), name, timeout);
  }
}

export class Scene {
  // `kind` is what mosquitto.mjs, rabbitmq.mjs and aedes.mjs export, `broker` what their start() gives.
  constructor(broker, kind, transport, version) {
    this.broker = broker;
    this.kind = kind;
    this.transport = transport;
    this.version = version;
    this.connect = { op: 'connect', host: '127.0.0.1', port: broker.ports[transport], transport, path: broker.path, version, ...broker.login };
    this.clients = [];
    this.lines = [];
  }

  // Short enough for 3.1, which allows 23 characters.
  id(word = 'c') {
    return `${word}-${process.pid}-${++count}`;
  }
  topic(word) {
    return `t${++count}/${word}`;
  }
  client(options) {
    this.clients.push(new Client(this, options));
    return this.clients.at(-1);
  }
  // A client that is connected.
  async connected(options) {
    const client = this.client(options);
    await client.connect();
    return client;
  }
  // A line to the broker; a client takes it with {port: line.port}.
  async line() {
    this.lines.push(await Cut.start(this.connect.port));
    return this.lines.at(-1);
  }
  // The options of mqtt_client sub and pub.
  get shell_options() {
    const { username, password } = this.broker.login ?? {};
    return ['-h', '127.0.0.1', '-p', this.connect.port, '--transport', this.transport, '--path', this.connect.path, '-V', this.version,
      ...(username ? ['-u', username, '-P', password] : [])];
  }

  async end() {
    await Promise.all(this.clients.map(({ drive }) => drive.kill()));
    for (const line of this.lines) line.close();
  }
}
