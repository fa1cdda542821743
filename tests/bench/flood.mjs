// The source of the receiving benchmarks: speaks just enough MQTT 3.1.1 over WebSocket to be subscribed to, then sends
// messages as fast as the socket takes them, one packet a WebSocket frame. On loopback only. Not a broker.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const topic = Buffer.from('bench/flood');
const payload_size = 64;
const last_id = 1; // packet id of the QoS 1 message that ends each flood
const connack = Buffer.from([0x20, 2, 0, 0]), pingresp = Buffer.from([0xD0, 0]);

// The unmasked WebSocket frame of one PUBLISH; both lengths fit one byte.
function publish_frame(number, qos) {
  const body = 2 + topic.length + (qos ? 2 : 0) + payload_size;
  const frame = Buffer.alloc(4 + body, '.');
  frame[0] = 0x82;
  frame[1] = 2 + body;
  frame[2] = 0x30 | qos << 1;
  frame[3] = body;
  let at = frame.writeUInt16BE(topic.length, 4);
  at += topic.copy(frame, at);
  if (qos) at = frame.writeUInt16BE(last_id, at);
  frame.write(String(number).padStart(10, '0'), at);
  return frame;
}

// `count` messages of QoS 0 and one of QoS 1, as one buffer: nothing is left to do while they are sent.
function encode_flood(count) {
  const frames = [];
  for (let i = 0; i < count; ++i) frames.push(publish_frame(i, 0));
  frames.push(publish_frame(count, 1));
  return Buffer.concat(frames);
}

// The whole packets at the front of `bytes`, and how many bytes they are.
function cut_packets(bytes) {
  const packets = [];
  let at = 0;
  for (;;) {
    let size = 0, shift = 0, head = at + 1;
    do {
      if (head >= bytes.length) return { packets, used: at };
      size |= (bytes[head] & 0x7F) << shift;
      shift += 7;
    } while (bytes[head++] & 0x80);
    if (head + size > bytes.length) return { packets, used: at };
    packets.push({ type: bytes[at] >> 4, body: bytes.subarray(head, head + size) });
    at = head + size;
  }
}

class Client {
  constructor(raw, socket) {
    this.raw = raw; // under the WebSocket: frames that are encoded already go straight to it
    this.socket = socket;
    this.rest = Buffer.alloc(0);
    this.answered = () => {};
    socket.on('message', (data) => this.take(data));
  }

  take(data) {
    const bytes = Buffer.concat([this.rest, data]);
    const { packets, used } = cut_packets(bytes);
    this.rest = bytes.subarray(used);
    for (const { type, body } of packets) {
      if (type === 1) this.socket.send(connack);
      if (type === 4 && body.readUInt16BE(0) === last_id) this.answered();
      if (type === 8) this.socket.send(Buffer.from([0x90, 3, body[0], body[1], 0]));
      if (type === 12) this.socket.send(pingresp);
    }
  }
}

// start_source(): resolves to {port, flood, close}. `flood(count, seconds)` sends `count` QoS 0 messages and one of QoS 1
// to the newest client and resolves to the milliseconds until that last one was acknowledged; it fails after `seconds`.
export async function start_source() {
  const http = createServer();
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, handleProtocols: () => 'mqtt' });
  let client;
  http.on('upgrade', (request, raw, head) => {
    server.handleUpgrade(request, raw, head, (socket) => { client = new Client(raw, socket); });
  });
  await new Promise((resolve, reject) => http.once('error', reject).listen(0, '127.0.0.1', resolve));

  async function flood(count, seconds = 120) {
    const target = client;
    const bytes = encode_flood(count);
    return new Promise((resolve, reject) => {
      const end = setTimeout(() => reject(new Error(`${count} messages were not taken within ${seconds} s`)), seconds * 1000);
      target.socket.once('close', () => reject(new Error('the connection ended during the flood')));
      const began = performance.now();
      target.answered = () => {
        clearTimeout(end);
        resolve(performance.now() - began);
      };
      target.raw.write(bytes);
    });
  }

  async function close() {
    for (const each of server.clients) each.terminate();
    await new Promise((resolve) => {
      http.close(resolve);
      http.closeAllConnections();
    });
  }

  return { port: http.address().port, flood, close };
}
