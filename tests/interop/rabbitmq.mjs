// A RabbitMQ of its own on loopback, with its plugins for MQTT and for MQTT over WebSocket: own folders, own ports, own
// node name, and its own epmd, so that one that the system runs is neither used nor disturbed.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { can_connect, spawn_bound } from '../../scripts/lib/broker.mjs';
import { free_port } from '../../scripts/lib/ports.mjs';

export const name = 'RabbitMQ';
export const versions = [3, 4]; // 3.10 has no MQTT 5
// By the `needs` of a subject.
export const lacks = {
  qos2: { over: ['tcp', 'ws'], why: 'it grants QoS 1 at most' },
  refusal: { over: ['ws'], why: 'it closes the WebSocket with 1002 instead of a CONNACK' },
  no_will: { over: ['ws'], why: 'it publishes the will after a DISCONNECT as well' },
};
export const refusal = { 3: 4, 4: 4 };
export const marks_duplicates = true;

// Debian's own command wants to be root or the user rabbitmq, and changes to the system's folders.
const script = ['/usr/lib/rabbitmq/bin/rabbitmq-server'].find(existsSync) ?? 'rabbitmq-server';

function log_of(folder) {
  const file = join(folder, 'log', 'rabbitmq.log');
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-2000) : '';
}

const settings = (ports) => `listeners.tcp = none
mqtt.listeners.tcp.1 = 127.0.0.1:${ports.tcp}
mqtt.allow_anonymous = false
web_mqtt.tcp.listener = 127.0.0.1:${ports.ws}
log.console = false
log.file = rabbitmq.log
log.file.level = warning
`;

const environment = (folder, ports) => ({
  HOME: folder, // the cookie
  ERL_EPMD_ADDRESS: '127.0.0.1',
  ERL_EPMD_PORT: `${ports.epmd}`,
  RABBITMQ_ALLOW_INPUT: '1', // the script becomes the server instead of waiting for it
  RABBITMQ_CONF_ENV_FILE: join(folder, 'none'),
  RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
  RABBITMQ_DIST_PORT: `${ports.distribution}`,
  RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
  RABBITMQ_LOG_BASE: join(folder, 'log'),
  RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
  RABBITMQ_NODENAME: `mqtt_tool_${process.pid}@localhost`,
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
});

function ended(child) {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
}

// {ports: {tcp, ws}, path, login, close()}
export async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'mqtt_tool_rabbitmq.'));
  const ports = {};
  for (const port of ['tcp', 'ws', 'epmd', 'distribution']) ports[port] = await free_port(0, Object.values(ports));
  for (const name of ['log', 'mnesia']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'rabbitmq.conf'), settings(ports));
  writeFileSync(join(folder, 'enabled_plugins'), '[rabbitmq_mqtt,rabbitmq_web_mqtt].\n');
  const variables = environment(folder, ports);
  // Not left to the server, which would leave it running.
  const epmd = spawn_bound('epmd', ['-port', variables.ERL_EPMD_PORT, '-address', variables.ERL_EPMD_ADDRESS], variables);
  const server = spawn_bound(script, ['-noinput'], variables);
  let failure;
  let said = '';
  for (const child of [epmd, server]) {
    child.stderr.on('data', (data) => (said = (said + data).slice(-2000)));
    child.once('error', (error) => (failure ??= error.message));
    child.once('exit', (code) => (failure ??= `it ended with ${code}: ${said}`));
  }
  const close = async () => {
    // Nothing of it is kept, so it need not come to rest.
    for (const child of [server, epmd]) {
      child.kill('SIGKILL');
      await ended(child);
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  for (let tries = 0; tries < 600 && !failure; ++tries) {
    if ((await can_connect(ports.tcp)) && (await can_connect(ports.ws))) {
      return { ports: { tcp: ports.tcp, ws: ports.ws }, path: '/ws', login: { username: 'guest', password: 'guest' }, close };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const log = log_of(folder);
  await close();
  throw new Error(`RabbitMQ does not start: ${failure ?? 'its ports do not answer'}\n${log}`);
}
