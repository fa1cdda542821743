// npm's aedes in this process, over TCP and, with npm's ws, over WebSocket; on loopback.
import { once } from 'node:events';
import { createServer as create_http_server } from 'node:http';
import { createServer } from 'node:net';
import Aedes from 'aedes';
import { createWebSocketStream, WebSocketServer } from 'ws';

export const name = 'aedes';
export const versions = [3, 4]; // 0.51 has no MQTT 5
export const lacks = {};
export const refusal = { 3: 4, 4: 4 };
export const marks_duplicates = false; // [MQTT-3.3.1-1] demands it

const login = { username: 'someone', password: 'right' };

// {ports: {tcp, ws}, path, login, close()}
export async function start() {
  const broker = new Aedes();
  broker.authenticate = (client, username, password, done) => {
    if (username === login.username && password?.toString() === login.password) return done(null, true);
    done(Object.assign(new Error('wrong password'), { returnCode: 4 }), false);
  };
  const tcp = createServer({ noDelay: true }, broker.handle);
  const http = create_http_server();
  const websockets = new WebSocketServer({ server: http, handleProtocols: () => 'mqtt' });
  websockets.on('connection', (socket, request) => broker.handle(createWebSocketStream(socket), request));
  for (const server of [tcp, http]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const close = async () => {
    await new Promise((resolve) => broker.close(resolve));
    websockets.close();
    for (const server of [tcp, http]) server.close();
  };
  return { ports: { tcp: tcp.address().port, ws: http.address().port }, path: '/mqtt', login, close };
}
