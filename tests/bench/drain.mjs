// A client in Node that only counts, in a thread of its own: shows that the source is faster than any page.
import { parentPort, workerData } from 'node:worker_threads';
import WebSocket from 'ws';

const socket = new WebSocket(`ws://127.0.0.1:${workerData.port}/`, 'mqtt', { perMessageDeflate: false });
let left = 0;
socket.on('open', () => parentPort.postMessage('ready'));
socket.on('message', () => {
  if (--left === 0) socket.send(Buffer.from([0x40, 2, 0, 1]));
});
parentPort.on('message', (count) => {
  left = count;
  parentPort.postMessage('expecting');
});
