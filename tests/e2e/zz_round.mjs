import { chromium } from 'playwright-core';
import { browser_file, browser_options } from './harness.mjs';
import { decode_png } from './png.mjs';
const font = process.argv[2] ?? 'sans-serif';
const run = async (ratio, forced) => {
  const browser = await chromium.launch({ executablePath: browser_file(), args: [...browser_options(), ...(forced ? ['--force-device-scale-factor=' + ratio] : [])] });
  const place = await browser.newContext(forced ? { viewport: null } : { deviceScaleFactor: ratio, viewport: { width: 1200, height: 600 } });
  const page = await place.newPage();
  const out = [];
  for (const [what, tag, make] of [['input translate', 'input', (v) => `transform:translate(0,${v}px);`], ['input padding', 'input', (v) => `padding-top:${v}px;`], ['div top', 'div', (v) => `top:${v}px;`], ['div translate', 'div', (v) => `transform:translate(0,${v}px);`]]) {
    const values = Array.from({ length: 20 }, (_, i) => i / 20);
    await page.setContent(`<style>body{margin:0}.f{position:absolute;top:0;font:14px/19px ${font};border:0;padding:0;margin:0;width:20px;box-sizing:content-box;height:auto;appearance:none;background:none;text-rendering:geometricPrecision}</style>` +
      values.map((v, i) => `<${tag} class=f value=HH style="left:${i * 24}px;${make(v)}">${tag == 'div' ? 'HH</div>' : ''}`).join('') +
      `<div style="position:absolute;top:100px;left:0;font:14px/19px ${font};text-rendering:geometricPrecision;white-space:nowrap"><span id=foot style="display:inline-block"></span>x</div>` +
      `<div style="position:absolute;top:200px;left:0;line-height:0;white-space:nowrap"><input id=probe class=f value=x style="position:static"><span id=foot2 style="display:inline-block"></span></div>`);
    const p = decode_png(await page.screenshot({ clip: { x: 0, y: 0, width: 500, height: 40 } }));
    const scale = p.width / 500;
    const last = values.map((v, i) => { let last = 0; for (let y = 0; y < p.height; y++) for (let x = Math.round(i * 24 * scale); x < (i * 24 + 20) * scale; x++) if (p.pixel(x, y)[1] < 100) last = y + 1; return last; });
    const steps = []; last.forEach((v, i) => { if (i == 0 || v != last[i - 1]) steps.push(`${(values[i]*scale).toFixed(3)}→${v}`); });
    if (what == 'input translate') { out.push('probe ' + await page.evaluate(() => { const b = (e) => document.getElementById(e).getBoundingClientRect(); return [(b('foot').bottom - 100) * devicePixelRatio, (b('foot2').bottom - b('probe').top) * devicePixelRatio, b('probe').height * devicePixelRatio].join(' '); })); }
    out.push(what + ': ' + steps.join('  '));
  }
  console.log(ratio, forced ? 'forced' : 'emulated', '\n' + out.join('\n'));
  await browser.close();
};
for (const r of [1, 1.5, 2]) await run(r, false);
for (const r of [1, 1.1, 1.25, 1.5, 1.75, 2, 3]) await run(r, true);
