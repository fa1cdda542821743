// A real Mosquitto on loopback, set up the way the UIoT platform behaves: devices that log in by static registration
// and may use their own topics only. An acl_file would grant every SUBSCRIBE; the dynamic security plugin refuses a
// foreign one with 0x80.
import { spawn } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { make_certificate } from './certificate.mjs';
import { free_port } from './ports.mjs';

// ProductSN and DeviceSecret have 16 characters, as on the platform. These are for a broker on loopback: no secrets.
export const devices = ['a', 'b', 'c'].map((letter) => ({
  product_sn: 'demoproduct00001',
  device_sn: `device-${letter}`,
  device_secret: `devicesecret000${letter}`,
}));

// May do everything, for mosquitto_pub and mosquitto_sub.
export const admin = { username: 'admin', password: 'admin-of-loopback' };

const default_ports = { ws: 8083, wss: 8084, tcp: 18830 };

function password_entry(password) {
  const salt = randomBytes(12);
  const iterations = 101;
  const hash = pbkdf2Sync(password, salt, iterations, 64, 'sha512');
  return { password: hash.toString('base64'), salt: salt.toString('base64'), iterations };
}

const allow = (acltype, topic) => ({ acltype, topic, priority: 0, allow: true });

function device_role({ product_sn, device_sn }) {
  const own = [`/${product_sn}/${device_sn}/#`, `/$system/${product_sn}/${device_sn}/#`];
  const acls = own.flatMap((topic) => [allow('publishClientSend', topic), allow('subscribePattern', topic)]);
  return { rolename: device_sn, acls: [...acls, allow('subscribePattern', `/${product_sn}/$broadcast/#`)] };
}

function device_client({ product_sn, device_sn, device_secret }) {
  return {
    username: `${product_sn}|${device_sn}|1`,
    clientid: `${product_sn}.${device_sn}`,
    roles: [{ rolename: device_sn }],
    ...password_entry(device_secret),
  };
}

function security() {
  const everything = ['#', '$SYS/#'].flatMap((topic) => [allow('publishClientSend', topic), allow('subscribePattern', topic)]);
  return {
    defaultACLAccess: { publishClientSend: false, publishClientReceive: true, subscribe: false, unsubscribe: true },
    clients: [
      ...devices.map(device_client),
      { username: admin.username, roles: [{ rolename: 'admin' }], ...password_entry(admin.password) },
    ],
    groups: [],
    roles: [...devices.map(device_role), { rolename: 'admin', acls: everything }],
  };
}

function plugin_file() {
  const folders = ['/usr/lib', '/usr/local/lib', '/opt/homebrew/lib'];
  if (existsSync('/usr/lib')) {
    folders.push(...readdirSync('/usr/lib').filter((name) => name.includes('-linux-')).map((name) => `/usr/lib/${name}`));
  }
  const found = folders.map((folder) => join(folder, 'mosquitto_dynamic_security.so')).find(existsSync);
  if (!found) throw new Error('mosquitto_dynamic_security.so is not there; it comes with Mosquitto 2.0');
  return found;
}

function configuration(folder, ports, certificate, log_packets) {
  // IPv4 only: without the word, Mosquitto 2.0.11 opens WebSocket listeners to the whole network whatever their address
  // is, and its library cannot share a port with [::1]. A browser finds `localhost` here all the same.
  const listener = (port, ...more) => [`listener ${port} 127.0.0.1`, 'socket_domain ipv4', ...more];
  const secure = [`certfile ${certificate.certificate}`, `keyfile ${certificate.key}`];
  return [
    'per_listener_settings false',
    'allow_anonymous false',
    'persistence false',
    'log_dest stderr',
    ...(log_packets ? ['log_type all'] : []),
    `plugin ${plugin_file()}`,
    `plugin_opt_config_file ${join(folder, 'security.json')}`,
    // Started as root, Mosquitto would become a user who cannot read this folder.
    ...(process.getuid() === 0 ? ['user root'] : []),
    ...listener(ports.ws, 'protocol websockets'),
    ...listener(ports.wss, 'protocol websockets', ...secure),
    ...listener(ports.tcp),
    '',
  ].join('\n');
}

// Does anything on loopback accept connections there?
export function can_connect(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

// Killed with its parent, however that ends. `variables` come on top of the environment's.
export function spawn_bound(command, options, variables = {}) {
  const bound = existsSync('/usr/bin/setpriv');
  const path = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;
  return spawn(bound ? '/usr/bin/setpriv' : command, bound ? ['--pdeathsig', 'TERM', command, ...options] : options,
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, PATH: path, ...variables } });
}

class Broker {
  constructor(folder, ports, certificate) {
    this.folder = folder;
    this.ports = ports;
    this.certificate = certificate;
    this.log = '';
  }

  // Resolves when all listeners answer.
  async start() {
    this.process = spawn_bound('mosquitto', ['-c', join(this.folder, 'mosquitto.conf')]);
    let failure;
    this.process.once('error', (error) => (failure = error.message));
    this.process.once('exit', (code) => (failure ??= `it ended with ${code}: ${this.log.slice(-500)}`));
    this.process.stderr.on('data', (data) => (this.log = (this.log + data).slice(-100_000)));
    for (let tries = 0; tries < 200; ++tries) {
      if (failure) throw new Error(`Mosquitto does not start: ${failure}`);
      const answers = await Promise.all(Object.values(this.ports).map(can_connect));
      if (answers.every(Boolean)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await this.stop();
    throw new Error('Mosquitto started, but its ports do not answer');
  }

  // The ports stay reserved to nobody; start() takes them again.
  async stop() {
    const child = this.process;
    this.process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 3000);
    await gone;
    clearTimeout(hard);
  }

  async close() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// start_broker({ports, certificates}): `ports` {ws, wss, tcp} are where the search for free ones begins (0: any);
// `certificates` is a folder that keeps the CA from run to run, else it goes with the broker; with `log_packets` every
// packet is a line of the broker's `log`.
export async function start_broker({ ports: wanted = default_ports, certificates, log_packets = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mqtt_tool_broker.'));
  try {
    const ports = {};
    for (const name of Object.keys(default_ports)) ports[name] = await free_port(wanted[name], Object.values(ports));
    const certificate = make_certificate(certificates ?? join(folder, 'certificates'));
    writeFileSync(join(folder, 'security.json'), JSON.stringify(security(), null, 1), { mode: 0o600 });
    writeFileSync(join(folder, 'mosquitto.conf'), configuration(folder, ports, certificate, log_packets));
    const broker = new Broker(folder, ports, certificate);
    await broker.start();
    return broker;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

export const default_broker_ports = default_ports;
