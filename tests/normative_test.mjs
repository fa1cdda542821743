// node normative_test.mjs REPOSITORY
//
// Is every normative statement of both specifications tested, or left out with a reason, and not both? Is every test that
// the tables in tests/normative name really there, and has every known pitfall one? Each rule prints what breaks it; the
// last lines try the rules on tables and tests that break them.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = process.argv[2];
const counts = { '3.1.1': 141, 5: 251 };  // 3.1.1: the 137 of its appendix B and the four of §4.3 that it leaves out
const pitfall_count = 31;
const reasons = /^(?:server only|transport|conformance|client may, and does not): \S/;

// Tests by file: [{file, name}]. What stands in a comment is none.
function tests_of(file, text) {
  const pattern = file.endsWith('.cpp') ? /^TEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\)/gm : /^test\((['"`])((?:\\.|(?!\1).)*)\1/gm;
  const code = file.endsWith('.cpp') ? text.replace(/\/\*[\s\S]*?\*\//g, ' ') : text;
  return [...code.matchAll(pattern)].map(([, first, second]) =>
    ({ file, name: file.endsWith('.cpp') ? `${first}.${second}` : second.replace(/\\(.)/g, '$1') }));
}

// v311_3_1_2_23_more_words: a statement of 3.1.1; v5_3_3_4_7: one of 5. Null for a test of something else.
function statement_of(name) {
  const found = /\.v(311|5)_(\d+)_(\d+)_(\d+)_(\d+)(?:_|$)/.exec(name);
  return found && `${found[1] === '5' ? '5' : '3.1.1'} MQTT-${found[2]}.${found[3]}.${found[4]}-${found[5]}`;
}

const rows_of = (text) => text.split('\n').slice(1).filter(Boolean).map((line) => line.split('\t'));

function* check({ statements, left_out, pitfalls, tests, counts, pitfall_count }) {
  const known = new Set(statements.map(([version, statement]) => `${version} ${statement}`));
  if (known.size !== statements.length) yield 'a statement is listed twice';
  for (const [version, count] of Object.entries(counts)) {
    const listed = statements.filter((row) => row[0] === version).length;
    if (listed !== count) yield `${listed} statements of ${version} are listed, there are ${count}`;
  }

  const tested = new Set();
  for (const { file, name } of tests) {
    const statement = statement_of(name);
    if (statement && !known.has(statement)) yield `${file}: ${name} is named after a statement that does not exist`;
    else if (statement) tested.add(statement);
    else if (/\.v(?:311|5)_\d/.test(name)) yield `${file}: ${name} is named after no whole number`;
  }
  const exists = new Set(tests.map(({ file, name }) => `${file}: ${name}`));
  const excused = new Set();
  for (const [version, statement, why, file, test, ...more] of left_out) {
    const which = `${version} ${statement}`;
    if (more.length > 0 || test === undefined) yield `${which}: a row has five columns`;
    if (!known.has(which)) yield `${which} is left out and does not exist`;
    if (excused.has(which)) yield `${which} is left out twice`;
    excused.add(which);
    if (!reasons.test(why)) yield `${which} is left out for no known reason: ${why}`;
    if (file !== '-' && !exists.has(`${file}: ${test}`)) yield `${which} names a test that does not exist: ${file}: ${test}`;
    if (file === '-' && !/^(?:server only|client may)/.test(why)) yield `${which} can be broken elsewhere and names no test there`;
  }
  for (const which of known) {
    if (tested.has(which) && excused.has(which)) yield `${which} is tested and left out`;
    if (!tested.has(which) && !excused.has(which)) yield `${which} is neither tested nor left out`;
  }

  const covered = new Set();
  for (const [number, what, file, test] of pitfalls) {
    covered.add(number);
    if (!what || !exists.has(`${file}: ${test}`)) yield `pitfall ${number} names a test that does not exist: ${file}: ${test}`;
  }
  for (let number = 1; number <= pitfall_count; ++number)
    if (!covered.delete(String(number))) yield `pitfall ${number} has no test`;
  for (const number of covered) yield `there is no pitfall ${number}`;
}

function* files_of(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files_of(path);
    else if (/_test\.cpp$|test\.mjs$/.test(entry.name)) yield path;
  }
}

let failures = 0;
const complain = (text) => {
  ++failures;
  console.log(text);
};

// A rule that lets everything pass is no rule: a good set must pass, and each damage to it must be seen.
const good = {
  statements: [['3.1.1', 'MQTT-1.0.0-1'], ['5', 'MQTT-1.0.0-1'], ['5', 'MQTT-4.2-1']],
  left_out: [['5', 'MQTT-1.0.0-1', 'server only: it does', '-', '-'], ['5', 'MQTT-4.2-1', 'transport: it has', 'b.mjs', 'it\'s']],
  pitfalls: [['1', 'a trap', 'a.cpp', 'x.plain']],
  tests: [...tests_of('a.cpp', 'TEST(x, v311_1_0_0_1_holds) {\nTEST_F(x, plain) {\n'), ...tests_of('b.mjs', 'test(\'it\\\'s\', () => {\n')],
  counts: { '3.1.1': 1, 5: 2 },
  pitfall_count: 1,
};
for (const fault of check(good)) complain(`a good set is refused: ${fault}`);
const damages = {
  'a statement too few': { statements: good.statements.slice(1) },
  'a statement twice': { statements: [...good.statements, ['5', 'MQTT-4.2-1']] },
  'a statement without a test': { tests: good.tests.slice(1) },
  'a test in a comment': { tests: [...tests_of('a.cpp', '// TEST(x, v311_1_0_0_1) {\n/*\nTEST(x, v311_1_0_0_1)\n*/\nTEST_F(x, plain) {\n'), ...good.tests.slice(2)] },
  'a test of an unknown statement': { tests: [...good.tests, ...tests_of('a.cpp', 'TEST(x, v5_9_9_9_9) {\n')] },
  'a test of half a number': { tests: [...good.tests, ...tests_of('a.cpp', 'TEST(x, v5_9_9_9) {\n')] },
  'a statement tested and left out': { left_out: [...good.left_out, ['3.1.1', 'MQTT-1.0.0-1', 'server only: it does', '-', '-']] },
  'a statement left out twice': { left_out: [...good.left_out, good.left_out[0]] },
  'an unknown statement left out': { left_out: [...good.left_out, ['5', 'MQTT-9.0.0-1', 'server only: it does', '-', '-']] },
  'no reason': { left_out: [['5', 'MQTT-1.0.0-1', 'because', '-', '-'], good.left_out[1]] },
  'a test elsewhere that is gone': { left_out: [good.left_out[0], ['5', 'MQTT-4.2-1', 'transport: it has', 'b.mjs', 'gone']] },
  'no test elsewhere': { left_out: [good.left_out[0], ['5', 'MQTT-4.2-1', 'transport: it has', '-', '-']] },
  'a column missing': { left_out: [['5', 'MQTT-1.0.0-1', 'server only: it does', '-'], good.left_out[1]] },
  'a pitfall without a test': { pitfalls: [] },
  'a pitfall whose test is gone': { pitfalls: [['1', 'a trap', 'a.cpp', 'x.gone']] },
  'a pitfall too many': { pitfalls: [...good.pitfalls, ['2', 'a trap', 'a.cpp', 'x.plain']] },
};
for (const [what, damage] of Object.entries(damages))
  if ([...check({ ...good, ...damage })].length === 0) complain(`the rules do not catch ${what}`);

const read = (name) => rows_of(readFileSync(join(root, 'tests/normative', name), 'utf8'));
const tests = [...files_of(join(root, 'tests'))].flatMap((path) => tests_of(relative(root, path), readFileSync(path, 'utf8')));
const left_out = read('left_out.tsv');
const all = { statements: read('statements.tsv'), left_out, pitfalls: read('pitfalls.tsv'), tests, counts, pitfall_count };
for (const fault of check(all)) complain(fault);
for (const version of Object.keys(counts)) {
  const excused = left_out.filter((row) => row[0] === version).length;
  console.log(`MQTT ${version}: ${counts[version] - excused} statements tested, ${excused} left out`);
}
console.log(`${all.pitfalls.length} tests of ${pitfall_count} pitfalls, ${failures} faults`);
process.exit(failures === 0 ? 0 : 1);
