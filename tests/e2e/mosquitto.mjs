// mosquitto_pub and mosquitto_sub as the other end of a test: a second, independent client of the same broker.
import { spawn } from 'node:child_process';
import { admin } from '../../scripts/lib/broker.mjs';

const login = ({ username, password, client_id }) => ['-u', username, '-P', password, ...(client_id ? ['-i', client_id] : [])];

export const device_login = ({ product_sn, device_sn, device_secret }) => ({
  username: `${product_sn}|${device_sn}|1`,
  password: device_secret,
  client_id: `${product_sn}.${device_sn}`,
});

function run(command, options, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, options);
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

// publish(BROKER, TOPIC, PAYLOAD, …): PAYLOAD is text or bytes, of any length. `properties`: MQTT 5's, as
// [['content-type', 'text/plain'], ['user-property', 'name', 'value'], …]. Rejects when the broker refuses.
export async function publish(broker, topic, payload, { qos = 0, retain = false, as = admin, properties = [] } = {}) {
  const bytes = Buffer.from(payload);
  const options = ['-h', '127.0.0.1', '-p', `${broker.ports.tcp}`, ...login(as), '-t', topic, '-q', `${qos}`];
  if (retain) options.push('-r');
  if (properties.length) options.push('-V', '5', ...properties.flatMap((property) => ['-D', 'publish', ...property]));
  const { code, output } = await run('mosquitto_pub', [...options, bytes.length ? '-s' : '-n'], bytes);
  if (code !== 0) throw new Error(`mosquitto_pub ended with ${code}: ${output}`);
}

// subscribe_once(BROKER, LOGIN, TOPIC): what the broker answers: {code, output}, `output` with the granted QoS.
export function subscribe_once(broker, as, topic) {
  return run('mosquitto_sub', ['-h', '127.0.0.1', '-p', `${broker.ports.tcp}`, ...login(as), '-t', topic, '-d', '-E']);
}

// Collects what arrives on a filter: `await listen(…)` resolves once the broker has granted it. With MQTT 5 each message has
// `properties`, as in 'payload format|expiry|content type|response topic|correlation data|name:value name:value'.
export async function listen(broker, filter, as = admin) {
  // Line by line: into a pipe, mosquitto_sub would keep the word that it is subscribed to itself.
  const child = spawn('stdbuf',
    ['-oL', 'mosquitto_sub', '-h', '127.0.0.1', '-p', `${broker.ports.tcp}`, ...login(as), '-t', filter, '-q', '2', '-d', '-V', '5', '-F',
      'MESSAGE %q %r %x [%F|%E|%C|%R|%D|%P] %t']);
  const messages = [];
  const waiting = [];
  let granted;
  const ready = new Promise((resolve, reject) => {
    granted = resolve;
    child.once('close', (code) => reject(new Error(`mosquitto_sub ended with ${code}`)));
    setTimeout(() => reject(new Error('mosquitto_sub was not granted its subscription within 5 s')), 5000).unref();
  });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (data) => {
    const lines = (rest + data).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith('Subscribed (')) granted();
      const match = /^MESSAGE (\d) (\d) ([0-9a-fA-F]*) \[(.*)\] (.*)$/.exec(line);
      if (!match) continue;
      messages.push({ qos: Number(match[1]), retain: match[2] === '1', payload: Buffer.from(match[3], 'hex'), properties: match[4],
        topic: match[5] });
      for (const look of waiting.splice(0)) look();
    }
  });
  await ready;
  // The messages, once there are `count` of them.
  const wait_for = async (count, timeout = 5000) => {
    const end = Date.now() + timeout;
    while (messages.length < count) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`${messages.length} of ${count} messages came within ${timeout} ms`);
      await new Promise((resolve) => {
        waiting.push(resolve);
        setTimeout(resolve, left);
      });
    }
    return messages;
  };
  return { messages, wait_for, stop: () => child.kill() };
}
