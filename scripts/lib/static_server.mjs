// A static file server on loopback, for trying the page and for its tests. Not for a public network.
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

// The file that a request's path names inside `folder`, or undefined. Links that lead out of it count as absent.
async function find_file(folder, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded));
    if (!file.startsWith(root + sep)) return undefined;
    const found = await stat(file);
    return found.isFile() ? { file, size: found.size } : undefined;
  } catch {
    return undefined;
  }
}

// serve_folder(FOLDER, {port, prefix, host}): serves it under `prefix`, which begins and ends with a slash.
// Resolves to {url, port, requests, stop}; `requests` lists the paths that were asked for.
export async function serve_folder(folder, { port = 0, prefix = '/', host = '127.0.0.1' } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = request.url.split(/[?#]/, 1)[0];
    requests.push(path);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    if (path === prefix.slice(0, -1)) return response.writeHead(301, { location: prefix }).end();
    const found = path.startsWith(prefix) && (await find_file(folder, path.slice(prefix.length - 1)));
    if (!found) return refuse(response, 404);
    response.writeHead(200, {
      'content-type': types[extname(found.file)] ?? 'application/octet-stream',
      'content-length': found.size,
      // Asked for anew each time, so that a rebuilt page is what is seen.
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    if (request.method === 'HEAD') return response.end();
    createReadStream(found.file).on('error', () => response.destroy()).pipe(response);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${host}:${server.address().port}${prefix}`, port: server.address().port, requests, stop };
}

function refuse(response, status) {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(status === 404 ? 'not found\n' : 'method not allowed\n');
}
