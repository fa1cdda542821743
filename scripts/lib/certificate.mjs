// A certificate authority and a server certificate of it for this machine's loopback names, made by openssl.
import { execFileSync } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const names = 'DNS:localhost,IP:127.0.0.1,IP:::1';
const key_options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function openssl(folder, ...options) {
  execFileSync('openssl', options, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

function is_valid_tomorrow(file) {
  return existsSync(file) && new X509Certificate(readFileSync(file)).validTo > '' &&
    Date.parse(new X509Certificate(readFileSync(file)).validTo) > Date.now() + 86400_000;
}

// make_certificate(FOLDER): uses what FOLDER holds as long as it is valid, so that a person has to trust it only once.
// Returns the files and `spki`, the server key's SHA-256 in base64, by which Chromium can be told to accept it.
export function make_certificate(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = (name) => join(folder, name);
  if (!is_valid_tomorrow(file('ca.crt')) || !is_valid_tomorrow(file('server.crt'))) {
    openssl(folder, 'req', '-x509', ...key_options, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '365',
      '-subj', '/CN=mqtt_over_ws_tool local test CA', '-addext', 'keyUsage=critical,keyCertSign,cRLSign');
    openssl(folder, 'req', ...key_options, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
    writeFileSync(file('server.ext'),
      `subjectAltName=${names}\nbasicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n`);
    openssl(folder, 'x509', '-req', '-in', 'server.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial',
      '-days', '365', '-extfile', 'server.ext', '-out', 'server.crt');
    chmodSync(file('ca.key'), 0o600);
    chmodSync(file('server.key'), 0o600);
  }
  const key = new X509Certificate(readFileSync(file('server.crt'))).publicKey.export({ type: 'spki', format: 'der' });
  return {
    ca: file('ca.crt'),
    certificate: file('server.crt'),
    key: file('server.key'),
    spki: createHash('sha256').update(key).digest('base64'),
  };
}
