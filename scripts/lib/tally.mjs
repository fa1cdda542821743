// node tally.mjs ctest|node LOG COUNTS
//
// Reads what a test runner wrote, prints one line per test program and all of what a failed one said, and adds
// `PASSED FAILED` as a line to COUNTS. A program that ends badly after its last test counts as one failure more.
// That anything was run at all is for the reader of COUNTS to see.
import { appendFileSync, readFileSync } from 'node:fs';

const [kind, log, counts] = process.argv.slice(2);
const lines = readFileSync(log, 'utf8').split('\n');

function programs_of_ctest() {
  const programs = new Map();
  for (const line of lines) {
    let match;
    if ((match = /^ +Start +(\d+): (\S+)/.exec(line))) programs.set(match[1], { name: match[2], output: [], ok: false });
    else if ((match = /^(\d+): ?(.*)/.exec(line))) programs.get(match[1])?.output.push(match[2]);
    else if ((match = /Test +#(\d+): \S+ \.* *(?:Passed|\*{3})/.exec(line))) {
      const program = programs.get(match[1]);
      program.ok = / Passed /.test(line);
      program.time = / ([\d.]+ sec)/.exec(line)?.[1];
    }
  }
  return [...programs.values()];
}

function count_of({ output, ok }) {
  const text = output.join('\n');
  const number = (pattern) => Number(pattern.exec(text)?.[1] ?? 0);
  let passed = number(/^\[ {2}PASSED {2}\] (\d+) tests?\.$/m);
  let failed = number(/^\[ {2}FAILED {2}\] (\d+) tests?, listed below/m);
  if (!/^\[ {2}PASSED {2}\]/m.test(text)) passed = ok ? 1 : (text.match(/^\[ {7}OK \]/gm) ?? []).length;
  if (!ok && failed === 0) failed = 1;
  return { passed, failed };
}

function tally_ctest() {
  const sum = { passed: 0, failed: 0 };
  for (const program of programs_of_ctest()) {
    const { passed, failed } = count_of(program);
    sum.passed += passed;
    sum.failed += failed;
    if (failed) console.log(program.output.join('\n'));
    console.log(`${failed ? 'FAILED' : 'ok    '} ${program.name}: ${passed} passed, ${failed} failed (${program.time ?? 'did not end'})`);
  }
  return sum;
}

// Node's own runner, TAP at its end.
function tally_node() {
  const number = (name) => Number(lines.findLast((line) => line.startsWith(`# ${name} `))?.split(' ')[2] ?? NaN);
  const [passed, failed, cancelled] = ['pass', 'fail', 'cancelled'].map(number);
  return Number.isNaN(passed) ? { passed: 0, failed: 1 } : { passed, failed: failed + cancelled };
}

const { passed, failed } = kind === 'ctest' ? tally_ctest() : tally_node();
appendFileSync(counts, `${passed} ${failed}\n`);
process.exit(failed ? 1 : 0);
