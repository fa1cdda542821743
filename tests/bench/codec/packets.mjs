// The packets of the codec benchmark, in the shapes that mqtt-packet documents: its own input, and through notes.mjs ours.
// Always the same ones; texts begin and end with ASCII (touch.mjs).

const reasons = { reasonString: 'quota exceeded, try again later', userProperties: { region: 'cn-bj2', node: ['a-1', 'a-2'] } };
const user = { userProperties: { 'trace-id': '0af7651916cd43dd', site: 'plant 上海 7' } };

export const publishes = (version, count) => ({
  version,
  packets: Array.from({ length: count }, (_, index) => ({
    cmd: 'publish',
    topic: `plant/line${index % 40}/sensor${index % 1000}/state`,
    payload: Buffer.from(String(index).padEnd(64, '.')),
    qos: 0,
    retain: index % 16 === 0,
    dup: false,
  })),
});

const message_properties = (index) => ({
  payloadFormatIndicator: true,
  messageExpiryInterval: 3600 + index,
  topicAlias: 1 + index % 10,
  contentType: 'application/json',
  responseTopic: `reply/client-${index % 100}`,
  correlationData: Buffer.from(String(index).padStart(16, '0')),
  subscriptionIdentifier: [1 + index % 100, 300 + index],
  ...user,
});

const publish = (index, qos) => ({
  cmd: 'publish',
  topic: `plant/line${index % 40}/sensor${index % 1000}/state`,
  payload: Buffer.from(JSON.stringify({ value: index, unit: 'kPa', at: 1700000000 + index })),
  qos,
  retain: index % 2 === 1,
  dup: qos > 0 && index % 4 === 0,
  ...(qos && { messageId: 1 + index % 65535 }),
});

// One of each packet and QoS. MQTT 5: with every property that the packet may have.
function cycle_v5(index) {
  const messageId = 1 + index % 65535;
  const authentication = { authenticationMethod: 'SCRAM-SHA-256', authenticationData: Buffer.from('n,,n=user,r=rOprNGfwEbeRWgbNEkqO') };
  const { topicAlias, subscriptionIdentifier, ...will_properties } = message_properties(index);
  return [
    {
      cmd: 'connect', protocolId: 'MQTT', protocolVersion: 5, clean: true, clientId: `client-${index}`, keepalive: 60,
      username: 'plant|user', password: Buffer.from('correct horse battery staple'),
      will: {
        topic: `plant/client-${index}/gone`, payload: Buffer.from('offline'), qos: 1, retain: true,
        properties: { willDelayInterval: 30, ...will_properties },
      },
      properties: {
        sessionExpiryInterval: 7200, receiveMaximum: 100, maximumPacketSize: 262144, topicAliasMaximum: 16, requestResponseInformation: true,
        requestProblemInformation: true, ...user, ...authentication,
      },
    },
    {
      cmd: 'connack', sessionPresent: false, reasonCode: 0,
      properties: {
        sessionExpiryInterval: 3600, receiveMaximum: 50, maximumQoS: 1, retainAvailable: true, maximumPacketSize: 1048576,
        assignedClientIdentifier: `auto-${index}`, topicAliasMaximum: 10, reasonString: 'welcome', ...user, wildcardSubscriptionAvailable: true,
        subscriptionIdentifiersAvailable: true, sharedSubscriptionAvailable: false, serverKeepAlive: 30, responseInformation: 'reply/',
        serverReference: 'other.example:1883', ...authentication,
      },
    },
    { ...publish(index, 0), properties: message_properties(index) },
    { ...publish(index, 1), properties: message_properties(index) },
    { ...publish(index, 2), properties: message_properties(index) },
    { cmd: 'puback', messageId, reasonCode: 0x10, properties: reasons },
    { cmd: 'pubrec', messageId, reasonCode: 0x97, properties: reasons },
    { cmd: 'pubrel', messageId, reasonCode: 0x92, properties: reasons },
    { cmd: 'pubcomp', messageId, reasonCode: 0x92, properties: reasons },
    {
      cmd: 'subscribe', messageId, properties: { subscriptionIdentifier: 1 + index, ...user },
      subscriptions: [
        { topic: `plant/line${index % 40}/#`, qos: 1, nl: true, rap: true, rh: 1 },
        { topic: '$share/workers/plant/+/state', qos: 2, nl: false, rap: false, rh: 2 },
      ],
    },
    { cmd: 'suback', messageId, granted: [1, 0x87], properties: reasons },
    { cmd: 'unsubscribe', messageId, unsubscriptions: [`plant/line${index % 40}/#`, '$share/workers/plant/+/state'], properties: user },
    { cmd: 'unsuback', messageId, granted: [0, 0x11], properties: reasons },
    { cmd: 'pingreq' },
    { cmd: 'pingresp' },
    { cmd: 'auth', reasonCode: 0x18, properties: { ...authentication, ...reasons } },
    {
      cmd: 'disconnect', reasonCode: 0x9C,
      properties: { sessionExpiryInterval: 60, serverReference: 'other.example:1883', ...reasons },
    },
  ];
}

function cycle_v311(index) {
  const messageId = 1 + index % 65535;
  return [
    {
      cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId: `client-${index}`, keepalive: 60,
      username: 'plant|user', password: Buffer.from('correct horse battery staple'),
      will: { topic: `plant/client-${index}/gone`, payload: Buffer.from('offline'), qos: 1, retain: true },
    },
    { cmd: 'connack', sessionPresent: true, returnCode: 0 },
    publish(index, 0),
    publish(index, 1),
    publish(index, 2),
    { cmd: 'puback', messageId },
    { cmd: 'pubrec', messageId },
    { cmd: 'pubrel', messageId },
    { cmd: 'pubcomp', messageId },
    { cmd: 'subscribe', messageId, subscriptions: [{ topic: `plant/line${index % 40}/#`, qos: 1 }, { topic: 'plant/+/state', qos: 2 }] },
    { cmd: 'suback', messageId, granted: [1, 0x80] },
    { cmd: 'unsubscribe', messageId, unsubscriptions: [`plant/line${index % 40}/#`, 'plant/+/state'] },
    { cmd: 'unsuback', messageId },
    { cmd: 'pingreq' },
    { cmd: 'pingresp' },
    { cmd: 'disconnect' },
  ];
}

export const mix = (version, count) => {
  const cycle = version === 5 ? cycle_v5 : cycle_v311;
  const packets = [];
  for (let index = 0; packets.length < count; ++index) packets.push(...cycle(index));
  return { version, packets };
};
