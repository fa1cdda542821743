// node page.mjs WEB_SOURCES PAGE_FOLDER OFFLINE_FILE
//
// Finishes the page that emcc linked into PAGE_FOLDER: copies what of web/ is served beside it, and writes the whole
// once more as one file that needs nothing else, for a double-click.
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

const [source, folder, offline_file] = process.argv.slice(2);

const types = { '.css': 'text/css', '.ico': 'image/x-icon', '.png': 'image/png', '.svg': 'image/svg+xml' };

// lib_*.js are linked into index.js; readme/ holds the pictures of README.md.
const is_served = (name) => !/^lib_.*\.js$/.test(name) && name !== 'readme' && !name.startsWith('.');

function copy_assets() {
  const served = readdirSync(source).filter(is_served);
  for (const name of readdirSync(folder)) {
    if (!/^index\.(html|js|wasm)(\.map)?$/.test(name) && !served.includes(name)) rmSync(join(folder, name), { recursive: true });
  }
  for (const name of served) cpSync(join(source, name), join(folder, name), { recursive: true });
}

const text_of = (name) => readFileSync(join(folder, name), 'utf8');

function data_url(name) {
  const type = types[extname(name)];
  if (!type) throw new Error(`no MIME type known for ${name}`);
  return `data:${type};base64,${readFileSync(join(folder, name)).toString('base64')}`;
}

// An HTML parser ends a script at the first end tag in it, wherever that stands, and `<!--` begins an odd state.
const script_text = (text) => text.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '\\x3c!--');

const attribute = (tag, name) => new RegExp(`\\s${name}\\s*=\\s*["']?([^"'\\s>]+)`, 'i').exec(tag)?.[1];
const is_local = (url) => url && !/^(?:[a-z]+:|\/\/|#)/i.test(url) && statSync(join(folder, url), { throwIfNoEntry: false })?.isFile();

// Styles and icons by link, in place; a manifest and the like only make sense when served, so their links go.
function inline_link(tag) {
  const relation = attribute(tag, 'rel') ?? '';
  const href = attribute(tag, 'href');
  if (/^(manifest|preload|modulepreload)$/i.test(relation)) return '';
  if (!is_local(href)) return tag;
  if (/stylesheet/i.test(relation)) return `<style>\n${text_of(href)}</style>`;
  return tag.replace(href, data_url(href));
}

// A script that was `async` or `defer` ran after the document was there: the page's own goes to the end of it.
function inline_scripts(html) {
  const wasm = readFileSync(join(folder, 'index.wasm')).toString('base64');
  const deferred = [];
  const kept = html.replace(/<script\b[^>]*\bsrc\s*=[^>]*>\s*<\/script>/gi, (tag) => {
    const name = attribute(tag, 'src');
    if (!is_local(name)) throw new Error(`a script that is not of this folder: ${tag}`);
    const inline = `<script>\n${script_text(text_of(name))}\n</script>`;
    if (basename(name) !== 'index.js') return inline;
    deferred.push(
      '<script>\nvar Module = typeof Module === "object" ? Module : {};\n' +
        `Module.wasmBinary = Uint8Array.from(atob("${wasm}"), (c) => c.charCodeAt(0));\n</script>\n${inline}\n`);
    return '';
  });
  if (deferred.length !== 1) throw new Error('index.html does not load index.js exactly once');
  const end = kept.search(/<\/body>/i);
  if (end < 0) return kept + deferred[0];
  return kept.slice(0, end) + deferred[0] + kept.slice(end);
}

const hashes_of = (html, element) =>
  [...html.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g'))].map(
    ([, text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);

// The page's policy trusts files of its own origin; a file:// page has none, so here it trusts these very texts.
function rewrite_policy(html) {
  const trusted = { 'script-src': hashes_of(html, 'script'), 'style-src': hashes_of(html, 'style') };
  return html.replace(/(<meta http-equiv="Content-Security-Policy" content=")([^"]*)/, (_, start, policy) => {
    const rewritten = policy.split(';').map((part) => {
      const [directive, ...sources] = part.trim().split(/\s+/);
      const kept = [...sources.filter((source) => source !== "'self'"), ...(trusted[directive] ?? [])];
      return [directive, ...(kept.length ? kept : ["'none'"])].join(' ');
    });
    return start + rewritten.join('; ');
  });
}

copy_assets();
writeFileSync(offline_file, rewrite_policy(inline_scripts(text_of('index.html').replace(/<link\b[^>]*>/gi, inline_link))));
