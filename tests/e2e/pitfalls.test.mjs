// What broke other clients in a browser and no real broker does on request: what the page offers and how it closes, and a
// browser without workers. The server here speaks just enough MQTT 3.1.1.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { WebSocketServer } from 'ws';
import { raise_stage, until } from './harness.mjs';

// `seen`: subprotocols offered, PINGREQ packets, text frames, codes that the page closed with; `sockets`: all so far.
async function start_server() {
  const http = createServer();
  const seen = { offered: [], pings: 0, texts: 0, codes: [] }, sockets = [];
  const server = new WebSocketServer({
    server: http, handleProtocols: (offered) => { seen.offered.push([...offered]); return offered.has('mqtt') && 'mqtt'; },
  });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('close', (code) => seen.codes.push(code));
    socket.on('message', (data, binary) => {
      if (!binary) ++seen.texts;
      if (data[0] === 0x10) socket.send(Buffer.from([0x20, 2, 0, 0]));
      if (data[0] === 0xC0) {
        ++seen.pings;
        socket.send(Buffer.from([0xD0, 0]));
      }
    });
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    seen, sockets, port: http.address().port,
    stop: () => {
      for (const each of server.clients) each.terminate();
      return new Promise((resolve) => http.close(resolve));
    },
  };
}

let stage;
before(async () => { stage = await raise_stage(); });
after(() => stage.close());

async function connect_to(t, { keepalive = 60, before_load } = {}) {
  const server = await start_server();
  const { tool, page, close } = await stage.open(t, {
    language: 'en', before_load,
    more: { port: server.port, login: 'other', clientId: 'pitfalls', userName: 'any', password: 'any', keepalive,
      productSN: undefined, deviceSN: undefined, deviceSecret: undefined },
  });
  t.after(async () => {
    await close();
    await server.stop();
  });
  await tool.connect();
  return { server, tool, page };
}

test('the page offers mqtt, sends binary frames only, and closes with 1000', async (t) => {
  const { server, tool } = await connect_to(t);
  assert.deepEqual(server.seen.offered, [['mqtt']]);
  await tool.publish('a', 'x');
  await tool.press('connect', 'disconnect');
  await until(() => server.seen.codes.length === 1, 'the page closes');
  assert.deepEqual(server.seen.codes, [1000]);
  assert.equal(server.seen.texts, 0);
});

test('a code that the server closes with is shown as it came', async (t) => {
  const { server, tool } = await connect_to(t);
  server.sockets[0].close(4321, 'enough');
  await tool.row(/4321/);
});

test('a browser without workers keeps the connection alive all the same', async (t) => {
  const { server, tool, page } = await connect_to(t, { keepalive: 2, before_load: () => { delete window.Worker; } });
  assert.equal(await page.evaluate(() => typeof Worker), 'undefined');
  await until(() => server.seen.pings >= 3, 'three pings', 15_000);
  assert.equal((await tool.rows()).filter((row) => /reconnecting|disconnected|lost/.test(row)).length, 0);
});
