// Screens of every size: nothing is cut off and nothing overlaps from a small phone to 4K, and a phone may be turned.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { raise_stage, until } from './harness.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

const open = (t, options) => stage.open(t, { language: 'en', ...options });

// The page laid out for a window of this size.
async function resize(page, width, height) {
  await page.setViewportSize({ width, height });
  const fits = () => page.evaluate(() => {
    const { width, height } = document.getElementById('canvas');
    return width === innerWidth * devicePixelRatio && height === innerHeight * devicePixelRatio;
  });
  await until(fits, `drawn for ${width} × ${height}`);
  await page.waitForTimeout(300);
}

// Everything of the page that lies where it should not: outside of its width, or over another thing of its group.
const misplaced = (page, messages) =>
  page.evaluate((read_out) => {
    const wrong = [];
    for (const section of document.querySelectorAll('#mirror section')) {
      const group = section.getAttribute('aria-label');
      // The news of the messages are only read out; a list's rows are scrolled out of its box.
      const twins = [...section.querySelectorAll('.twin')].filter((element) => !element.closest('[role=listitem]') &&
        element.getBoundingClientRect().width && !(group === read_out && element.getAttribute('role') === 'status'));
      const at = twins.map((element) => ({ box: element.getBoundingClientRect(), what: `${group}: ${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.slice(0, 40)}` }));
      at.forEach(({ box, what }, i) => {
        if (box.left < 0 || box.right > innerWidth + 0.1) wrong.push(`${what} from ${box.left} to ${box.right} of ${innerWidth}`);
        for (const other of at.slice(i + 1)) {
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (across > 1 && down > 1) wrong.push(`${what} and ${other.what} overlap by ${across} × ${down}`);
        }
      });
    }
    return wrong;
  }, messages);

const sizes = [[360, 640], [390, 844], [768, 1024], [799, 600], [800, 600], [1366, 650], [1920, 1080], [3840, 2160]];

for (const language of ['en', 'zh'])
  test(`from 360 pixels to 4K nothing is cut off and nothing overlaps, ${language}`, async (t) => {
    const { page, tool } = await open(t, { language });
    await tool.connect();
    const wrong = [];
    for (const advanced of [false, true]) {
      if (advanced) await tool.button('connect', 'advanced').press('Enter');
      for (const [width, height] of sizes) {
        await resize(page, width, height);
        const left = (await tool.field('connect', 'Address').boundingBox()).x, right = (await tool.group('messages').getByRole('searchbox').boundingBox()).x;
        assert.equal(right > width / 2, width >= 800, `one column below 800 pixels, two from there: at ${width}, ${left} and ${right}`);
        wrong.push(...(await misplaced(page, tool.words.messages_group)).map((each) => `${width} × ${height}${advanced ? ', advanced' : ''}, ${each}`));
      }
    }
    assert.deepEqual(wrong, []);
  });

test('a phone that is turned keeps the focus, in one column and in two', async (t) => {
  const { page, tool } = await open(t, { context: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } } });
  for (const field of [tool.field('subscribe', 'Topic'), tool.group('messages').getByRole('searchbox'), tool.button('publish', 'advanced')]) {
    await field.focus();
    await page.waitForTimeout(200);
    for (const [width, height] of [[844, 390], [390, 844]]) {
      await resize(page, width, height);
      assert.ok(await field.evaluate((element) => element === document.activeElement), `${field} at ${width}`);
    }
  }
});
