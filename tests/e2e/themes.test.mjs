// Light, dark and the two high contrasts: chosen or after the system, before the program and while it runs, and the contrast of
// what is drawn.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contrast, hex, palettes, places, screenshot, words_in } from './contrast.mjs';
import { own, raise_stage, until } from './harness.mjs';
import { publish } from './mosquitto.mjs';

let stage;
before(async () => (stage = await raise_stage()));
after(() => stage.close());

const palette = palettes();
const looks = [
  { look: 'light', theme: 'light', scheme: 'dark', language: 'zh' },
  { look: 'dark', theme: 'dark', scheme: 'light', language: 'en' },
  { look: 'contrast_light', theme: 'contrast', scheme: 'light', language: 'en' },
  { look: 'contrast_dark', theme: 'contrast', scheme: 'dark', language: 'zh' },
];

const open = (t, options) => stage.open(t, options);

const css_hex = (text) => hex(text.match(/\d+/g).slice(0, 3).map(Number));
const style_of = (page, name) => page.evaluate((what) => getComputedStyle(document.documentElement)[what], name);

// A corner of the canvas where nothing is but the page's ground.
async function drawn_ground(page) {
  const image = await screenshot(page);
  return hex(image.pixel(2, image.height - 3));
}

for (const { look, theme, scheme, language } of looks) {
  test(`${look}: every word that is drawn has its contrast, placeholders too`, async (t) => {
    const { page, tool } = await open(t, {
      language, more: { theme, nonsense: 1 },
      context: { viewport: { width: 1000, height: 640 }, deviceScaleFactor: 2, colorScheme: scheme },
    });
    const text = look.startsWith('contrast') ? 7 : 4.5, off = look.startsWith('contrast') ? 4.5 : 3;
    let words = 0;
    const look_at = async (what) => {
      await page.waitForTimeout(200);
      const image = await screenshot(page);
      const poor = [];
      for (const place of await places(page))
        for (const word of words_in(image, place.box)) {
          // Points and thin strokes do not reach their colour anywhere.
          if (word.box.width < 10 || word.box.height < 10) continue;
          words++;
          if (word.ratio < (place.disabled ? off : text) - 0.05)
            poor.push(`${place.name}: ${word.colour} on ${word.ground} is ${word.ratio.toFixed(2)} at ${JSON.stringify(word.box)}`);
        }
      assert.deepEqual(poor, [], what);
    };
    await look_at('as it opens');
    // The canvas draws the placeholder, and with the focus the field does: in one colour.
    const search = tool.group('messages').getByRole('searchbox');
    const placeholder = async () => {
      await page.waitForTimeout(200);
      const place = (await places(page)).find((one) => one.name.includes(tool.words.search));
      return words_in(await screenshot(page), place.box).find((word) => word.box.width > 20 && word.box.height > 10).colour;
    };
    assert.equal(await placeholder(), palette.muted[look]);
    await search.focus();
    await search.evaluate((field) => field.style.setProperty('caret-color', 'transparent'));  // it stands before the words, as dark as text
    assert.equal(await placeholder(), palette.muted[look]);
    await tool.connect();
    await tool.subscribed(own('set'));
    await tool.publish(own('upload'), '{"temperature": 21.5}');
    await publish(stage.broker, own('set'), 'switch on');
    await tool.row('switch on');
    await tool.field('connect', 'Port').fill('99999');
    await tool.field('subscribe', 'Topic').fill('a/#/b');
    await tool.field('publish', 'Message').selectText();
    await look_at('connected, with errors and a selection');
    await tool.group('messages').getByRole('listitem').filter({ hasText: 'switch on' }).last().getByRole('button').press('Enter');
    await tool.dialog('message').waitFor({ state: 'attached' });
    await look_at('with a message opened');
    assert.ok(words > 120, `${words} words were seen`);
  });
}

test('ground and text are right before the program is there', async (t) => {
  const place = await stage.browser.newContext();
  t.after(() => place.close());
  const page = await place.newPage();
  // The program never comes: only boot.js and the style are at work.
  await page.route(/index\.js|\.wasm/, () => {});
  const visit = async (address) => {
    await page.goto('about:blank');
    await page.goto(stage.server.url + address, { waitUntil: 'commit' });
    await until(() => page.evaluate(() => !!window.Module), 'boot.js has run, and so the style is there');
  };
  const ground_of = async (choice, media) => {
    await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none', ...media });
    const [ground, text, scheme] = await Promise.all(['backgroundColor', 'color', 'colorScheme'].map((name) => style_of(page, name)));
    const look = Object.keys(palette.ground).find((one) => palette.ground[one] === css_hex(ground) && palette.text[one] === css_hex(text));
    assert.equal(scheme, look?.endsWith('dark') ? 'dark' : 'light', `${choice} ${JSON.stringify(media)}`);
    return look;
  };
  const media = [{}, { colorScheme: 'dark' }, { contrast: 'more' }, { contrast: 'more', colorScheme: 'dark' },
    { forcedColors: 'active' }, { forcedColors: 'active', colorScheme: 'dark' }];
  const wanted = {
    system: ['light', 'dark', 'contrast_light', 'contrast_dark', 'contrast_light', 'contrast_dark'],
    light: Array(6).fill('light'),
    dark: Array(6).fill('dark'),
    contrast: ['contrast_light', 'contrast_dark', 'contrast_light', 'contrast_dark', 'contrast_light', 'contrast_dark'],
  };
  const look_at = async (choice, what) => {
    const got = [];
    for (const one of media) got.push(await ground_of(what, one));
    assert.deepEqual(got, wanted[choice], what);
  };
  for (const choice of Object.keys(wanted)) {
    await visit(`#theme=${choice}`);
    await look_at(choice, `#theme=${choice}`);
  }
  // What was chosen here before, and an address that is stronger.
  await page.evaluate(() => localStorage.setItem('mqtt_tool.theme', 'dark'));
  for (const [address, choice] of [['', 'dark'], ['?theme=contrast', 'contrast'], ['#theme=system', 'system'], ['?theme=dark#theme=light', 'light']]) {
    await visit(address);
    await look_at(choice, `dark stored, ${address || 'no address'}`);
  }
});

test('while it runs, the page follows the system, and a choice is stronger', async (t) => {
  const { page, tool } = await open(t, { language: 'en', context: { colorScheme: 'light' } });
  const follows = async (look) => {
    await until(async () => (await drawn_ground(page)) === palette.ground[look], `${look} is drawn`);
    assert.equal(css_hex(await style_of(page, 'backgroundColor')), palette.ground[look], look);
    assert.equal(css_hex(await style_of(page, 'color')), palette.text[look], look);
    assert.equal(css_hex(await tool.field('connect', 'Address').evaluate((el) => getComputedStyle(el).color)), palette.text[look], look);
    assert.equal(await page.locator('meta[name=theme-color]').getAttribute('content'), palette.title_ground[look], look);
    assert.equal(await style_of(page, 'colorScheme'), look.endsWith('dark') ? 'dark' : 'light', look);
  };
  await follows('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await follows('dark');
  await page.emulateMedia({ contrast: 'more' });
  await follows('contrast_dark');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', forcedColors: 'active' });
  await follows('contrast_light');
  const choose = async (name) => {
    await tool.group('title').getByRole('button', { name: /^Theme:/ }).press('Enter');
    await page.getByRole('menuitemradio', { name, exact: true }).press('Enter');
  };
  await choose('Dark');
  await follows('dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.waitForTimeout(300);
  await follows('dark');
  await choose('High contrast');
  await follows('contrast_light');
  await page.reload();
  await tool.ready();
  await follows('contrast_light');
  await choose('System');
  await follows('light');
  assert.equal(await page.evaluate(() => localStorage.getItem('mqtt_tool.theme')), '');
});
