// table.tsv says which test shows which feature with which broker. Is every test that it names there, is every test of this
// folder in it, and does each broker's cell say what the test runs with? The last test tries the rules on a table that
// breaks them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as aedes from './aedes.mjs';
import * as mosquitto from './mosquitto.mjs';
import * as rabbitmq from './rabbitmq.mjs';
import { left_out, subjects, version_names } from './subjects.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '..', '..');
const kinds = [mosquitto, rabbitmq, aedes];
const none = 'not in this broker';

const read = (file) => readFileSync(join(root, file), 'utf8');

// Names of the tests and subjects that a file writes down.
function names_in(file) {
  const text = read(file);
  if (file.endsWith('.cpp')) return [...text.matchAll(/^TEST(?:_F|_P)?\((\w+),\s*(\w+)\)/gm)].map(([, suite, name]) => `${suite}.${name}`);
  return [...text.matchAll(/(?:^ *(?:\{ )?name: |^add\(|^ *script\(|^ *test\()'((?:[^'\\]|\\.)*)'/gm)].map(([, name]) => name.replace(/\\(.)/g, '$1'));
}

// What a cell says of a subject that every broker is asked.
function cell_of(subject, kind) {
  const runs = ['tcp', 'ws'].map((transport) => kind.versions.filter((version) =>
    !left_out(subject, { ...kind, lacks: Object.fromEntries(Object.entries(kind.lacks).filter(([, lack]) => lack.why)) }, transport, version)));
  const [tcp, ws] = runs.map((versions) => versions.map((version) => version_names[version]).join(' '));
  const why = kind.lacks[subject.needs]?.why ?? '';
  if (tcp === ws) return tcp || `${none}: ${why}`;
  return `${tcp || ws} over ${tcp ? 'tcp' : 'ws'}; over ${tcp ? 'ws' : 'tcp'} ${none}: ${why}`;
}

// The broker whose tests are in this file; undefined for all of them, null for none.
function broker_of(file) {
  if (/\/subjects_\w+\.mjs$/.test(file)) return undefined;
  return kinds.find(({ name }) => file.startsWith(`tests/interop/${name.toLowerCase()}`))?.name ?? (file === 'tests/tools/mqtt_client.test.mjs' ? 'Mosquitto' : null);
}

const rows_of = (text) => text.split('\n').slice(1).filter(Boolean).map((line) => line.split('\t'));

function* faults(rows, own_files) {
  const named = new Set();
  for (const [feature, file, name, ...cells] of rows) {
    const row = `${feature}, ${name}`;
    if (cells.length !== kinds.length || cells.some((cell) => !cell)) yield `${row}: a cell for each broker is wanted`;
    let names = [];
    try {
      names = names_in(file);
    } catch {
      yield `${row}: there is no ${file}`;
    }
    if (!names.includes(name)) yield `${row}: ${file} has no such test`;
    named.add(`${file}\t${name}`);
    const broker = broker_of(file);
    for (const [i, kind] of kinds.entries()) {
      const cell = cells[i] ?? '';
      const subject = broker === undefined && subjects.find((one) => one.name === name);
      if (subject && cell !== cell_of(subject, kind)) yield `${row}: ${kind.name} is "${cell_of(subject, kind)}", not "${cell}"`;
      if (!subject && (kind.name === broker) === cell.startsWith('not ')) yield `${row}: "${cell}" is wrong for ${kind.name}`;
    }
  }
  for (const file of own_files) {
    for (const name of names_in(file)) if (!named.has(`${file}\t${name}`)) yield `${file}: "${name}" is not in the table`;
  }
}

const own_files = readdirSync(folder).filter((file) => /\.test\.mjs$|^subjects_/.test(file) && file !== 'table.test.mjs').map((file) => `tests/interop/${file}`);

test('every test of the table is there, every test is in the table, and every cell is right', () => {
  const rows = rows_of(read('tests/interop/table.tsv'));
  assert.deepEqual([...faults(rows, own_files)], []);
  assert.ok(own_files.flatMap(names_in).length >= subjects.length);
});

test('the rules find what breaks them', () => {
  const file = 'tests/interop/subjects_publish.mjs';
  const right = ['QoS 2', file, 'QoS 2, both ways', ...kinds.map((kind) => cell_of(subjects.find(({ name }) => name === 'QoS 2, both ways'), kind))];
  assert.deepEqual([...faults([right], [])], []);
  const wrong = [
    [right.slice(0, 5)],
    [[...right.slice(0, 2), 'QoS 3, both ways', ...right.slice(3)]],
    [['QoS 2', 'tests/interop/nowhere.mjs', ...right.slice(2)]],
    [[...right.slice(0, 4), '3.1 3.1.1', right[5]]],
    [['alias', 'tests/interop/scripts.test.mjs', 'response information', '5', none, none]],
    [['alias', 'tests/interop/rabbitmq.test.mjs', 'MQTT 5 is hung up on', none, none, none]],
  ];
  for (const rows of wrong) assert.ok([...faults(rows, [])].length > 0, JSON.stringify(rows));
  assert.ok([...faults([right], [file])].length > 5);
});
