// node coverage.mjs SOURCES LINES BRANCHES COUNTS
//
// What tests reach of the files under SOURCES, by clang's source-based coverage: prints a table by file with the lines
// that no test reaches, adds `PASSED FAILED` to COUNTS, and ends with 1 unless every line and 95 % of the branches are
// reached. LINES is llvm-cov's export as lcov, BRANCHES as text. A line or branch of a template, or of an inline
// function, stands once and is reached if any instantiation reaches it. A line of closing braces is none: clang gives one
// after a `return` or `break` no count of its own.
import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

const [sources, lines_file, branches_file, counts] = process.argv.slice(2);
const wanted_branches = 0.95;
const files = new Map();

function file_of(path) {
  const name = relative(sources, path);
  if (!files.has(name)) files.set(name, { lines: new Map(), branches: new Map() });
  return files.get(name);
}

let file, text;
for (const line of readFileSync(lines_file, 'utf8').split('\n')) {
  if (line.startsWith('SF:')) {
    file = file_of(line.slice(3));
    text = readFileSync(line.slice(3), 'utf8').split('\n');
  }
  const match = /^DA:(\d+),(\d+)/.exec(line);
  if (match && !/^[\s}]*;?$/.test(text[match[1] - 1])) file.lines.set(match[1], (file.lines.get(match[1]) ?? 0) + Number(match[2]));
}

// A branch is two sides at one place: how often its condition was true, how often false.
for (const each of JSON.parse(readFileSync(branches_file, 'utf8')).data[0].files) {
  const { branches } = file_of(each.filename);
  for (const [line, column, end_line, end_column, taken, not_taken] of each.branches) {
    for (const [side, count] of [['true', taken], ['false', not_taken]]) {
      const place = `${line}:${column}-${end_line}:${end_column} ${side}`;
      branches.set(place, (branches.get(place) ?? 0) + count);
    }
  }
}

const reached = (counts_of) => [...counts_of.values()].filter((count) => count > 0).length;
const percent = (part, all) => (all === 0 ? '-' : `${((100 * part) / all).toFixed(1)} %`);
const row = (name, lines, branches, missed) =>
  console.log(`${name.padEnd(34)} ${lines.padStart(11)} ${branches.padStart(11)} ${percent(...branches.split('/').map(Number)).padStart(8)}  ${missed}`);

console.log(`${'file'.padEnd(34)} ${'lines'.padStart(11)} ${'branches'.padStart(11)} ${''.padStart(8)}  lines not reached`);
const sum = { lines: 0, reached_lines: 0, branches: 0, reached_branches: 0 };
for (const [name, { lines, branches }] of [...files].sort()) {
  const missed = [...lines].filter(([, count]) => count === 0).map(([line]) => line);
  sum.lines += lines.size;
  sum.reached_lines += reached(lines);
  sum.branches += branches.size;
  sum.reached_branches += reached(branches);
  row(name, `${reached(lines)}/${lines.size}`, `${reached(branches)}/${branches.size}`, missed.join(' '));
  if (process.env.MQTT_TOOL_BRANCHES)
    for (const [place, count] of branches) if (count === 0) console.log(`    ${place}`);
}
row('all', `${sum.reached_lines}/${sum.lines}`, `${sum.reached_branches}/${sum.branches}`, '');

const passed = [sum.lines > 0 && sum.reached_lines === sum.lines, sum.reached_branches >= wanted_branches * sum.branches];
console.log(`${passed[0] ? 'ok    ' : 'FAILED'} every line of ${files.size} files is reached`);
console.log(`${passed[1] ? 'ok    ' : 'FAILED'} ${percent(sum.reached_branches, sum.branches)} of the branches are reached, 95 % are wanted`);
const failed = passed.filter((each) => !each).length;
appendFileSync(counts, `${2 - failed} ${failed}\n`);
process.exit(failed ? 1 : 0);
