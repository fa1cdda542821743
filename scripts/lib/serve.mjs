// node serve.mjs PAGE_FOLDER STATE_FOLDER PORT WITH_BROKER(1|0) LANGUAGE
//
// Serves the page and runs the demo broker until it is told to stop; prints one URL that opens the page filled in.
// The last part of run.sh, which replaces itself by this program, so that Ctrl-C reaches everything.
import { join } from 'node:path';
import { admin, default_broker_ports, devices, start_broker } from './broker.mjs';
import { free_port } from './ports.mjs';
import { serve_folder } from './static_server.mjs';

const [folder, state_folder, wanted_port, with_broker, language] = process.argv.slice(2);

const said = (name, wanted, port) => {
  if (port !== wanted) console.error(`Port ${wanted} is taken, so ${name} is on ${port}.`);
};

function address_bar(url, broker) {
  if (!broker) return `${url}#lang=${language}`;
  const [{ product_sn, device_sn, device_secret }] = devices;
  const parameters = {
    address: '127.0.0.1',
    port: broker.ports.ws,
    ssl: false,
    path: '/',
    productSN: product_sn,
    deviceSN: device_sn,
    deviceSecret: device_secret,
    // For both directions, so that what is published comes back.
    topic: `/${product_sn}/${device_sn}/demo`,
    lang: language,
  };
  return `${url}#${new URLSearchParams(Object.entries(parameters)).toString().replaceAll('%2F', '/')}`;
}

function describe(broker) {
  const { ws, wss, tcp } = broker.ports;
  for (const name of ['ws', 'wss', 'tcp']) said(`the broker's ${name} listener`, default_broker_ports[name], broker.ports[name]);
  return [
    `Broker: ws://127.0.0.1:${ws}/, wss://127.0.0.1:${wss}/, and TCP on port ${tcp} for mosquitto_pub and mosquitto_sub:`,
    `  mosquitto_pub -h 127.0.0.1 -p ${tcp} -u ${admin.username} -P ${admin.password} -t '/${devices[0].product_sn}/${devices[0].device_sn}/demo' -m hello`,
    `For wss, let the browser trust ${broker.certificate.ca} first.`,
    'Devices (ProductSN, DeviceSN, DeviceSecret):',
    ...devices.map((device) => `  ${device.product_sn}  ${device.device_sn}  ${device.device_secret}`),
  ].join('\n');
}

let broker;
let server;
let stopping = false;

async function stop(status) {
  if (stopping) return;
  stopping = true;
  await Promise.all([server?.stop(), broker?.close()]);
  process.exit(status);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));

try {
  const port = await free_port(Number(wanted_port));
  server = await serve_folder(folder, { port });
  said('the page', Number(wanted_port), port);
  if (with_broker === '1') {
    broker = await start_broker({ certificates: join(state_folder, 'certificates') });
    broker.process.once('exit', () => {
      if (stopping) return;
      console.error('error: the broker ended by itself.');
      stop(1);
    });
    console.error(describe(broker));
  }
  console.error('Ctrl-C stops all of it. Open:');
  console.log(address_bar(server.url, broker));
} catch (error) {
  console.error(`error: ${error.message}`);
  await stop(1);
}
