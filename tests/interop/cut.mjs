// A line between a client and a broker that loses what a test tells it to lose. `up` is from the client to the broker,
// `down` the other way. It knows nothing of MQTT: what is lost is whole reads of a socket, and each of those upward holds
// what the client sent in one go.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

export class Cut {
  // A line to `port` on loopback; clients connect to the `port` of the line.
  static async start(port) {
    const line = new Cut();
    line.server = createServer({ noDelay: true }, (client) => line.carry(client, connect({ port, host: '127.0.0.1', noDelay: true })));
    line.server.listen(0, '127.0.0.1');
    await once(line.server, 'listening');
    line.port = line.server.address().port;
    return line;
  }
  constructor() {
    this.sockets = new Set();
    this.spare = { up: Infinity, down: Infinity }; // so many more reads are carried
    this.lost = { up: 0, down: 0 };
    this.waiting = [];
  }

  carry(client, broker) {
    for (const [from, to, way] of [[client, broker, 'up'], [broker, client, 'down']]) {
      this.sockets.add(from);
      from.on('error', () => {});
      from.on('data', (data) => this.pass(data, to, way));
      from.on('close', () => (this.sockets.delete(from), to.end()));
    }
  }
  pass(data, to, way) {
    if (--this.spare[way] >= 0) return void to.write(data);
    this.lost[way] += data.length;
    for (const look of this.waiting.splice(0)) look();
  }

  // From now on everything that goes this way is lost, but for the first `spare` reads.
  lose(way, spare = 0) {
    this.spare[way] = spare;
    this.lost[way] = 0;
  }
  // Resolves once something was lost.
  async has_lost(way, timeout = 10_000) {
    for (const end = Date.now() + timeout; !this.lost[way]; ) {
      if (Date.now() > end) throw new Error(`nothing went ${way} within ${timeout} ms`);
      await new Promise((resolve) => {
        this.waiting.push(resolve);
        setTimeout(resolve, 100).unref();
      });
    }
  }
  // Ends every connection; the next ones are carried whole.
  cut() {
    for (const socket of this.sockets) socket.destroy();
    this.spare = { up: Infinity, down: Infinity };
  }
  close() {
    this.cut();
    this.server.close();
  }
}
