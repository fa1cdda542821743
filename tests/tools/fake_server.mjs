// The other side of a connection by hand, over TCP or over WebSocket: a test reads packets and writes bytes.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

export const bytes = (hex) => Buffer.from(hex.replace(/\s/g, ''), 'hex');

const opcode = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

// A frame of a server (RFC 6455 §5.2). `fin` false: more parts follow.
export function frame(payload, { type = 'binary', fin = true, more = false } = {}) {
  const head = [(fin ? 0x80 : 0) | (more ? 0 : opcode[type])];
  if (payload.length < 126) head.push(payload.length);
  else if (payload.length < 65536) head.push(126, payload.length >> 8, payload.length & 255);
  else head.push(127, 0, 0, 0, 0, ...bytes(payload.length.toString(16).padStart(8, '0')));
  return Buffer.concat([Buffer.from(head), payload]);
}

const accept_of = (key) => createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

// One peer: `read_packet()` gives {type, hex} of the next MQTT packet, `write(hex)` sends bytes (over WebSocket as one
// binary frame), `raw(buffer)` without a frame. `ended` resolves when the peer has closed.
class Peer {
  constructor(socket, websocket, subprotocol) {
    this.socket = socket;
    this.websocket = websocket;
    this.subprotocol = subprotocol;
    this.input = Buffer.alloc(0); // MQTT
    this.wire = Buffer.alloc(0); // before unframing
    this.frames = [];
    this.is_open = !websocket;
    this.waiting = [];
    socket.on('error', () => {});
    socket.on('data', (data) => {
      this.wire = Buffer.concat([this.wire, data]);
      this.work();
      for (const look of this.waiting.splice(0)) look();
    });
    this.ended = new Promise((resolve) => socket.once('end', resolve).once('close', resolve));
    this.ended.then(() => {
      this.gone = true;
      for (const look of this.waiting.splice(0)) look();
    });
  }

  work() {
    if (!this.websocket) {
      this.input = Buffer.concat([this.input, this.wire]);
      this.wire = Buffer.alloc(0);
      return;
    }
    if (!this.is_open) {
      const end = this.wire.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.request = this.wire.subarray(0, end).toString();
      this.wire = this.wire.subarray(end + 4);
      this.is_open = true;
      const key = /^Sec-WebSocket-Key: (.*)$/im.exec(this.request)[1].trim();
      const chosen = this.subprotocol ? `Sec-WebSocket-Protocol: ${this.subprotocol}\r\n` : '';
      this.socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept_of(key)}\r\n${chosen}\r\n`);
    }
    for (let one; (one = this.take_frame()); ) {
      this.frames.push(one);
      if (one.type === 'binary') this.input = Buffer.concat([this.input, one.payload]);
      // The closing handshake, whoever began it; then the server ends the stream (RFC 6455 §7.1.1).
      if (one.type === 'close') this.socket.end(frame(one.payload, { type: 'close' }));
    }
  }
  take_frame() {
    const { wire } = this;
    if (wire.length < 2) return undefined;
    let size = wire[1] & 127;
    let at = 2;
    if (size === 126) size = wire.length < 4 ? Infinity : ((at = 4), wire.readUInt16BE(2));
    else if (size === 127) size = wire.length < 10 ? Infinity : ((at = 10), Number(wire.readBigUInt64BE(2)));
    if (wire.length < at + 4 + size) return undefined;
    const payload = Buffer.from(wire.subarray(at + 4, at + 4 + size));
    for (let i = 0; i < size; ++i) payload[i] ^= wire[at + (i & 3)];
    this.wire = wire.subarray(at + 4 + size);
    const type = Object.keys(opcode).find((name) => opcode[name] === (wire[0] & 15));
    return { type, fin: (wire[0] & 128) !== 0, masked: (wire[1] & 128) !== 0, payload };
  }

  take_packet() {
    let size = 0;
    let at = 1;
    for (let factor = 1; ; factor *= 128) {
      if (at >= this.input.length) return undefined;
      const byte = this.input[at++];
      size += (byte & 127) * factor;
      if (byte < 128) break;
    }
    if (this.input.length < at + size) return undefined;
    const packet = this.input.subarray(0, at + size);
    this.input = this.input.subarray(at + size);
    return { type: packet[0] >> 4, hex: packet.toString('hex') };
  }
  async wait_for(find, what, timeout = 10_000) {
    for (const end = Date.now() + timeout; ; ) {
      const found = find();
      if (found) return found;
      if (this.gone || Date.now() > end) throw new Error(`no ${what} came from the client`);
      await new Promise((resolve) => {
        this.waiting.push(resolve);
        setTimeout(resolve, 200).unref();
      });
    }
  }
  read_packet(timeout) {
    return this.wait_for(() => this.take_packet(), 'packet', timeout);
  }
  raw(buffer) {
    this.socket.write(buffer);
  }
  write(hex, options) {
    const payload = typeof hex === 'string' ? bytes(hex) : hex;
    this.raw(this.websocket ? frame(payload, options) : payload);
  }
  // Each byte by itself, with a pause, so that it is read by itself.
  async write_slowly(hex) {
    for (const byte of this.websocket ? frame(bytes(hex)) : bytes(hex)) {
      this.raw(Buffer.of(byte));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  end() {
    this.socket.end();
  }
  reset() {
    this.socket.resetAndDestroy();
  }
}

export class FakeServer {
  // Resolves when it listens. `subprotocol` is what its handshake chooses ('' for none).
  static async start({ websocket = false, subprotocol = 'mqtt' } = {}) {
    const fake = new FakeServer();
    fake.peers = [];
    fake.server = createServer({ noDelay: true }, (socket) => {
      const peer = new Peer(socket, websocket, subprotocol);
      if (fake.waiting) fake.waiting(peer);
      else fake.peers.push(peer);
      fake.waiting = undefined;
    });
    fake.server.listen(0, '127.0.0.1');
    await once(fake.server, 'listening');
    fake.port = fake.server.address().port;
    return fake;
  }
  // The next connection.
  async accept() {
    const peer = this.peers.shift() ?? (await new Promise((resolve) => (this.waiting = resolve)));
    (this.all ??= []).push(peer);
    return peer;
  }
  close() {
    for (const peer of this.all ?? []) peer.socket.destroy();
    this.server.close();
  }
}
