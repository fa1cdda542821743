// Packets of every type for the tests of packet_tool, as npm's mqtt-packet takes them: every property of every packet
// once by itself, and random ones from a seed. All of them are packets that the specification allows.

// Random numbers that are the same everywhere (mulberry32).
export function random_from(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const places = {
  sessionExpiryInterval: 'connect connack disconnect',
  receiveMaximum: 'connect connack',
  maximumPacketSize: 'connect connack',
  topicAliasMaximum: 'connect connack',
  requestResponseInformation: 'connect',
  requestProblemInformation: 'connect',
  authenticationMethod: 'connect connack auth',
  authenticationData: 'connect connack auth',
  willDelayInterval: 'will',
  payloadFormatIndicator: 'will publish',
  messageExpiryInterval: 'will publish',
  contentType: 'will publish',
  responseTopic: 'will publish',
  correlationData: 'will publish',
  topicAlias: 'publish',
  subscriptionIdentifier: 'publish subscribe',
  maximumQoS: 'connack',
  retainAvailable: 'connack',
  assignedClientIdentifier: 'connack',
  wildcardSubscriptionAvailable: 'connack',
  subscriptionIdentifiersAvailable: 'connack',
  sharedSubscriptionAvailable: 'connack',
  serverKeepAlive: 'connack',
  responseInformation: 'connack',
  serverReference: 'connack disconnect',
  reasonString: 'connack puback pubrec pubrel pubcomp suback unsuback disconnect auth',
  userProperties: 'connect will connack publish puback pubrec pubrel pubcomp subscribe suback unsubscribe unsuback disconnect auth',
};
export const property_names = Object.keys(places);
const properties_of = (place) => property_names.filter((name) => places[name].split(' ').includes(place));

const codes = {
  puback: [0, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99],
  pubrel: [0, 0x92],
  suback: [0, 1, 2, 0x80, 0x83, 0x87, 0x8f, 0x91, 0x97, 0x9e, 0xa1, 0xa2],
  unsuback: [0, 0x11, 0x80, 0x83, 0x87, 0x8f, 0x91],
  disconnect: [0, 4, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8b, 0x8d, 0x8e, 0x8f, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98,
    0x99, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f, 0xa0, 0xa1, 0xa2],
  connack: [0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8c, 0x90, 0x95, 0x97, 0x99, 0x9a, 0x9b, 0x9c,
    0x9d, 0x9f],
  auth: [0, 0x18, 0x19],
};
codes.pubrec = codes.puback;
codes.pubcomp = codes.pubrel;

export const types = ['connect', 'connack', 'publish', 'puback', 'pubrec', 'pubrel', 'pubcomp', 'subscribe', 'suback',
  'unsubscribe', 'unsuback', 'pingreq', 'pingresp', 'disconnect', 'auth'];

export class Corpus {
  constructor(seed) {
    this.random = random_from(seed);
  }

  below(end) {
    return Math.floor(this.random() * end);
  }
  chance(share = 0.5) {
    return this.random() < share;
  }
  of(list) {
    return list[this.below(list.length)];
  }
  // From least to most, the ends more often than others.
  number(least, most) {
    return this.of([least, most, least + this.below(most - least + 1), least + this.below(Math.min(most - least, 300) + 1)]);
  }
  text(least = 0) {
    const letters = ['a', 'Z', '0', ' ', '$', 'é', '温', '\ufeff', '\u{1f600}', '"', '\\', '.', '\uffee'];
    return Array.from({ length: least + this.below(this.chance(0.05) ? 300 : 12) }, () => this.of(letters)).join('');
  }
  bytes(least = 0) {
    const size = least + this.below(this.chance(0.1) ? 400 : 12);
    return Buffer.from(Array.from({ length: size }, () => this.below(256)));
  }
  topic() {
    return Array.from({ length: 1 + this.below(4) }, () => this.text(1)).join('/').replace(/^\$/, 'x');
  }
  filter() {
    const levels = Array.from({ length: 1 + this.below(3) }, () => (this.chance(0.3) ? '+' : this.text(1).replace(/^\$/, 'x')));
    if (this.chance(0.3)) levels.push('#');
    return levels.join('/');
  }

  property(name, place) {
    switch (name) {
      case 'sessionExpiryInterval':
      case 'messageExpiryInterval':
      case 'willDelayInterval':
        return this.number(0, 0xffffffff);
      case 'maximumPacketSize':
        return this.number(1, 0xffffffff);
      case 'receiveMaximum':
      case 'topicAlias':
        return this.number(1, 0xffff);
      case 'topicAliasMaximum':
      case 'serverKeepAlive':
        return this.number(0, 0xffff);
      case 'maximumQoS':
        return this.below(2);
      case 'subscriptionIdentifier': {
        const one = () => this.number(1, 0xfffffff);
        return place === 'publish' && this.chance() ? [one(), one(), one()] : one();
      }
      case 'authenticationData':
      case 'correlationData':
        return this.bytes();
      case 'responseTopic':
        return this.topic();
      case 'userProperties':
        return this.user_properties();
      case 'contentType':
      case 'authenticationMethod':
      case 'assignedClientIdentifier':
      case 'responseInformation':
      case 'serverReference':
      case 'reasonString':
        return this.text();
      default:
        return this.chance(); // a switch
    }
  }
  // mqtt-packet forgets an empty value whose name comes again, so none is empty here.
  user_properties() {
    const all = {};
    for (let i = this.below(4); i >= 0; --i) all[`n${this.text()}`] = this.chance(0.3) ? [this.text(1), this.text(1)] : this.text(1);
    return all;
  }
  // Of `names`, or of those that the place may have a random choice.
  properties(place, names) {
    const chosen = names ?? properties_of(place).filter(() => this.chance(0.4));
    const all = {};
    for (const name of chosen) {
      if (name === 'authenticationData' && !chosen.includes('authenticationMethod')) all.authenticationMethod = 'm';
      all[name] = this.property(name, place);
    }
    return all;
  }
  with_properties(packet, version, place = packet.cmd, names = undefined) {
    if (version !== 5) return packet;
    const properties = this.properties(place, names);
    return Object.keys(properties).length > 0 ? { ...packet, properties } : packet;
  }

  will(version, names) {
    const text = { topic: this.topic(), qos: this.below(3), retain: this.chance() };
    const will = this.with_properties(text, version, 'will', names);
    return { ...will, payload: will.properties?.payloadFormatIndicator ? Buffer.from(this.text()) : this.bytes() };
  }
  message_id() {
    return this.number(1, 0xffff);
  }

  // A packet of this type. `names`: exactly these properties (of a will: with `will`).
  packet(cmd, version, names, in_will = false) {
    const own = in_will ? [] : names;
    const code = () => (version === 5 ? { reasonCode: this.of(codes[cmd]) } : {});
    switch (cmd) {
      case 'connect': {
        const packet = { cmd, protocolId: version === 3 ? 'MQIsdp' : 'MQTT', protocolVersion: version, clean: this.chance(),
          clientId: this.text(1), keepalive: this.number(0, 0xffff) };
        if (packet.clean && version > 3 && this.chance(0.2)) packet.clientId = '';
        if (in_will || (!names && this.chance())) packet.will = this.will(version, in_will ? names : undefined);
        if (this.chance()) {
          packet.username = this.text();
          if (this.chance()) packet.password = this.bytes();
        }
        return this.with_properties(packet, version, cmd, own);
      }
      case 'connack': {
        const refused = this.chance();
        const code = !refused ? 0 : version === 5 ? this.of(codes.connack) : 1 + this.below(5);
        return this.with_properties({ cmd, sessionPresent: !refused && version > 3 && this.chance(),
          [version === 5 ? 'reasonCode' : 'returnCode']: code }, version, cmd, own);
      }
      case 'publish': {
        const qos = this.below(3);
        const packet = this.with_properties({ cmd, topic: this.topic(), qos, retain: this.chance(), dup: qos > 0 && this.chance(),
          ...(qos > 0 ? { messageId: this.message_id() } : {}) }, version, cmd, own);
        if (packet.properties?.topicAlias && this.chance()) packet.topic = '';
        const size = this.chance(0.03) ? this.of([127, 128, 16_383, 16_384, 70_000]) : undefined;
        packet.payload = size ? Buffer.alloc(size, 'x') : packet.properties?.payloadFormatIndicator ? Buffer.from(this.text()) : this.bytes();
        return packet;
      }
      case 'puback':
      case 'pubrec':
      case 'pubrel':
      case 'pubcomp':
        return this.with_properties({ cmd, messageId: this.message_id(), ...code() }, version, cmd, own);
      case 'subscribe':
        return this.with_properties({ cmd, messageId: this.message_id(),
          subscriptions: Array.from({ length: 1 + this.below(4) }, () => ({ topic: this.filter(), qos: this.below(3),
            ...(version === 5 ? { nl: this.chance(), rap: this.chance(), rh: this.below(3) } : {}) })) }, version, cmd, own);
      case 'suback':
        return this.with_properties({ cmd, messageId: this.message_id(), granted: Array.from({ length: 1 + this.below(4) },
          () => this.of(version === 5 ? codes.suback : version === 4 ? [0, 1, 2, 0x80] : [0, 1, 2])) }, version, cmd, own);
      case 'unsubscribe':
        return this.with_properties({ cmd, messageId: this.message_id(),
          unsubscriptions: Array.from({ length: 1 + this.below(4) }, () => this.filter()) }, version, cmd, own);
      case 'unsuback':
        return this.with_properties({ cmd, messageId: this.message_id(), ...(version === 5
          ? { granted: Array.from({ length: 1 + this.below(4) }, () => this.of(codes.unsuback)) } : {}) }, version, cmd, own);
      case 'disconnect':
        return this.with_properties({ cmd, ...code() }, version, cmd, own);
      case 'auth':
        return this.with_properties({ cmd, ...code() }, version, cmd, own && !own.includes('authenticationMethod')
          ? ['authenticationMethod', ...own] : own);
      default:
        return { cmd };
    }
  }

  // Every type with no property, each of its properties alone, and `random` random ones.
  *packets(version, random) {
    for (const cmd of types) {
      if (cmd === 'auth' && version < 5) continue;
      yield this.packet(cmd, version, []);
      if (version === 5) {
        for (const name of properties_of(cmd)) for (let i = 0; i < 3; ++i) yield this.packet(cmd, version, [name]);
        if (cmd === 'connect') for (const name of properties_of('will')) for (let i = 0; i < 3; ++i) yield this.packet(cmd, version, [name], true);
      }
      for (let i = 0; i < random; ++i) yield this.packet(cmd, version);
    }
  }
}
