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

// As much of the DOM as putting elements into order needs.
class Node {
  constructor(name, role) { Object.assign(this, { name, role, children: [], moves: 0 }); }
  get firstChild() { return this.children[0] ?? null; }
  get nextSibling() { return this.parentNode.children[this.parentNode.children.indexOf(this) + 1] ?? null; }
  insertBefore(node, before) {
    const from = node.parentNode;
    if (from) from.children.splice(from.children.indexOf(node), 1);
    this.children.splice(before ? this.children.indexOf(before) : this.children.length, 0, node);
    node.parentNode = this;
    ++node.moves;
  }
  appendChild(node) { this.insertBefore(node, null); }
  compareDocumentPosition(other) { return this.parentNode.children.indexOf(other) > this.parentNode.children.indexOf(this) ? 4 : 2; }
  contains(node) { return node === this; }
  matches() { return this.role === 'status'; }
}

function arranged(before, after, { focused = '', roles = {} } = {}) {
  const nodes = {}, parent = new Node();
  for (const name of new Set(before + after)) nodes[name] = new Node(name, roles[name]);
  const document = { activeElement: nodes[focused] };
  const { context } = library('lib_mirror_order.js', { document });
  const order = (names) => context.MirrorOrder.arrange(parent, [...names].map((name) => nodes[name]));
  order(before);
  for (const node of Object.values(nodes)) node.moves = 0;
  for (const name of before) if (!after.includes(name)) parent.children.splice(parent.children.indexOf(nodes[name]), 1);
  order(after);
  assert.equal(parent.children.map((node) => node.name).join(''), after);
  return Object.values(nodes).filter((node) => node.moves > 0 && before.includes(node.name)).map((node) => node.name).join('');
}

test('elements that come and go move no other one', () => {
  assert.equal(arranged('abcd', 'abcd'), '');
  assert.equal(arranged('abcd', 'xabycdz'), '');
  assert.equal(arranged('abcd', 'bd'), '');
  assert.equal(arranged('', 'abc'), '');
});

test('the focused element and a live region stay where they are while the others move around them', () => {
  assert.doesNotMatch(arranged('abcd', 'cabd', { focused: 'c' }), /c/);
  assert.doesNotMatch(arranged('asbc', 'sabc', { roles: { s: 'status' } }), /s/);
  assert.doesNotMatch(arranged('abcs', 'sxcba', { roles: { s: 'status' } }), /s/);
  assert.doesNotMatch(arranged('abcsd', 'dcsba', { roles: { s: 'status' }, focused: 'c' }), /[cs]/);
  // Two of them that change places: one has to move.
  assert.equal(arranged('sabt', 'tabs', { roles: { s: 'status', t: 'status' } }).replace(/[ab]/g, '').length, 1);
});

// A finger on the canvas, with a clock of its own: what is posted, what is scrolled, what is kept from the browser.
function touched(fields = {}) {
  const canvas = { tagName: 'CANVAS' }, timers = new Map(), frames = [], posted = [], scrolled = [];
  let now = 1000;
  const { context } = library('lib_touch.js', {
    Module: { canvas },
    Kind: { menu: 'menu' },
    MirrorInput: { post: (kind, twin, text) => posted.push([kind, twin, text]) },
    Scroll: { own: () => false },
    _page_scroll_area: () => 5,
    _page_scroll_by: (area, dx, dy) => scrolled.push([area, dx, dy]),
    setTimeout: (call, delay) => { timers.set(call, now + delay); return call; },
    clearTimeout: (call) => timers.delete(call),
    requestAnimationFrame: (call) => frames.push(call),
    matchMedia: () => ({ matches: false }),
    ...fields,
  });
  const wait = (ms) => {
    now += ms;
    for (const [call, due] of [...timers]) if (due <= now) { timers.delete(call); call(); }
  };
  // True when the browser may do nothing of its own about it.
  const event = (name, points = [], target = canvas) => {
    let prevented = false;
    context.Touch[name]({
      target, timeStamp: now, cancelable: true, touches: points.map(([clientX, clientY]) => ({ clientX, clientY, target })),
      stopPropagation() {}, preventDefault() { prevented = true; },
    });
    return prevented;
  };
  return { event, wait, posted, scrolled, frames, now: () => now };
}

test('a resting finger asks for the menu once, whether the browser says so too, before or after, or not at all', () => {
  for (const says of [[], [300], [499], [501], [300, 700], [600, 601]]) {
    const { event, wait, posted } = touched();
    event('start', [[30.4, 40]]);
    let at = 0;
    for (const when of [...says, 2000]) {
      wait(when - at);
      at = when;
      if (when < 2000) assert.ok(event('context'), 'the browser shows no menu of its own');
    }
    assert.ok(event('move', [[30, 90]]), 'the finger on the menu scrolls nothing');
    assert.ok(event('end'), 'and no click comes of it');
    wait(2000);
    assert.ok(event('context'), 'nor of what the browser says afterwards');
    assert.deepEqual(posted, [['menu', 0, '30 40']], `the browser says so at ${says}`);
  }
});

test('a finger that moves, is lifted, is joined or lies on a field asks for nothing', () => {
  for (const then of [
    ({ event }) => event('move', [[30, 60]]),
    ({ event }) => event('end'),
    ({ event }) => event('cancel'),
    ({ event }) => event('start', [[30, 40], [80, 40]]),
    ({ event }) => event('move', [[30, 40], [80, 40]]),
  ]) {
    const finger = touched();
    finger.event('start', [[30, 40]]);
    finger.wait(400);
    then(finger);
    finger.wait(2000);
    assert.deepEqual(finger.posted, []);
  }
  const { event, wait, posted } = touched(), field = { tagName: 'INPUT' };
  event('start', [[30, 40]], field);
  wait(2000);
  assert.equal(event('context', [], field), false, 'its menu is the browser\'s');
  assert.equal(event('end', [], field), false);
  assert.deepEqual(posted, []);
  const shaking = touched();
  shaking.event('start', [[30, 40]]);
  for (const y of [43, 37, 42]) shaking.event('move', [[32, y]]);
  shaking.wait(600);
  assert.equal(shaking.posted.length, 1, 'a hand that shakes is no move');
});

test('what glides is stopped by a finger, and by its area\'s end', () => {
  const finger = touched();
  const throw_it = () => {
    finger.event('start', [[30, 400]]);
    for (let y = 380; y >= 300; y -= 20) {
      finger.wait(16);
      assert.ok(finger.event('move', [[30, y]]));
    }
    assert.ok(finger.event('end'));
    finger.scrolled.length = 0;
  };
  throw_it();
  finger.wait(16);
  finger.frames.pop()(finger.now());
  assert.ok(finger.scrolled[0][2] > 5, 'it glides as fast as it was drawn');
  assert.equal(finger.event('start', [[30, 400]]), false);
  finger.scrolled.length = 0;
  finger.frames.pop()(finger.now() + 16);
  assert.deepEqual(finger.scrolled, []);
  assert.ok(finger.event('end'), 'the stop is no click');
  finger.event('start', [[30, 400]]);
  assert.equal(finger.event('end'), false, 'the next tap is one');
  const ending = touched({ _page_scroll_by: () => false });
  ending.event('start', [[30, 400]]);
  for (let y = 380; y >= 300; y -= 20) {
    ending.wait(16);
    ending.event('move', [[30, y]]);
  }
  ending.event('end');
  ending.frames.pop()(ending.now() + 16);
  assert.equal(ending.frames.length, 0);
});

// The names of a C++ enumeration in their order; `flags` have values of their own, as `kNameOfIt = 4`.
function enumeration(source, name) {
  const [, body] = new RegExp(`enum(?: class)? ${name} : [^{]*\\{([^}]*)\\}`).exec(source) ?? assert.fail(`there is no ${name}`);
  const names = body.replace(/\/\/.*/g, '').split(',').map((each) => each.trim()).filter((each) => each && each !== 'count');
  return Object.fromEntries(names.map((each, at) => {
    const [, flag, value] = /^k(\w+) = (\d+)$/.exec(each) ?? [];
    return flag ? [flag.replace(/(?<!^)[A-Z]/g, '_$&').toLowerCase(), +value] : [each, at];
  }));
}

test('what the program calls an item\'s parts, JavaScript calls the same', () => {
  const names = library('lib_mirror_names.js', {});
  const read = (file) => readFileSync(join(root, 'src', file), 'utf8');
  const item = read('ui/item.h'), diff = read('browser/mirror_diff.h');
  assert.deepEqual({ ...names.$Role }, enumeration(item, 'Role'));
  assert.deepEqual({ ...names.$Group }, enumeration(item, 'Group'));
  assert.deepEqual({ ...names.$FieldKind }, enumeration(item, 'FieldKind'));
  assert.deepEqual({ ...names.$Kind }, enumeration(item, 'Kind'));
  assert.deepEqual({ ...names.$Flag }, enumeration(diff, 'Flag'));
  assert.deepEqual({ ...names.$Part }, enumeration(diff, 'Part'));
  const [, texts] = /kText\[\] = \{([^}]*)\}/.exec(read('browser/mirror_diff.cpp'));
  assert.deepEqual(Object.keys(names.$Told), texts.match(/(?<=::)\w+/g));
  assert.deepEqual(Object.values(names.$Told), Object.keys(names.$Told).map((_, at) => at));
});
