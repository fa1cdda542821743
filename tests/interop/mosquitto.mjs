// Mosquitto as the three kinds of broker that the tests want of it: one that lets everybody do everything, the platform's
// with devices that may use their own topics only (scripts/lib/broker.mjs), and one with narrow limits.
import { connect } from 'node:net';
import { devices, start_broker } from '../../scripts/lib/broker.mjs';
import { device_login } from '../e2e/mosquitto.mjs';
import { start_open_broker } from '../tools/open_broker.mjs';

export const name = 'Mosquitto';
export const versions = [3, 4, 5];
export const lacks = {
  refusal: { over: ['tcp', 'ws'], elsewhere: 'mosquitto_guarded.test.mjs' }, // here everybody is let in
  huge: { over: ['ws'], why: 'a WebSocket message of that size takes it minutes' },
};
export const refusal = { 3: 5, 4: 5, 5: 0x87 };
export const marks_duplicates = true;

// Mosquitto 2.0.11 hands out 4 KB of a WebSocket message each time that its loop turns, ten times a second when nothing
// else happens. Another client, which sends one PINGREQ after the other, keeps it turning until the returned function is
// called.
function stir(port) {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => {});
  socket.on('data', () => socket.write(Buffer.from('c000', 'hex')));
  socket.write(Buffer.from('101000044d51545404020000000473746972', 'hex')); // CONNECT of 3.1.1 as `stir`
  return () => socket.destroy();
}

// {ports: {tcp, ws}, path, stir(), close()}
export async function start() {
  const broker = await start_open_broker();
  return { ...broker, path: '/mqtt', stir: () => stir(broker.ports.tcp) };
}

// Also {login}, which is a device's, and {own}: the begin of its topics.
export async function start_guarded() {
  const broker = await start_broker({ ports: { ws: 0, wss: 0, tcp: 0 } });
  const { username, password, client_id } = device_login(devices[0]);
  return { ports: broker.ports, path: '/mqtt', login: { username, password, clientId: client_id },
    own: `/${devices[0].product_sn}/${devices[0].device_sn}`, close: () => broker.close() };
}

export const limits = { keepalive: 10, packet: 2000, receive: 3, qos: 1, aliases: 2 };
export async function start_narrow() {
  const { keepalive, packet, receive, qos, aliases } = limits;
  const general = [`max_keepalive ${keepalive}`, `max_packet_size ${packet}`, `max_inflight_messages ${receive}`, 'retain_available false'];
  const of_listener = [`max_qos ${qos}`, `max_topic_alias ${aliases}`];
  return { ...(await start_open_broker({ general, of_listener })), path: '/mqtt' };
}
