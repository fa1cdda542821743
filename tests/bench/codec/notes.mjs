// Writes packets down for the wasm side, field by field (notes.h reads it): what a caller has to tell an encoder.
import constants from 'mqtt-packet/constants.js';

class Pen {
  parts = [];

  u8(value) { this.parts.push(Buffer.from([value])); }
  flag(value) { this.u8(value ? 1 : 0); }
  u16(value) {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value);
    this.parts.push(bytes);
  }
  u32(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    this.parts.push(bytes);
  }
  bytes(value) {
    const bytes = Buffer.from(value);
    this.u32(bytes.length);
    this.parts.push(bytes);
  }
  maybe(value) {
    this.flag(value !== undefined);
    if (value !== undefined) this.bytes(value);
  }
  properties(properties = {}) {
    const list = Object.entries(properties).flatMap(([name, value]) => {
      if (name === 'userProperties') return Object.entries(value).flatMap(([key, values]) => [values].flat().map((each) => [name, [key, each]]));
      return Array.isArray(value) ? value.map((each) => [name, each]) : [[name, value]];
    });
    this.u16(list.length);
    for (const [name, value] of list) {
      this.u8(constants.properties[name]);
      if (Array.isArray(value)) value.forEach((each) => this.bytes(each));
      else if (typeof value === 'string' || Buffer.isBuffer(value)) this.bytes(value);
      else this.u32(Number(value));
    }
  }
}

const acknowledgement = (pen, packet) => {
  pen.u16(packet.messageId);
  pen.u8(packet.reasonCode ?? 0);
  pen.properties(packet.properties);
};
const answer = (pen, packet) => {
  pen.u16(packet.messageId);
  pen.bytes(packet.granted ?? []);
  pen.properties(packet.properties);
};
const outcome = (pen, packet) => {
  pen.u8(packet.reasonCode ?? 0);
  pen.properties(packet.properties);
};
const message = (pen, packet) => {
  pen.bytes(packet.topic);
  pen.bytes(packet.payload);
  pen.u8(packet.qos);
  pen.flag(packet.retain);
};

const fields = {
  connect(pen, packet) {
    pen.bytes(packet.clientId);
    pen.flag(packet.clean);
    pen.u16(packet.keepalive);
    pen.flag(packet.will);
    if (packet.will) {
      message(pen, packet.will);
      pen.properties(packet.will.properties);
    }
    pen.maybe(packet.username);
    pen.maybe(packet.password);
    pen.properties(packet.properties);
  },
  connack(pen, packet) {
    pen.flag(packet.sessionPresent);
    outcome(pen, { ...packet, reasonCode: packet.reasonCode ?? packet.returnCode });
  },
  publish(pen, packet) {
    message(pen, packet);
    pen.flag(packet.dup);
    pen.u16(packet.messageId ?? 0);
    pen.properties(packet.properties);
  },
  puback: acknowledgement,
  pubrec: acknowledgement,
  pubrel: acknowledgement,
  pubcomp: acknowledgement,
  subscribe(pen, packet) {
    pen.u16(packet.messageId);
    pen.u16(packet.subscriptions.length);
    for (const each of packet.subscriptions) {
      pen.bytes(each.topic);
      pen.u8(each.qos);
      pen.flag(each.nl);
      pen.flag(each.rap);
      pen.u8(each.rh ?? 0);
    }
    pen.properties(packet.properties);
  },
  suback: answer,
  unsubscribe(pen, packet) {
    pen.u16(packet.messageId);
    pen.u16(packet.unsubscriptions.length);
    for (const each of packet.unsubscriptions) pen.bytes(each);
    pen.properties(packet.properties);
  },
  unsuback: answer,
  pingreq() {},
  pingresp() {},
  disconnect: outcome,
  auth: outcome,
};

// All of them as one buffer.
export function notes_of(packets) {
  const pen = new Pen();
  for (const packet of packets) {
    pen.u8(Number(constants.codes[packet.cmd]));
    fields[packet.cmd](pen, packet);
  }
  return Buffer.concat(pen.parts);
}
