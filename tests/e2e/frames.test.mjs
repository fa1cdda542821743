// What a broker may do with WebSocket frames, in the browser's own socket: packets cut anywhere and many at once, a close
// behind them, text, another subprotocol. The server here speaks just enough MQTT 3.1.1; no real broker does these on request.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { WebSocketServer } from 'ws';
import { raise_stage, until } from './harness.mjs';

const topic = 'frames';

function packet(first, body) {
  const head = [first];
  let left = body.length;
  do {
    head.push(left & 0x7F | (left > 0x7F ? 0x80 : 0));
    left >>>= 7;
  } while (left);
  return Buffer.concat([Buffer.from(head), body]);
}

const publish = (payload) => packet(0x30, Buffer.concat([Buffer.from([0, topic.length]), Buffer.from(topic), Buffer.from(payload)]));

// A server that accepts the first connection, grants its first subscription, and then does `then(socket)`.
async function start_server(then, options = {}) {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false, ...options });
  let used = false;
  server.on('connection', (socket) => {
    if (used) return socket.close();
    used = true;
    socket.on('message', (data) => {
      if (data[0] === 0x10) socket.send(Buffer.from([0x20, 2, 0, 0]));
      if (data[0] !== 0x82) return;
      socket.send(Buffer.from([0x90, 3, data[2], data[3], 0]));
      then(socket);
    });
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    port: http.address().port,
    stop: () => {
      for (const each of server.clients) each.terminate();
      return new Promise((resolve) => http.close(resolve));
    },
  };
}

let stage;
before(async () => { stage = await raise_stage(); });
after(() => stage.close());

async function connect_to(t, server) {
  const { tool, close } = await stage.open(t, {
    language: 'en',
    more: { port: server.port, login: 'other', clientId: 'frames', userName: 'any', password: 'any', subscribeTopic: topic,
      productSN: undefined, deviceSN: undefined, deviceSecret: undefined },
  });
  t.after(async () => {
    await close();
    await server.stop();
  });
  await tool.press('connect', 'connect');
  return tool;
}

const counts = (tool, received) =>
  until(async () => (await tool.group('messages').getByText(/^Received /).textContent()).startsWith(`Received ${received} `),
    `${received} messages are counted`);

test('packets cut anywhere, many in a burst, an empty frame and a large one, and the close right behind', async (t) => {
  const large = publish('L'.repeat(3 << 20));
  const server = await start_server((socket) => {
    for (const byte of publish('byte by byte')) socket.send(Buffer.from([byte]));
    socket.send(Buffer.alloc(0));
    for (let i = 0; i < 2000; ++i) socket.send(publish(`burst ${i}`));
    socket.send(Buffer.concat([publish('two in'), publish('one frame'), large.subarray(0, 1000)]));
    socket.send(large.subarray(1000));
    socket.send(publish('the last word'));
    socket.close(1001);
  });
  const tool = await connect_to(t, server);
  await tool.subscribe(topic);
  await counts(tool, '2005');
  await tool.row('the last word');
  await tool.row(/disconnected|connection was lost/);
  for (const text of ['byte by byte', 'burst 1999', 'two in', 'one frame', 'LLLL']) {
    await tool.group('messages').getByRole('searchbox').fill(text);
    await tool.row(text);
  }
});

test('a text frame ends the connection, and what came before it is kept', async (t) => {
  const server = await start_server((socket) => {
    socket.send(publish('before the text'));
    socket.send('text');
    socket.send(publish('after the text'));
  });
  const tool = await connect_to(t, server);
  await tool.subscribe(topic);
  await tool.row('a text frame came');
  await tool.row('before the text');
  assert.ok(!(await tool.rows()).some((row) => row.includes('after the text')));
});

test('a server that does not choose the subprotocol is left', async (t) => {
  const server = await start_server(() => {}, { handleProtocols: () => false });
  const tool = await connect_to(t, server);
  await tool.row('subprotocol');
});
