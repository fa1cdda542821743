// The contrast of what was really drawn: a screenshot at the boxes of the twins, word by word. A word is what stands apart from
// others by some pixels of ground; of its pixels the one that differs most counts, since edges are softened.
import { readFileSync } from 'node:fs';
import { decode_png } from './png.mjs';

const linear = (byte) => (byte <= 10.31475 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

// WCAG 2.2; colours as [red, green, blue].
export function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

export const hex = (colour) => `#${colour.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

// {name: {light, dark, contrast_light, contrast_dark}} as "#rrggbb", out of src/ui/theme_colours.inc.
export function palettes() {
  const table = readFileSync(new URL('../../src/ui/theme_colours.inc', import.meta.url), 'utf8');
  const made = {};
  for (const [, name, ...values] of table.matchAll(/^C\((\w+), 0x(\w{6}), 0x(\w{6}), 0x(\w{6}), 0x(\w{6})\)$/gm))
    for (const [i, look] of ['light', 'dark', 'contrast_light', 'contrast_dark'].entries()) (made[name] ??= {})[look] = `#${values[i]}`;
  return made;
}

export const screenshot = async (page) => decode_png(await page.screenshot());

// Runs of true in `line`, with gaps shorter than `gap` closed: [from, end).
function runs(line, gap) {
  const found = [];
  for (let i = 0; i < line.length; i++) {
    if (!line[i]) continue;
    const last = found.at(-1);
    if (last && i - last[1] < gap) last[1] = i + 1;
    else found.push([i, i + 1]);
  }
  return found;
}

// The words in a box of device pixels: [{ground, colour, ratio, box}].
export function words_in(image, box) {
  const [left, top] = [Math.max(0, Math.round(box.x)), Math.max(0, Math.round(box.y))];
  const right = Math.min(image.width, Math.round(box.x + box.width)), bottom = Math.min(image.height, Math.round(box.y + box.height));
  const width = right - left, height = bottom - top;
  if (width < 8 || height < 8) return [];
  const pixels = new Uint32Array(width * height);
  const counts = new Map();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [r, g, b] = image.pixel(left + x, top + y);
      const value = (r << 16) | (g << 8) | b;
      pixels[y * width + x] = value;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  const ground_value = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
  const colour_of = (value) => [value >> 16, (value >> 8) & 255, value & 255];
  const ground = colour_of(ground_value);
  const ratios = new Map([...counts.keys()].map((value) => [value, contrast(colour_of(value), ground)]));
  const inked = (x, y) => ratios.get(pixels[y * width + x]) > 1.15;
  const any = (length, test) => Array.from({ length }, (_, i) => test(i));
  const words = [];
  const rows = runs(any(height, (y) => any(width, (x) => inked(x, y)).some(Boolean)), 3);
  for (const [low, high] of rows)
    for (const [from, end] of runs(any(width, (x) => any(high - low, (y) => inked(x, low + y)).some(Boolean)), 8)) {
      let best = 1, value = ground_value;
      for (let y = low; y < high; y++)
        for (let x = from; x < end; x++) {
          const ratio = ratios.get(pixels[y * width + x]);
          if (ratio > best) [best, value] = [ratio, pixels[y * width + x]];
        }
      words.push({ ground: hex(ground), colour: hex(colour_of(value)), ratio: best,
                   box: { x: left + from, y: top + low, width: end - from, height: high - low } });
    }
  return words;
}

// Where the page has words that can be seen now, in device pixels: [{name, box, disabled}]. What is covered or scrolled away is
// left out, and of a box, a radio, an icon or a mark what is no word.
export const places = (page) => page.evaluate(() => {
  const found = [];
  for (const el of document.querySelectorAll('#mirror .twin')) {
    if (el.closest('[inert]') || el.classList.contains('off') || el.getAttribute('role') === 'slider') continue;
    const all = el.getBoundingClientRect();
    const [cut_top, cut_right, cut_bottom, cut_left] = (el.style.clipPath.match(/-?[\d.]+(?=px)/g) ?? [0, 0, 0, 0]).map(Number);
    let left = Math.max(0, all.left + cut_left), top = Math.max(0, all.top + cut_top);
    let right = Math.min(innerWidth, all.right - cut_right), bottom = Math.min(innerHeight, all.bottom - cut_bottom);
    const kind = el.type || el.getAttribute('role');
    if (kind === 'checkbox' || kind === 'radio') left += 19;
    if (el.hasAttribute('aria-expanded') && !el.hasAttribute('aria-haspopup')) left += 18;
    if (kind === 'listitem') left += 26;
    // the pill's dot
    if (kind === 'status') left += 21;
    if (el.localName === 'button' || kind === 'status') left += 4, top += 4, right -= 4, bottom -= 4;
    if (el.localName === 'a') bottom -= 2;
    // the frame of a field
    if (el.localName === 'input' && el.classList.contains('field')) top += 3, bottom -= 3;
    // A line that is cut by its panel's edge is no whole word.
    if (cut_top || cut_bottom) continue;
    if (right - left < 8 || bottom - top < 8) continue;
    const ratio = devicePixelRatio;
    found.push({
      name: `${el.localName} "${(el.getAttribute('aria-label') || el.textContent || '').slice(0, 30)}"`,
      box: { x: left * ratio, y: top * ratio, width: (right - left) * ratio, height: (bottom - top) * ratio },
      disabled: !!el.disabled,
    });
  }
  return found;
});
