// node libraries_test.mjs REPOSITORY
//
// web/lib_*.js without a browser: the globals that they use are made up here, so that what a browser does only on a bad day
// (no workers, a policy that forbids them late, a socket that throws, a page from the back/forward cache) can be had at will.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createContext, runInContext } from 'node:vm';

const root = process.argv[2];

// The library's functions in a context with these globals, linked as Emscripten links them: `$name` is a global `name`.
function library(file, globals) {
  const parts = {};
  const context = createContext({ ...globals, LibraryManager: { library: parts }, mergeInto: Object.assign });
  runInContext(readFileSync(join(root, 'web', file), 'utf8'), context);
  for (const [name, part] of Object.entries(parts))
    if (name.startsWith('$')) context[name.slice(1)] = part;
    else context[`_${name}`] = part;
  return { ...parts, context };
}

function timer(globals) {
  const set = [], due = [];
  const made = library('lib_timer.js', {
    Blob, URL: { createObjectURL: () => 'blob:x' }, clearTimeout: (id) => { if (id) set[id - 1] = null; },
    setTimeout: (call, delay) => set.push({ call, delay }), _page_timer_due: () => due.push(1), ...globals,
  });
  return { ...made, set, due };
}

test('a timer runs in a worker, and the page\'s own is left alone', () => {
  const workers = [];
  const made = timer({ Worker: class { constructor() { workers.push(this); this.got = []; } postMessage(delay) { this.got.push(delay); } } });
  made.page_timer(10.2);
  made.page_timer(-5);
  assert.equal(workers.length, 1);
  assert.deepEqual(workers[0].got, [11, 0]);
  assert.equal(made.set.length, 0);
  workers[0].onmessage();
  assert.equal(made.due.length, 1);
});

for (const [what, globals] of [
  ['there are no workers', {}],
  ['workers are forbidden', { Worker: class { constructor() { throw new Error('SecurityError'); } } }],
  ['blobs are forbidden', { Worker: class { postMessage() {} }, URL: { createObjectURL: () => { throw new Error('no'); } } }],
]) {
  test(`where ${what}, the page's own timer takes over`, () => {
    const made = timer(globals);
    made.page_timer(100);
    assert.equal(made.set[0].delay, 100);
    made.page_timer(50);
    assert.equal(made.set[0], null, 'the older one is taken back');
    assert.equal(made.set[1].delay, 50);
    made.set[1].call();
    assert.equal(made.due.length, 1);
  });
}

test('a worker that is refused late is given up, and its deadline is asked for again', () => {
  let worker;
  const made = timer({ Worker: class { constructor() { worker = this; } postMessage() {} } });
  made.page_timer(60_000);
  worker.onerror();
  assert.equal(made.set[0].delay, 0);
  made.set[0].call();
  assert.equal(made.due.length, 1);
  made.page_timer(70);
  assert.equal(made.set[1].delay, 70);
});

test('a socket that cannot be made is an answer and no exception', () => {
  const guard = (error) => library('lib_websocket_guard.js', { Frames: {}, _emscripten_websocket_new: () => { if (error) throw error; return 7; } });
  assert.equal(guard(null).page_websocket_new(0), 7);
  assert.equal(guard({ name: 'SecurityError' }).page_websocket_new(0), -1002);
  assert.equal(guard({ name: 'SyntaxError' }).page_websocket_new(0), -1001);
});

test('a socket that is done with is held by nobody', () => {
  const WS = { sockets: [null, {}, {}] }, Frames = { owner: 5 };
  const guard = library('lib_websocket_guard.js', { WS, Frames });
  guard.page_websocket_forget(1);
  assert.equal(WS.sockets[1], null);
  assert.notEqual(WS.sockets[2], null);
  assert.equal(Frames.owner, 0);
  library('lib_websocket_guard.js', { Frames }).page_websocket_forget(1);  // a newer Emscripten, without that table
});

// Bytes into a memory of 64 words; the inbox at 0: where, how many, room for how many.
function receiver() {
  const memory = new ArrayBuffer(256), told = [];
  const socket = {}, HEAPU32 = new Uint32Array(memory), HEAPU8 = new Uint8Array(memory);
  HEAPU32.set([64, 0, 8]);
  const made = library('lib_websocket_receive.js', {
    WS: { sockets: [null, socket] }, HEAPU32, HEAPU8, Uint8Array,
    MessageChannel: class { constructor() { this.port1 = {}; this.port2 = { postMessage: () => told.push('woken') }; } },
    _page_websocket_text: () => told.push('text'), _page_websocket_arrived: () => told.push('arrived'),
    _page_websocket_room: (_owner, size) => { told.push(`room for ${size}`); HEAPU32[2] = 128; },
  });
  assert.equal(made.page_websocket_receive(1, 9, 0), 1);
  const send = (...bytes) => socket.onmessage({ data: new Uint8Array(bytes).buffer });
  return { socket, told, send, got: () => [...HEAPU8.subarray(64, 64 + HEAPU32[1])] };
}

test('frames are put together as they come, with one call for all of them', () => {
  const { told, send, got } = receiver();
  send(1, 2);
  send();
  send(3);
  assert.deepEqual(got(), [1, 2, 3]);
  assert.deepEqual(told, ['woken']);
  send(...Array(20).fill(4));
  assert.equal(got().length, 23);
  assert.deepEqual(told, ['woken', 'room for 20']);
});

test('a text frame is told as one and its bytes go nowhere', () => {
  const { socket, told, got } = receiver();
  socket.onmessage({ data: '0\u0004\u0000\u0001a' });
  assert.deepEqual(got(), []);
  assert.deepEqual(told, ['text']);
});

function page() {
  const told = [], listeners = {};
  const query = { addEventListener() {} };
  const document = { hidden: false, addEventListener: (name, call) => { listeners[name] = call; } };
  const made = library('lib_page.js', {
    document, devicePixelRatio: 1, matchMedia: () => query, _page_event: (event) => told.push(event),
    addEventListener: (name, call) => { listeners[name] = call; },
  });
  made.page_listen();
  return { told, listeners, document };
}

test('a page from the back/forward cache is told as restored, a page that loads is not', () => {
  const { told, listeners } = page();
  listeners.pageshow({ persisted: false });
  assert.deepEqual(told, []);
  listeners.pageshow({ persisted: true });
  assert.deepEqual(told, [4]);
});

test('the network\'s coming and going and the page\'s hiding are told', () => {
  const { told, listeners, document } = page();
  listeners.offline();
  listeners.online();
  document.hidden = true;
  listeners.visibilitychange();
  assert.deepEqual(told, [1, 0, 3]);
});
