// node layers_test.mjs REPOSITORY
//
// The rules that hold the layers apart, as a test: who may include whom, where the browser and POSIX may be named, how long a
// file is. Each rule prints the files that break it; the last lines try the rules on text that breaks them.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = process.argv[2];

// What each layer may include of the others, besides itself and the standard library. A file name opens that file only.
const allowed = {
  mqtt: [],
  transport: [],
  uiot: ['mqtt/topic.h'],
  model: ['mqtt/'],
  ui: ['model/', 'uiot/', 'mqtt/error.h', 'mqtt/property.h', 'mqtt/reason_code.h', 'mqtt/types.h'],
  browser: ['ui/item.h', 'ui/registry.h', 'ui/cluster_text.h', 'ui/line_height.h'],
  app: ['mqtt/', 'model/', 'uiot/', 'transport/', 'browser/'],
  tools: ['mqtt/', 'transport/', 'uiot/', 'model/'],
};
// model sees the plain types of mqtt and has no part in the protocol's work.
const forbidden = {
  model: /^mqtt\/(session|encode|decode|framer|wire|delivery)\.h$/,
};
const main_file = 'src/app/main.web.cpp';
const imgui_users = new Set(['ui', 'browser']);
const max_lines = 500;

const read_as_text = /\.(h|cpp|inc|c|mjs|js|css|html|sh|cmake|in|md|txt|json|svg)$|CMakeLists\.txt$|^\.ci\/run$/;
const generated = /^(build|node_modules|\.git)$/;

function* files_of(folder) {
  for (const name of readdirSync(folder).sort()) {
    if (generated.test(name)) continue;
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files_of(path);
    else if (read_as_text.test(relative(root, path))) yield relative(root, path);
  }
}

// The code of a source alone: a rule's words may stand in a comment and in a text.
const code_of = (text) => text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"/g, ' ');

const includes_of = (text) => [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)/gm)].map(([, quote, path]) => ({ quote, path }));

const layer_of = (path) => /^src\/([^/]+)\//.exec(path)?.[1];
const is_web = (path) => /\.web\.(cpp|h)$/.test(path);
const is_cpp = (path) => /\.(cpp|h|inc)$/.test(path);

function* break_include_rules(path, text) {
  const layer = layer_of(path);
  if (!layer || !is_cpp(path)) return;
  if (!allowed[layer]) yield `${layer} is not a layer`;
  else if (path !== main_file) {
    for (const { quote, path: included } of includes_of(text)) {
      if (quote === '<' || included === 'version.h') continue;
      if (/^imgui/.test(included)) {
        if (!imgui_users.has(layer)) yield `includes ${included}: only ui and browser may`;
        continue;
      }
      const folder = included.split('/')[0];
      const may = folder === layer || allowed[layer].some((entry) => (entry.endsWith('/') ? included.startsWith(entry) : included === entry));
      const backend = is_web(path) && /^(SDL|emscripten|GLES|backends)/.test(included);
      if ((!may && !backend) || forbidden[layer]?.test(included)) yield `includes ${included}, which ${layer} may not`;
    }
  }
}

const web_words = /\b(?:emscripten\w*|EM_(?:JS|ASM|BOOL)\w*|EMSCRIPTEN_\w+|__EMSCRIPTEN__|SDL_\w+|gl[A-Z]\w+|GL_\w+)\b/;

function* break_web_rule(path, text) {
  if (!layer_of(path) || !is_cpp(path) || is_web(path)) return;
  const found = web_words.exec(code_of(text));
  if (found) yield `names ${found[0]}, which belongs in a *.web.cpp`;
}

const posix_header = /^(?:(?:arpa|net|netinet|sys)\/.*|(?:aio|dirent|fcntl|netdb|poll|pthread|pwd|signal|spawn|termios|time|unistd)\.h)$/;

function* break_posix_rule(path, text) {
  if (!layer_of(path) || !is_cpp(path) || /\.posix\.cpp$/.test(path) || is_web(path)) return;
  for (const { path: included } of includes_of(text)) {
    if (posix_header.test(included)) yield `includes <${included}>, which belongs in a *.posix.cpp`;
  }
}

// Time, randomness and threads are arguments of these layers.
function* break_clock_rule(path, text) {
  if (!/^(mqtt|model|uiot|ui)$/.test(layer_of(path) ?? '') || !is_cpp(path)) return;
  const found = /\b(?:std::(?:chrono::\w+_clock|random_device|thread|mutex|async)|rand|srand|time|clock)\b *(?:\(|::)/.exec(
    code_of(text).replace(/[.>]\s*(?:time|clock)\s*\(/g, ''));
  if (found) yield `uses ${found[0]}: time and randomness are arguments`;
}

function* break_library_rule(path, text) {
  if (!layer_of(path) || layer_of(path) === 'tools' || !is_cpp(path)) return;
  for (const { path: included } of includes_of(text)) {
    if (/^(iostream|regex|locale|format|expected|thread|mutex)$/.test(included)) yield `includes <${included}>, which does not ship`;
  }
}

function* break_text_rules(path, text) {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (lines > max_lines && !/package-lock\.json$/.test(path)) yield `has ${lines} lines, ${max_lines} is the end`;
  if (path === 'tests/layers_test.mjs') return;
  if (/\b(?:TODO|FIXME|XXX)\b/.test(text)) yield 'holds something left to do';
  if (/\b(?:GTEST_SKIP|DISABLED_\w+)\b|\b(?:test|it|describe)\.(?:skip|todo|only)\b/.test(text)) yield 'switches a test off';
  const machine = /\.\.\/shared\b|(?<![\w.$}{])\/(?:root|workspace|work|home\/\w+|Users\/\w+)\/\w+/.exec(text);
  if (machine) yield `names a place of one machine: ${machine[0]}`;
}

const rules = [break_include_rules, break_web_rule, break_posix_rule, break_clock_rule, break_library_rule, break_text_rules];
const check = (path, text) => rules.flatMap((rule) => [...rule(path, text)]);

// A rule that lets everything pass is no rule: each must catch its own example, and let the good one be.
const examples = [
  ['src/mqtt/a.cpp', '#include "model/view.h"\n', true],
  ['src/mqtt/a.cpp', '#include <vector>\n#include "mqtt/packet.h"\n', false],
  ['src/uiot/a.cpp', '#include "mqtt/session.h"\n', true],
  ['src/model/a.h', '#include "mqtt/session.h"\n', true],
  ['src/app/a.cpp', '#include "imgui.h"\n', true],
  ['src/ui/a.cpp', '#include "app/app.h"\n', true],
  ['src/nowhere/a.cpp', '\n', true],
  ['src/browser/a.cpp', 'void f() { SDL_Quit(); }\n', true],
  ['src/browser/a.web.cpp', '#include "SDL.h"\nvoid f() { SDL_Quit(); }\n', false],
  ['src/ui/a.cpp', '// as emscripten_run_script would\nauto a = "emscripten.org";\n', false],
  ['src/transport/a.cpp', '#include <sys/socket.h>\n', true],
  ['src/tools/a.h', '#include <poll.h>\n', true],
  ['src/transport/a.posix.cpp', '#include <sys/socket.h>\n', false],
  ['src/model/a.cpp', 'auto now = std::chrono::steady_clock::now();\n', true],
  ['src/ui/a.cpp', 'auto now = frame.time();\n', false],
  ['src/mqtt/a.cpp', '#include <iostream>\n', true],
  ['src/mqtt/a.cpp', 'x\n'.repeat(max_lines + 1), true],
  ['src/mqtt/a.cpp', '// TODO: later\n', true],
  ['tests/mqtt/a_test.cpp', 'GTEST_SKIP();\n', true],
  ['scripts/a.sh', 'cd /home/someone/project\n', true],
  ['scripts/a.sh', 'cd "$root/home/someone/project"\n', false],
];

let failures = 0;
for (const [path, text, breaks] of examples) {
  if (check(path, text).length > 0 === breaks) continue;
  ++failures;
  console.log(`the rules ${breaks ? 'do not catch' : 'wrongly catch'} ${JSON.stringify(text.slice(0, 60))} in ${path}`);
}
let count = 0;
for (const path of files_of(root)) {
  ++count;
  for (const broken of check(path, readFileSync(join(root, path), 'utf8'))) {
    ++failures;
    console.log(`${path} ${broken}`);
  }
}
console.log(`${count} files, ${failures} faults`);
process.exit(failures === 0 && count > 20 ? 0 : 1);
