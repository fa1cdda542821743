import { raise_stage, until } from './harness.mjs';
import { writeFileSync } from 'node:fs';
const stage = await raise_stage();
const ratios = (process.argv[2] ?? '1,1.25,1.5,1.75,2,3').split(',').map(Number);
for (const ratio of ratios) {
  const { page, tool, close } = await stage.open({ language: 'en', context: { deviceScaleFactor: ratio, viewport: { width: 1366, height: 768 } }, more: { advanced: 'x' } });
  await page.locator('#notice').waitFor({ state: 'hidden' });
  await page.evaluate(() => { const s = new CSSStyleSheet(); s.replaceSync('#mirror * { caret-color: transparent !important }'); document.adoptedStyleSheets = [s]; });
  const info = await page.evaluate(() => { const c = document.getElementById('canvas'); const r = c.getBoundingClientRect(); return [c.width, c.height, r.width, r.height, devicePixelRatio, innerWidth]; });
  console.log('ratio', ratio, info.join(' '));
  for (const [group, name] of [['connect', 'Address'], ['connect', 'ProductSN'], ['connect', 'DeviceSN'], ['publish', 'Topic'], ['subscribe', 'Topic'], ['publish','Message']]) {
    const field = tool.field(group, name);
    await field.fill('HxE AVATAR To 中文温度 👨‍👩‍👧🇩🇪 gjpq');
    await page.evaluate(() => document.activeElement.blur());
    await page.waitForTimeout(250);
    const box = await field.boundingBox();
    const clip = { x: Math.floor(box.x) - 4, y: Math.floor(box.y) +1, width: Math.ceil(box.width) + 4, height: Math.floor(box.height)-2 };
    const a = await page.screenshot({ clip });
    await field.focus();
    await page.waitForTimeout(250);
    const b = await page.screenshot({ clip });
    if (name!='Message') { writeFileSync(`/tmp/screens/${ratio}-${group}-${name}-a.png`, a); writeFileSync(`/tmp/screens/${ratio}-${group}-${name}-b.png`, b); }
    const result = await page.evaluate(async ([a, b]) => {
      const read = async (text) => {
        const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const c = canvas.getContext('2d');
        c.drawImage(bitmap, 0, 0);
        return c.getImageData(0, 0, bitmap.width, bitmap.height);
      };
      const [p, q] = [await read(a), await read(b)];
      const dark = (d, x, y) => 255 - d.data[(y * d.width + x) * 4 + 1];
      const rows = (d) => Array.from({ length: d.height }, (_, y) => { let s = 0; for (let x = 6; x < d.width - 6; x++) s += dark(d, x, y); return s; });
      const cols = (d) => Array.from({ length: d.width }, (_, x) => { let s = 0; for (let y = 2; y < d.height - 2; y++) s += dark(d, x, y); return s; });
      const best = (u, v) => {
        const scores = [];
        for (let s = -4; s <= 4; s++) { let e = 0; for (let i = 6; i < u.length - 6; i++) e += Math.abs(u[i] - v[i + s]); scores.push([s, Math.round(e/1000)]); }
        scores.sort((m, n) => m[1] - n[1]);
        return scores.slice(0, 3).join(' | ') ;
      };
      const total = rows(p).reduce((x, y) => x + y) / 1000;
      return `rows ${best(rows(p), rows(q))}   cols ${best(cols(p), cols(q))}  of ${Math.round(total)}`;
    }, [a.toString('base64'), b.toString('base64')]);
    console.log(group, name, box.y, box.height, result);
  }
  await close();
}
await stage.close();
