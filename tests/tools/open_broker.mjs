// A real Mosquitto on loopback that lets everybody do everything, over TCP and over WebSocket.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { free_port } from '../../scripts/lib/ports.mjs';

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false)).once('connect', () => (socket.destroy(), resolve(true)));
  });
}

// {ports: {tcp, ws}, close()}. `general` and `of_listener`: more lines of its configuration.
export async function start_open_broker({ general = [], of_listener = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mqtt_tool_open_broker.'));
  const tcp = await free_port(0);
  const ws = await free_port(0, [tcp]);
  const lines = ['allow_anonymous true', 'persistence false', 'log_dest stderr', 'max_queued_messages 100000', ...general,
    ...(process.getuid() === 0 ? ['user root'] : []),
    `listener ${tcp} 127.0.0.1`, 'socket_domain ipv4', ...of_listener,
    `listener ${ws} 127.0.0.1`, 'socket_domain ipv4', 'protocol websockets', ...of_listener, ''];
  writeFileSync(join(folder, 'mosquitto.conf'), lines.join('\n'));
  const path = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;
  const child = spawn('mosquitto', ['-c', join(folder, 'mosquitto.conf')], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, PATH: path } });
  let log = '';
  let failure;
  child.stderr.on('data', (data) => (log = (log + data).slice(-10_000)));
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code) => (failure ??= `it ended with ${code}: ${log}`));
  process.once('exit', () => child.kill());
  const close = async () => {
    const gone = child.exitCode !== null || new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 200; ++tries) {
    if (failure) break;
    if ((await answers(tcp)) && (await answers(ws))) return { ports: { tcp, ws }, close };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await close();
  throw new Error(`Mosquitto does not start: ${failure ?? log}`);
}
