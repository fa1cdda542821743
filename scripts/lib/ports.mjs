// Free TCP ports on loopback.
import { createServer } from 'node:net';

function can_listen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

const is_free = async (port) => (await can_listen(port, '127.0.0.1')) && (await can_listen(port, '::1'));

// The first free port from `wanted` upward that is not in `taken`; 0 asks for any.
export async function free_port(wanted, taken = []) {
  if (wanted === 0) return any_port(taken);
  for (let port = wanted; port <= 65535; ++port) {
    if (!taken.includes(port) && (await is_free(port))) return port;
  }
  throw new Error(`no port from ${wanted} upward is free`);
}

async function any_port(taken) {
  for (;;) {
    const port = await new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen({ port: 0, host: '127.0.0.1' }, () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
    });
    if (!taken.includes(port) && (await is_free(port))) return port;
  }
}
