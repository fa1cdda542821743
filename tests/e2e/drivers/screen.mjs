// A screen without a monitor (Xvfb) and a home of its own for a browser that needs a window: Firefox and WebKit draw WebGL
// with one only.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { spawn_bound } from '../../../scripts/lib/broker.mjs';
import { until } from '../harness.mjs';

// The first of `names` that is there, as a file or on the search path; throws a sentence with `what` when none is. The
// environment's `variable` may name it.
export function program(what, variable, names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = [process.env[variable], ...names.flatMap((name) => (name.includes('/') ? name : folders.map((folder) => join(folder, name))))];
  const found = places.find((file) => file && existsSync(file));
  if (!found) throw new Error(`${what} is missing (looked for ${names.join(', ')}); ${variable} in the environment may name it`);
  return found;
}

// {variables, folder, close}: `variables` is the environment for the browser, `folder` goes away with the screen.
export async function raise_screen() {
  const xvfb = program('Xvfb, the screen for Firefox and WebKit,', 'XVFB', ['Xvfb']);
  const folder = mkdtempSync(join(tmpdir(), 'mqtt_tool_screen.'));
  // It chooses a free number itself, and says which on its stderr.
  const child = spawn_bound(xvfb, ['-displayfd', '2', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']);
  const gone = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  child.stderr.on('data', (data) => (said += data));
  const close = async () => {
    child.kill();
    await gone;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const number = await until(() => /^(\d+)\n/m.exec(said)?.[1], 'Xvfb has a display').catch((error) => {
      throw new Error(`${error.message}: ${said}`);
    });
    const places = { HOME: '.', XDG_RUNTIME_DIR: 'run', XDG_CONFIG_HOME: 'config', XDG_CACHE_HOME: 'cache', XDG_DATA_HOME: 'data' };
    const variables = { ...process.env, DISPLAY: `:${number}`, GDK_BACKEND: 'x11', LIBGL_ALWAYS_SOFTWARE: '1',
      GSETTINGS_BACKEND: 'memory', NO_AT_BRIDGE: '1' };
    delete variables.WAYLAND_DISPLAY;
    for (const [variable, place] of Object.entries(places)) {
      variables[variable] = join(folder, place);
      mkdirSync(variables[variable], { recursive: true, mode: 0o700 });
    }
    return { variables, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
