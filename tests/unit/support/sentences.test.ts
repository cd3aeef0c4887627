import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { missingBrowsers } from '../../support/browsers/install.ts';
import { listen } from '../../support/listen.ts';

/** Runs a script of this project as the README's commands do. */
function runScript(script: string, env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`tests/support/${script}`, ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  return { status, said: (stdout + stderr).trim() };
}

test('a port in use is told before anything is built', async () => {
  const taken = await listen((_request, response) => response.end());
  const { port } = taken;
  try {
    expect(runScript('start.ts', { PORT: String(port) })).toEqual({
      status: 1,
      said: `Port ${port} is in use: stop what runs there, or choose another with "PORT=${port + 1} npm start".`,
    });
  } finally {
    await taken.close();
  }
});

test('a port that is none is told', () => {
  expect(runScript('start.ts', { PORT: 'eighty' })).toEqual({
    status: 1,
    said: 'PORT is "eighty", which is no port: choose a number from 1 to 65535, such as "PORT=8080 npm start".',
  });
});

test('an npm that is too old is told', () => {
  expect(runScript('needs-node.js', { npm_config_user_agent: 'npm/6.14.18 node/v14.21.3 linux x64' })).toEqual({
    status: 1,
    said: 'npm 6 is too old for this lock file: run "npm install --global npm@latest", then "npm ci".',
  });
  expect(runScript('needs-node.js', { npm_config_user_agent: 'npm/11.6.1 node/v24.9.0 linux x64' })).toEqual({
    status: 0,
    said: '',
  });
});

test('a browser that could not be brought is told, with what installs it', () => {
  expect(missingBrowsers(['chromium'])).toBe(
    'Failed to find or install chromium: install it, on Debian with "apt-get install chromium fonts-dejavu-core".',
  );
  expect(missingBrowsers(['firefox', 'webkit'])).toBe(
    'Failed to find or install firefox, webkit: install them, on Debian with "apt-get install firefox-esr webkit2gtk-driver xvfb".',
  );
});

test('a step of the tests that there is none of is told', () => {
  expect(runScript('run-all.ts', {}, 'units')).toEqual({
    status: 1,
    said: expect.stringMatching(/^There is no step "units": choose from "format", /) as string,
  });
});
