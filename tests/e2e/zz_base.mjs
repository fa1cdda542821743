import { raise_stage } from './harness.mjs';
const stage = await raise_stage();
for (const ratio of [1, 1.25, 1.5, 1.75, 2, 3]) {
  const { page, tool, close } = await stage.open({ language: 'en', context: { deviceScaleFactor: ratio } });
  await page.locator('#notice').waitFor({ state: 'hidden' });
  console.log(ratio, await page.evaluate(() => {
    const lay = (parent, css, el) => { const line = document.createElement('div'), foot = document.createElement('span');
      line.style.cssText = css + 'position:absolute;left:0;top:0;visibility:hidden;white-space:pre;'; foot.style.display = 'inline-block';
      if (el) line.appendChild(el); else line.textContent = 'x'; line.appendChild(foot); parent.appendChild(line);
      const box = (el || line).getBoundingClientRect(), base = foot.getBoundingClientRect().bottom - box.top; line.remove(); return [base, box.height]; };
    const c = 'font:14px/19px var(--ui);text-rendering:geometricPrecision;';
    const el = document.createElement('input'); el.className='field'; el.value='x'; el.style.cssText = c + 'appearance:none;width:9px;height:auto;';
    const block = lay(document.body, c), field = lay(document.getElementById('mirror'), 'line-height:0;', el);
    const a = document.querySelector('input.field');
    return JSON.stringify([block, field, a.style.paddingTop, a.style.paddingBottom, a.style.height, a.style.transform]);
  }));
  await close();
}
await stage.close();
