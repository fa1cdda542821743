// packet_tool as it is built, against npm's mqtt-packet: both ways over packets of all types and versions; then what is
// wrong, where the two disagree, and input of any kind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import mqtt_packet from 'mqtt-packet';
import { Corpus, property_names, random_from, types } from './packet_corpus.mjs';
import { packet_tool } from './programs.mjs';

const versions = [3, 4, 5];
const seed = 20260707;

// The program, which answers each line with a line.
class Tool {
  constructor(options = []) {
    this.child = spawn(packet_tool, options, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.waiting = [];
    let parts = [];
    this.child.stdout.on('data', (data) => {
      let begin = 0;
      for (let end; (end = data.indexOf(10, begin)) >= 0; begin = end + 1) {
        parts.push(data.subarray(begin, end));
        const line = Buffer.concat(parts).toString();
        parts = [];
        this.waiting.shift()?.resolve(line);
      }
      parts.push(data.subarray(begin));
    });
    this.child.stdin.on('error', () => {});
    this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => {
      for (const { reject } of this.waiting.splice(0)) reject(new Error(`packet_tool ended with ${code ?? signal}`));
      resolve(code ?? signal);
    }));
  }
  // Text or bytes without a line feed.
  line(text) {
    const answer = new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
    this.child.stdin.write(text);
    this.child.stdin.write('\n');
    return answer.then(JSON.parse);
  }
  ask(request) {
    return this.line(JSON.stringify(request));
  }
  decode(version, bytes) {
    return this.ask({ op: 'decode', version, hex: Buffer.from(bytes).toString('hex') });
  }
  encode(version, packet) {
    return this.ask({ op: 'encode', version, packet });
  }
  end() {
    this.child.stdin.end();
    return this.ended;
  }
}

let tool;
before(() => { tool = new Tool(); });
after(async () => assert.equal(await tool.end(), 0));

const map_object = (object, change) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
// mqtt-packet's objects as JSON: bytes as {hex}.
const to_json = (value) =>
  Buffer.isBuffer(value) ? { hex: value.toString('hex') }
    : Array.isArray(value) ? value.map(to_json)
      : value && typeof value === 'object' ? map_object(value, to_json) : value;

// What mqtt-packet's parser gives, without what it adds to every packet; an Error if it refuses.
function parse(version, bytes) {
  const parser = mqtt_packet.parser({ protocolVersion: version });
  const packets = [];
  let error;
  parser.on('packet', (packet) => packets.push(packet));
  parser.on('error', (one) => { error ??= one; });
  try {
    parser.parse(Buffer.from(bytes));
  } catch (one) {
    error ??= one;
  }
  if (error) return error;
  return packets.map(({ length, retain, qos, dup, topic, payload, ...packet }) =>
    to_json(packet.cmd === 'publish' ? { ...packet, topic, payload, qos, retain, dup } : packet));
}
const parse_one = (version, bytes) => {
  const packets = parse(version, bytes);
  if (packets instanceof Error) throw packets;
  assert.equal(packets.length, 1);
  return packets[0];
};
const generate = (version, packet) => mqtt_packet.generate(packet, { protocolVersion: version });

// Our packets with userProperties in mqtt-packet's form, which loses the order between names.
function in_their_form(packet) {
  const change = (properties) => {
    if (!properties?.userProperties) return properties;
    const userProperties = {};
    for (const [name, value] of properties.userProperties) {
      userProperties[name] = name in userProperties ? [userProperties[name], value].flat() : value;
    }
    return { ...properties, userProperties };
  };
  const changed = { ...packet };
  if (packet.properties) changed.properties = change(packet.properties);
  if (packet.will?.properties) changed.will = { ...packet.will, properties: change(packet.will.properties) };
  return changed;
}
const same = (ours, theirs, what) => assert.deepEqual(in_their_form(ours), JSON.parse(JSON.stringify(theirs)), what);

for (const version of versions) {
  describe(`version ${version}, against mqtt-packet`, () => {
    const packets = [...new Corpus(seed + version).packets(version, version === 5 ? 60 : 40)];

    test('the packets are of every type, with every property', () => {
      const seen = new Set(packets.flatMap(({ properties, will }) => Object.keys({ ...properties, ...will?.properties })));
      assert.deepEqual([...seen].sort(), version === 5 ? [...property_names].sort() : []);
      assert.deepEqual(new Set(packets.map(({ cmd }) => cmd)), new Set(version === 5 ? types : types.slice(0, -1)));
    });

    test('what mqtt-packet generates is decoded to what mqtt-packet parses', async () => {
      await Promise.all(packets.map(async (packet) => {
        const bytes = generate(version, packet);
        const answer = await tool.decode(version, bytes);
        assert.ok(answer.packets && !answer.error, `${bytes.toString('hex')}: ${answer.error?.text}`);
        assert.equal(answer.packets.length, 1);
        assert.equal(answer.rest, 0);
        same(answer.packets[0], parse_one(version, bytes), bytes.toString('hex'));
      }));
    });

    test('what is encoded, mqtt-packet parses to what was asked for', async () => {
      await Promise.all(packets.map(async (packet) => {
        const answer = await tool.encode(version, to_json(packet));
        assert.ok(answer.hex, `${JSON.stringify(to_json(packet))}: ${answer.error?.text}`);
        const bytes = generate(version, packet);
        const what = `${answer.hex} for ${bytes.toString('hex')}`;
        // These have a shorter form, which mqtt-packet does not always write.
        const shorter = version === 5 && /^(pub(ack|rec|rel|comp)|disconnect|auth)$/.test(packet.cmd);
        if (!shorter) assert.equal(answer.hex, bytes.toString('hex'));
        assert.ok(answer.hex.length <= bytes.length * 2, what);
        // AUTH with nothing to say is no more than its header, which mqtt-packet does not know.
        if (answer.hex !== 'f000') assert.deepEqual(parse_one(version, Buffer.from(answer.hex, 'hex')), parse_one(version, bytes), what);
      }));
    });

    test('what is decoded can be encoded again, also as mqtt-packet parses it', async () => {
      await Promise.all(packets.map(async (packet) => {
        const bytes = generate(version, packet);
        const { packets: [decoded] } = await tool.decode(version, bytes);
        const { hex } = await tool.encode(version, decoded);
        assert.deepEqual((await tool.decode(version, Buffer.from(hex, 'hex'))).packets, [decoded]);
        const parser = mqtt_packet.parser({ protocolVersion: version });
        const theirs = new Promise((resolve, reject) => parser.on('packet', resolve).on('error', reject));
        parser.parse(bytes);
        assert.equal((await tool.encode(version, to_json(await theirs))).hex, hex);
      }));
    });

    test('many packets in one stream come one after the other, and the rest is counted', async () => {
      const some = packets.filter((_, i) => i % 5 === 0);
      const stream = Buffer.concat([...some.map((packet) => generate(version, packet)), Buffer.from([0x30, 5, 0])]);
      const answer = await tool.decode(version, stream);
      assert.equal(answer.packets.length, some.length);
      assert.equal(answer.rest, 3);
      some.forEach((packet, i) => same(answer.packets[i], parse_one(version, generate(version, packet)), i));
    });

    test('every prefix of a packet waits for the rest', async () => {
      for (const packet of packets.filter(({ cmd }, i) => packets.findIndex((other) => other.cmd === cmd) === i)) {
        const bytes = generate(version, packet);
        await Promise.all(Array.from(bytes, async (_, size) => {
          assert.deepEqual(await tool.decode(version, bytes.subarray(0, size)), { packets: [], rest: size });
        }));
      }
    });

    test('a packet with one byte changed is a packet that encodes to itself, or an error with a name', async () => {
      const random = random_from(seed);
      const counts = { packets: 0, errors: 0 };
      await Promise.all(packets.filter((_, i) => i % 3 === 0).map(async (packet) => {
        const bytes = Buffer.from(generate(version, packet));
        if (bytes.length > 1000) return;
        for (let i = 0; i < 4; ++i) {
          const changed = Buffer.from(bytes);
          changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
          const answer = await tool.decode(version, changed);
          if (answer.error) {
            ++counts.errors;
            assert.equal(answer.error.kind, 'peer');
            assert.match(answer.error.reason, /^[a-z0-9_]+$/);
            assert.notEqual(answer.error.reason, 'none');
            continue;
          }
          ++counts.packets;
          for (const one of answer.packets) {
            const again = await tool.encode(version, one);
            assert.ok(again.hex, `${changed.toString('hex')}: ${again.error?.text}`);
            assert.deepEqual((await tool.decode(version, Buffer.from(again.hex, 'hex'))).packets, [one]);
          }
        }
      }));
      assert.ok(counts.packets > 50 && counts.errors > 50, JSON.stringify(counts));
    });
  });
}

test('userProperties keep the order of the wire, which mqtt-packet cannot tell', async () => {
  const userProperties = [['b', '1'], ['a', '2'], ['b', ''], ['', '3'], ['b', '4']];
  const packet = { cmd: 'publish', topic: 't', payload: 'x', properties: { contentType: 'c', userProperties } };
  const { hex } = await tool.encode(5, packet);
  const answer = await tool.decode(5, Buffer.from(hex, 'hex'));
  assert.deepEqual(answer.packets[0].properties.userProperties, userProperties);
  // An empty value is lost by mqtt-packet when its name comes again.
  assert.deepEqual(parse_one(5, Buffer.from(hex, 'hex')).properties.userProperties, { b: ['1', '', '4'], a: '2', '': '3' });
  const early = (await tool.encode(5, { ...packet, properties: { userProperties: [['b', ''], ['b', '1']] } })).hex;
  assert.deepEqual((await tool.decode(5, Buffer.from(early, 'hex'))).packets[0].properties.userProperties, [['b', ''], ['b', '1']]);
  assert.deepEqual(parse_one(5, Buffer.from(early, 'hex')).properties.userProperties, { b: '1' });
});

// mqtt-packet takes these, the specification forbids them: version, bytes, our reason.
const forbidden = [
  [4, '3003 0001 23', 'wildcard_in_topic_name'],
  [4, '3003 0001 00', 'null_character'],
  [4, '3003 0001 ff', 'invalid_utf8'],
  [4, '3005 0003 eda080', 'invalid_utf8'],
  [4, '3002 0000', 'empty_topic'],
  [5, '3003 0000 00', 'empty_topic'],
  [4, '3803 0001 61', 'dup_on_qos_0'],
  [4, '3205 0001 61 0000', 'packet_id_zero'],
  [4, '4002 0000', 'packet_id_zero'],
  [4, '4003 0001 00', 'wrong_length'],
  [4, 'c001 00', 'wrong_length'],
  [4, 'e001 00', 'wrong_length'],
  [4, '2003 0000 00', 'wrong_length'],
  [4, '2002 0006', 'reserved_reason_code'],
  [4, '2002 0105', 'session_present_in_refusal'],
  [4, '8202 0001', 'empty_list'],
  [4, 'a202 0001', 'empty_list'],
  [4, '9002 0001', 'empty_list'],
  [4, '8207 0001 0002 6123 00', 'misplaced_multi_level_wildcard'],
  [4, 'a206 0001 0002 612b', 'misplaced_single_level_wildcard'],
  [4, '100c 0004 4d515454 04 00 0000 0000', 'empty_client_id_needs_clean_session'],
  [4, '100d 0004 4d515454 04 02 0000 0000 00', 'trailing_bytes'],
  [4, '1011 0004 4d515454 04 42 0000 0001 61 0002 7071', 'password_without_user_name'],
  [3, '100c 0004 4d515454 04 02 0000 0000', 'wrong_protocol_name'],
  [4, '100d 0004 4d515454 05 02 0000 00 0000', 'unsupported_protocol_level'],
  [5, '2003 00 00 80', 'truncated'],
  [5, '2001 00', 'truncated'],
  [5, '3081 00', 'overlong_varint'],
  [5, '3006 0001 61 02 01 02', 'invalid_property_value'],
  [5, '3007 0001 61 03 23 0000', 'topic_alias_out_of_range'],
  [5, '3006 0001 61 02 0b 00', 'invalid_property_value'],
  [5, '3008 0001 61 04 0101 0100', 'duplicate_property'],
  [5, '3009 0001 61 05 1100000001', 'property_not_allowed'],
  [5, '2008 00 00 05 1600 02 6162', 'authentication_data_without_method'],
  [5, '2006 00 00 03 21 0000', 'invalid_property_value'],
  [5, '820f 0001 00 0009 2473686172652f612f 00', 'invalid_share_name'],
  [5, '8210 0001 00 000a 2473686172652f612f62 04', 'no_local_on_shared_subscription'],
];
// mqtt-packet refuses these, the specification allows them: version, bytes, our packet.
const allowed = [
  [5, 'f000', { cmd: 'auth', reasonCode: 0 }],
];

test('where mqtt-packet takes what the specification forbids, it is an error here', async () => {
  for (const [version, hex, reason] of forbidden) {
    const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
    const theirs = parse(version, bytes);
    assert.ok(Array.isArray(theirs), `mqtt-packet refuses ${hex} as well: ${theirs.message}`);
    const answer = await tool.decode(version, bytes);
    assert.equal(answer.error?.reason, reason, `${hex}: ${JSON.stringify(answer)}`);
    assert.equal(answer.error.kind, 'peer');
    assert.ok(answer.error.text.length > 10);
    assert.match(answer.error.rule, /^MQTT/);
  }
});

test('where mqtt-packet refuses what the specification allows, it is a packet here', async () => {
  for (const [version, hex, packet] of allowed) {
    const bytes = Buffer.from(hex, 'hex');
    assert.ok(parse(version, bytes) instanceof Error, hex);
    assert.deepEqual(await tool.decode(version, bytes), { packets: [packet], rest: 0 });
    assert.equal((await tool.encode(version, packet)).hex, hex);
  }
  // MQTT 5 lets a password stand without a user name.
  const packet = { cmd: 'connect', clientId: 'a', password: Buffer.from('pq') };
  assert.throws(() => generate(5, { ...packet, protocolVersion: 5 }), /Username is required/);
  const { hex } = await tool.encode(5, to_json(packet));
  assert.deepEqual(parse_one(5, Buffer.from(hex, 'hex')).password, { hex: '7071' });
});

test('a DISCONNECT without a code is read within its own bytes, which mqtt-packet leaves', async () => {
  const bytes = Buffer.from('e000e000', 'hex');
  assert.ok(parse(5, bytes) instanceof Error);
  assert.deepEqual(await tool.decode(5, bytes), { packets: Array(2).fill({ cmd: 'disconnect', reasonCode: 0 }), rest: 0 });
});

test('what must not be sent is refused by kind, reason, rule and text', async () => {
  const publish = (more) => ({ cmd: 'publish', topic: 'a', payload: 'x', ...more });
  const refused = [
    [4, publish({ topic: '' }), 'empty_topic'],
    [4, publish({ topic: 'a\0' }), 'null_character'],
    [4, publish({ topic: { hex: 'c0af' } }), 'invalid_utf8'],
    [4, publish({ qos: 1 }), 'packet_id_zero'],
    [4, publish({ qos: 3, messageId: 1 }), 'invalid_qos'],
    [4, publish({ properties: { contentType: 'a' } }), 'needs_mqtt_5'],
    [5, publish({ properties: { payloadFormatIndicator: 2 } }), 'invalid_property_value'],
    [5, publish({ properties: { contentType: ['a', 'b'] } }), 'duplicate_property'],
    [5, publish({ properties: { receiveMaximum: 1 } }), 'property_not_allowed'],
    [5, publish({ properties: { userProperties: [['a', '\0']] } }), 'null_character'],
    [4, publish({ topic: 'x'.repeat(65_536) }), 'string_too_long'],
    [4, { cmd: 'subscribe', messageId: 1 }, 'empty_list'],
    [4, { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'a', nl: true }] }, 'needs_mqtt_5'],
    [5, { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'a', rh: 3 }] }, 'invalid_retain_handling'],
    [4, { cmd: 'connect', clean: false }, 'empty_client_id_needs_clean_session'],
    [3, { cmd: 'connect' }, 'empty_client_id'],
    [4, { cmd: 'connect', password: 'p' }, 'password_without_user_name'],
    [4, { cmd: 'connack', returnCode: 6 }, 'reserved_reason_code'],
    [5, { cmd: 'puback', messageId: 1, reasonCode: 1 }, 'reserved_reason_code'],
    [4, { cmd: 'auth' }, 'needs_mqtt_5'],
  ];
  for (const [version, packet, reason] of refused) {
    const { error, ...rest } = await tool.encode(version, packet);
    assert.deepEqual(rest, {});
    assert.equal(error?.reason, reason, JSON.stringify(packet).slice(0, 200));
    assert.equal(error.kind, 'local');
    assert.ok(error.text.includes('refused'));
    assert.equal(error.packet, packet.cmd);
  }
});

test('a line that asks for nothing is answered with what is wrong, and the next line is served', async () => {
  const wrong = [
    ['', 'not_json'],
    ['{"op":"decode"', 'not_json'],
    [Buffer.from('7b22ff223a317d', 'hex'), 'not_json'],
    [Buffer.from('7b007d', 'hex'), 'not_json'],
    [Buffer.alloc(300_000, '['), 'too_deep'],
    ['[]', 'wrong_type'],
    ['{"op":"frob"}', 'wrong_value', 'op'],
    ['{"op":"decode","version":4,"hex":"abc"}', 'bad_hex', 'hex'],
    ['{"op":"decode","version":4,"hex":"zz"}', 'bad_hex', 'hex'],
    ['{"op":"decode","version":2,"hex":""}', 'wrong_value', 'version'],
    ['{"op":"encode","version":4,"packet":{"cmd":"publish","topics":"a"}}', 'unknown_field', 'packet.topics'],
    ['{"op":"encode","version":4,"packet":{"cmd":"publish","qos":"1"}}', 'wrong_type', 'packet.qos'],
    ['{"op":"encode","version":5,"packet":{"cmd":"publish","properties":{"frob":1}}}', 'unknown_field', 'packet.properties.frob'],
    ['{"op":"encode","version":5,"packet":{"cmd":"publish","payload":{"hex":"1"}}}', 'bad_hex', 'packet.payload.hex'],
  ];
  for (const [line, reason, field] of wrong) {
    const { error } = await tool.line(line);
    assert.deepEqual([error.kind, error.reason, error.field], ['input', reason, field], String(line).slice(0, 100));
    if (field) assert.ok(error.text.startsWith(field));
    assert.deepEqual(await tool.decode(4, [0xc0, 0]), { packets: [{ cmd: 'pingreq' }], rest: 0 });
  }
});

test('lines of any bytes are each answered with an object', async () => {
  const random = random_from(seed);
  const sample = JSON.stringify({ op: 'encode', version: 5, packet: { cmd: 'publish', topic: 'é', payload: { hex: '00' },
    properties: { userProperties: [['a', 'b']], subscriptionIdentifier: [1, 2] } }, id: 1 });
  const lines = Array.from({ length: 600 }, (_, i) => {
    const line = i % 3 ? Buffer.from(sample) : Buffer.alloc(1 + Math.floor(random() * 300));
    for (let n = i % 3 ? 1 + Math.floor(random() * 3) : line.length; n > 0; --n) {
      line[i % 3 ? Math.floor(random() * line.length) : n - 1] = Math.floor(random() * 256);
    }
    return line.map((byte) => (byte === 10 ? 32 : byte));
  });
  for (const answer of await Promise.all(lines.map((line) => tool.line(line)))) {
    assert.ok(answer.hex ?? answer.packets ?? answer.error.kind);
  }
});

test('an id comes back', async () => {
  for (const id of [0, null, 'é', [1, { a: [] }], { b: true }]) {
    assert.deepEqual(await tool.ask({ id, op: 'decode', version: 4, hex: '' }), { id, packets: [], rest: 0 });
    assert.deepEqual((await tool.ask({ id, op: 'frob' })).id, id);
  }
});

test('a packet of megabytes passes both ways', async () => {
  const payload = Buffer.alloc(2 << 20, 'large');
  const { hex } = await tool.encode(4, to_json({ cmd: 'publish', topic: 'a', payload }));
  const bytes = Buffer.from(hex, 'hex');
  assert.ok(bytes.equals(generate(4, { cmd: 'publish', topic: 'a', payload })));
  const { packets, rest } = await tool.decode(4, bytes);
  assert.deepEqual([rest, packets.length, packets[0].payload.hex === payload.toString('hex')], [0, 1, true]);
});

test('input may end without a line feed, and lines may end as in DOS', async () => {
  const one = new Tool();
  const crlf = one.line('{"op":"decode","version":4,"hex":"c000"}\r');
  assert.deepEqual((await crlf).packets, [{ cmd: 'pingreq' }]);
  const last = new Promise((resolve, reject) => one.waiting.push({ resolve, reject }));
  one.child.stdin.end('{"op":"decode","version":4,"hex":"d000"}');
  assert.deepEqual(JSON.parse(await last).packets, [{ cmd: 'pingresp' }]);
  assert.equal(await one.ended, 0);
  assert.equal(await new Tool().end(), 0);
});

test('--help says how; other arguments are refused', async () => {
  const run = async (...options) => {
    const child = spawn(packet_tool, options);
    let out = '', err = '';
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (err += data));
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, out, err };
  };
  const help = await run('--help');
  assert.deepEqual([help.code, help.err], [0, '']);
  // What the help shows is what the program does.
  const shown = help.out.match(/\{"op".*\}$/gm);
  assert.equal(shown.length, 2);
  for (const request of shown) assert.ok(help.out.includes(JSON.stringify(await tool.line(request))), request);
  const wrong = await run('--frob');
  assert.deepEqual([wrong.code, wrong.out], [1, '']);
  assert.match(wrong.err, /no arguments/);
});
