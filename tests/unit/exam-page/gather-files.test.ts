import { expect, test } from 'vitest';
import { gatherFiles } from '../../../src/exam-page/gather-files.ts';

const FIXES = {
  'retry.ts': 'export const fetchWithRetry = fetch;',
  'retry.test.ts': "import { fetchWithRetry } from './retry.ts';",
};
const CALL = '\nexport default (url: string, init: RequestInit) => fetch(url, init);\n';

test('a fix that code imports comes with it', () => {
  const code = "import { fetchWithRetry } from './retry';\nexport default fetchWithRetry;\n";
  expect(gatherFiles(code, FIXES)).toEqual({ 'client.ts': code, 'retry.ts': FIXES['retry.ts'] });
});

test('of a package it is said in one sentence that there are none, and where libraries stand', () => {
  expect(() => gatherFiles(`import axios from 'axios';\nexport default axios;\n`, FIXES)).toThrow(
    `Line 1 imports "axios", and the exam has no packages: it gives code what browsers and servers share, fetch among it, and Node's timers. How libraries do stands in the scorecard.`,
  );
});

test('of a file that is not here the fixes are named, but not their tests', () => {
  expect(() => gatherFiles(`import './sleep.ts';${CALL}`, FIXES)).toThrow(
    /which is not here\. .* our fixes: \.\/retry\.ts\.$/,
  );
});

test('a timer of Node comes with what stands in for it, and the lines stay where they were', () => {
  const code = `import {\n  setTimeout as sleep,\n} from "node:timers/promises";\nexport default () => sleep(1);\n`;
  const { 'client.ts': client, ...rest } = gatherFiles(code, FIXES);
  expect(client).toBe(code.replace('node:timers/promises', './timers-promises.ts'));
  expect(Object.keys(rest).sort()).toEqual(['create-timer-promises.ts', 'start-timer.ts', 'timers-promises.ts']);
});

test.each(['timers', 'start-timer'])('a file ./%s.ts of the reader is not taken for what stands in', (name) => {
  expect(() => gatherFiles(`import './${name}.ts';${CALL}`, FIXES)).toThrow(`"./${name}.ts", which is not here`);
});
