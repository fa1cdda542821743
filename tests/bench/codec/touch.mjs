// A sum over every field of a packet that mqtt-packet parsed: the same that touch.h makes of ours.
import constants from 'mqtt-packet/constants.js';

const codes = Object.fromEntries(Object.entries(constants.codes).map(([name, code]) => [name, Number(code)]));
let sum = 0;

function number(value) {
  sum = (Math.imul(sum, 31) + value) | 0;
}

function text(value) {
  if (value.length === 0) return number(0);
  number(value.charCodeAt(0));
  number(value.charCodeAt(value.length - 1));
}

function bytes(value) {
  number(value.length);
  if (value.length === 0) return number(0);
  number(value[0]);
  number(value[value.length - 1]);
}

function property(value) {
  if (typeof value === 'string') text(value);
  else if (typeof value === 'number') number(value);
  else if (typeof value === 'boolean') number(value ? 1 : 0);
  else if (Array.isArray(value)) value.forEach(property);
  else bytes(value);
}

function properties(all) {
  if (all === undefined) return;
  for (const name in all) {
    if (name === 'userProperties') user_properties(all[name]);
    else property(all[name]);
  }
}

function user_properties(all) {
  for (const name in all) {
    for (const value of Array.isArray(all[name]) ? all[name] : [all[name]]) {
      text(name);
      text(value);
    }
  }
}

function message(packet) {
  text(packet.topic);
  bytes(packet.payload);
  number(packet.qos);
  number(packet.retain ? 1 : 0);
}

function acknowledgement(packet) {
  number(packet.messageId);
  outcome(packet);
}
function outcome(packet) {
  number(packet.reasonCode ?? 0);
  properties(packet.properties);
}
function answer(packet) {
  number(packet.messageId);
  packet.granted?.forEach(number);
  properties(packet.properties);
}

function fields(packet) {
  switch (packet.cmd) {
    case 'connect':
      text(packet.clientId);
      number(packet.clean ? 1 : 0);
      number(packet.keepalive);
      if (packet.will) {
        message(packet.will);
        properties(packet.will.properties);
      }
      if (packet.username !== undefined) text(packet.username);
      if (packet.password !== undefined) bytes(packet.password);
      return properties(packet.properties);
    case 'connack':
      number(packet.sessionPresent ? 1 : 0);
      number(packet.reasonCode ?? packet.returnCode);
      return properties(packet.properties);
    case 'publish':
      message(packet);
      number(packet.dup ? 1 : 0);
      if (packet.qos !== 0) number(packet.messageId);
      return properties(packet.properties);
    case 'subscribe':
      number(packet.messageId);
      for (const each of packet.subscriptions) {
        text(each.topic);
        number(each.qos);
        number(each.nl ? 1 : 0);
        number(each.rap ? 1 : 0);
        number(each.rh ?? 0);
      }
      return properties(packet.properties);
    case 'unsubscribe':
      number(packet.messageId);
      packet.unsubscriptions.forEach(text);
      return properties(packet.properties);
    case 'suback':
    case 'unsuback':
      return answer(packet);
    case 'disconnect':
    case 'auth':
      return outcome(packet);
    case 'pingreq':
    case 'pingresp':
      return;
    default:
      return acknowledgement(packet);
  }
}

export function touch(packet) {
  number(codes[packet.cmd]);
  fields(packet);
}

// The sum of all that was touched since the last call, unsigned.
export function take_sum() {
  const taken = sum >>> 0;
  sum = 0;
  return taken;
}
