// The native programs as tests run them: mqtt_client to its end, and `mqtt_client drive` line by line.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
// MQTT_TOOL_PROGRAMS names another folder.
const folder = process.env.MQTT_TOOL_PROGRAMS ?? join(root, 'build', 'native', 'src');
export const mqtt_client = join(folder, 'mqtt_client');
export const packet_tool = join(folder, 'packet_tool');

const default_timeout = 20_000;

const running = new Set();
function remember(child) {
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}
// What a test that failed left behind would keep the runner alive.
export function kill_all() {
  for (const child of running) child.kill('SIGKILL');
}

// Starts mqtt_client; `ended` resolves to {code, out, err}, `out` as bytes.
export function start(options, input) {
  const child = remember(spawn(mqtt_client, options.map(String)));
  const out = [];
  let err = '';
  child.stdout.on('data', (data) => out.push(data));
  child.stderr.on('data', (data) => (err += data));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? signal, out: Buffer.concat(out), err }));
  });
  // Resolves once standard error has `text`.
  const said = async (text) => {
    for (const end = Date.now() + default_timeout; !err.includes(text); ) {
      if (Date.now() > end) throw new Error(`mqtt_client never said "${text}", but: ${err}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { child, ended, said };
}

export const run = (options, input) => start(options, input).ended;

// `mqtt_client drive`. Every event is kept in `events`; next() and answer() wait for one.
export class Drive {
  constructor() {
    this.child = remember(spawn(mqtt_client, ['drive'], { stdio: ['pipe', 'pipe', 'inherit'] }));
    this.events = [];
    this.seen = 0; // next() looks from here on
    this.waiting = [];
    this.last_id = 0;
    let parts = [];
    this.child.stdout.on('data', (data) => {
      let begin = 0;
      for (let end; (end = data.indexOf(10, begin)) >= 0; begin = end + 1) {
        parts.push(data.subarray(begin, end));
        this.events.push(JSON.parse(Buffer.concat(parts).toString()));
        parts = [];
      }
      parts.push(data.subarray(begin));
      for (const look of this.waiting.splice(0)) look();
    });
    this.child.stdin.on('error', () => {});
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code) => {
        this.gone = true;
        for (const look of this.waiting.splice(0)) look();
        resolve(code);
      }));
  }

  write(text) {
    this.child.stdin.write(text);
  }
  tell(command) {
    this.write(`${JSON.stringify(command)}\n`);
  }

  async wait_for(find, what, timeout = default_timeout) {
    for (const end = Date.now() + timeout; ; ) {
      const found = find();
      if (found) return found;
      if (this.gone || Date.now() > end) {
        const last = this.events.slice(-12).map((event) => JSON.stringify(event).slice(0, 200)).join('\n');
        throw new Error(`no ${what} came; the last events:\n${last}`);
      }
      await new Promise((resolve) => {
        this.waiting.push(resolve);
        setTimeout(resolve, 200).unref();
      });
    }
  }
  // The first event of this name behind the one that the last call of next() gave.
  next(name, timeout) {
    return this.wait_for(() => {
      const at = this.events.findIndex((event, i) => i >= this.seen && event.event === name);
      if (at < 0) return undefined;
      this.seen = at + 1;
      return this.events[at];
    }, name, timeout);
  }
  // Tells a command and waits for the event that has its id.
  ask(command, timeout) {
    const id = ++this.last_id;
    this.tell({ ...command, id });
    return this.wait_for(() => this.events.find((event) => event.id === id), `answer to ${command.op}`, timeout);
  }
  of(name) {
    return this.events.filter((event) => event.event === name);
  }
  // Packets of the connection that stands, or of all: [name, hex] of what was sent or received.
  packets(direction) {
    return this.of(`packet_${direction}`).map(({ packet, hex }) => [packet, hex]);
  }

  async close() {
    this.child.stdin.end();
    return this.ended;
  }
  kill() {
    this.child.kill('SIGKILL');
    return this.ended;
  }
}
