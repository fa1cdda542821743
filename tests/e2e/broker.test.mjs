// The stage itself, before any page: the broker behaves like the platform, and both servers keep to this machine.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, connect as connect_tcp } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connect_tls } from 'node:tls';
import { after, before, test } from 'node:test';
import { admin, devices, start_broker } from '../../scripts/lib/broker.mjs';
import { free_port } from '../../scripts/lib/ports.mjs';
import { serve_folder } from '../../scripts/lib/static_server.mjs';
import { device_login, listen, publish, subscribe_once } from './mosquitto.mjs';

const [device, other] = devices;
const own = `/${device.product_sn}/${device.device_sn}`;
let broker;

before(async () => (broker = await start_broker({ ports: { ws: 0, wss: 0, tcp: 0 } })));
after(() => broker.close());

const granted = async (topic) => /Subscribed \(mid: \d+\): (\d+)/.exec((await subscribe_once(broker, device_login(device), topic)).output)?.[1];

test('a device may subscribe to its own topics, its product\'s broadcasts and its system topics', async () => {
  for (const topic of [`${own}/set`, `${own}/#`, `/${device.product_sn}/$broadcast/all`, `/$system${own}/shadow/+`]) {
    assert.equal(await granted(topic), '0', topic);
  }
});

test('a foreign topic is refused with 0x80', async () => {
  for (const topic of ['#', `/${device.product_sn}/${other.device_sn}/set`, `/${device.product_sn}/+/set`, '/$system/#']) {
    assert.equal(await granted(topic), '128', topic);
  }
});

test('a wrong secret or client id is not authorised', async () => {
  for (const wrong of [{ password: other.device_secret }, { client_id: 'somebody' }, { username: 'nobody' }]) {
    const { code, output } = await subscribe_once(broker, { ...device_login(device), ...wrong }, `${own}/set`);
    assert.equal(code, 5, output);
    assert.match(output, /not authori[sz]ed/i);
  }
});

test('a device\'s publish reaches a listener byte for byte, and not through a foreign topic', async () => {
  const listener = await listen(broker, `/${device.product_sn}/#`);
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  await publish(broker, `/${device.product_sn}/${other.device_sn}/upload`, 'lost', { as: device_login(device) });
  await publish(broker, `${own}/upload`, bytes, { as: device_login(device), qos: 1 });
  const [message] = await listener.wait_for(1);
  listener.stop();
  assert.equal(message.topic, `${own}/upload`);
  assert.deepEqual(message.payload, bytes);
});

test('the wss listener shows a certificate of the CA for localhost and 127.0.0.1', async () => {
  for (const servername of ['localhost', '']) {
    const socket = connect_tls({
      host: '127.0.0.1', port: broker.ports.wss, ca: readFileSync(broker.certificate.ca), servername,
    });
    await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
    assert.equal(socket.authorized, true);
    socket.destroy();
  }
});

test('nothing listens outside of loopback', async () => {
  const addresses = Object.values(networkInterfaces()).flat().filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of addresses) {
    for (const [name, port] of Object.entries(broker.ports)) {
      const outcome = await new Promise((resolve) => {
        const socket = connect_tcp({ host: address, port });
        socket.once('connect', () => resolve('connected')).once('error', (error) => resolve(error.code));
        socket.once('connect', () => socket.destroy());
      });
      assert.equal(outcome, 'ECONNREFUSED', `${name} on ${address}`);
    }
  }
  if (process.platform !== 'linux') return;
  // The kernel's own table: local address and port in hexadecimal, state 0A is listening; 127.0.0.1 reads 0100007F.
  const table = ['/proc/net/tcp', '/proc/net/tcp6'].filter(existsSync).map((file) => readFileSync(file, 'utf8')).join('');
  for (const port of Object.values(broker.ports)) {
    const hex = port.toString(16).toUpperCase().padStart(4, '0');
    const listening = [...table.matchAll(new RegExp(`: ([0-9A-F]+):${hex} [0-9A-F]+:0000 0A`, 'g'))].map((match) => match[1]);
    assert.deepEqual(listening, ['0100007F'], `${port}`);
  }
});

test('stopped, the broker is gone; started again, it is on the same ports', async () => {
  await broker.stop();
  await assert.rejects(publish(broker, '/x', 'x'), /mosquitto_pub ended/);
  await broker.start();
  await publish(broker, '/x', 'x', { as: admin });
});

test('the search for a port passes over a taken one', async () => {
  const first = await free_port(20000);
  const server = createServer().listen(first, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  assert.ok((await free_port(first)) > first);
  server.close();
});

test('the static server serves its folder under a prefix and nothing beside it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mqtt_tool_static.'));
  writeFileSync(join(folder, 'index.html'), '<p>');
  writeFileSync(join(folder, 'a.wasm'), 'x');
  symlinkSync('/etc/passwd', join(folder, 'link'));
  const server = await serve_folder(folder, { prefix: '/deep/er/' });
  t.after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  const ask = async (path) => {
    // fetch would tidy the path up before it sends it.
    const socket = connect_tcp(server.port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    let answer = '';
    for await (const data of socket) answer += data;
    return { status: Number(answer.split(' ')[1]), type: /content-type: (.*)\r/i.exec(answer)?.[1] };
  };
  assert.deepEqual(await ask('/deep/er/'), { status: 200, type: 'text/html; charset=utf-8' });
  assert.deepEqual(await ask('/deep/er/a.wasm?x'), { status: 200, type: 'application/wasm' });
  assert.equal((await ask('/deep/er')).status, 301);
  for (const path of ['/', '/deep/', '/deep/er/../../etc/passwd', '/deep/er/%2e%2e/%2e%2e/etc/passwd', '/deep/er/link',
    '/deep/er/..%2f..%2fetc%2fpasswd', '/deep/er/%00', '/deep/er/%zz', '/deep/er/none']) {
    assert.equal((await ask(path)).status, 404, path);
  }
});
