import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const RULES = ['try-again-later/imports', 'no-restricted-globals', 'no-restricted-properties', 'no-restricted-syntax'];

// Rules that need types would read the whole project first, and none of these does.
const eslint = new ESLint({
  overrideConfig: { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked },
  ruleFilter: ({ ruleId }) => RULES.includes(ruleId),
});

/** The rules that refuse a line in a file of that name, which need not exist. */
async function refusalsOf(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(line, { filePath: `src/${file}` });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

test.for([
  ['sandbox/trace/new.ts', `import { a } from '../figure/figure-kinds.ts';`],
  ['sandbox/trace/new.ts', `import type { A } from '../calculator/advice.ts';`],
  ['sandbox/trace/new.ts', `import { a } from '../../loaders/run-cache.ts';`],
  ['sandbox/trace/new.ts', `import { a } from '/src/sandbox/host/run.ts';`],
  ['sandbox/trace/new.ts', `import { a } from 'diff';`],
  ['sandbox/trace/new.ts', `export * from '../endpoint/random.ts';`],
  ['sandbox/trace/new.ts', `export { a } from '../endpoint/random.ts';`],
  ['sandbox/trace/new.ts', `type A = import('../endpoint/random.ts').A;`],
  ['sandbox/trace/new.ts', `await import('../endpoint/random.ts');`],
  ['sandbox/trace/new.ts', 'await import(`../endpoint/random.ts`);'],
  ['sandbox/trace/new.ts', `const name = './calls.ts'; await import(name);`],
  ['sandbox/trace/new.ts', 'const name = "calls"; await import(`./${name}.ts`);'],
  ['sandbox/endpoint/services/new.ts', `import { a } from '../../isolate/clock.ts';`],
  ['sandbox/endpoint/new.ts', `import { readFile } from 'node:fs/promises';`],
  ['sandbox/isolate/new.ts', `import { a } from '../host/run.ts';`],
  ['sandbox/host/new.ts', `import { a } from '../element/model.ts';`],
  ['sandbox/host/new.ts', `import { a } from '../element.ts';`],
  ['sandbox/editor/new.ts', `import { a } from '../element/model.ts';`],
  ['sandbox/element/new.ts', `import { a } from '../../components/still.ts';`],
  ['sandbox/element/new.ts', `import { a } from '../figure/figure-kinds.ts';`],
  ['sandbox/figure/new.ts', `import { a } from '../calculator/advice.ts';`],
  ['sandbox/calculator/new.ts', `import { a } from '../host/run.ts';`],
  ['exam/new.ts', `import { a } from '../exam-page/new.ts';`],
  ['exam-page/new.ts', `import { a } from '../components/still.ts';`],
  ['sandbox/element/new.ts', `import { a } from '../../exam/cases.ts';`],
  ['exam/new.ts', `import { a } from '../held-process/run.ts';`],
  ['held-process/new.ts', `import { a } from '../loaders/run-cache.ts';`],
  ['clients/new/best.ts', `import { a } from '../../content/fixes/retry/retry.ts';`],
  ['local-endpoint/new.ts', `import { a } from '../loaders/run-cache.ts';`],
  ['exam/new.ts', `import { a } from '../local-endpoint/player.ts';`],
  ['components/new.ts', `import { a } from '../pages/new.ts';`],
  ['fixes/new.ts', `import { a } from '../loaders/run-cache.ts';`],
  ['content/guides/new/fixed-new.ts', `import { a } from '../../../components/still.ts';`],
  ['content/guides/new/fixed-new.ts', `import { a } from './../new/retry.ts';`],
  ['content/fixes/new/retry.ts', `import { a } from 'diff';`],
  ['content/fixes/new/retry.ts', `await import('../other/retry.ts');`],
] as const)('%s may not say %s', async ([file, line]) => {
  expect(await refusalsOf(file, line)).toEqual(['try-again-later/imports']);
});

test.for([
  ['no-restricted-properties', 'Date.now();'],
  ['no-restricted-syntax', 'new Date();'],
  ['no-restricted-syntax', 'Date();'],
  ['no-restricted-properties', 'Math.random();'],
  ['no-restricted-properties', 'const { random } = Math;'],
  ['no-restricted-globals', 'performance.now();'],
  ['no-restricted-globals', 'setTimeout(() => {}, 1);'],
  ['no-restricted-globals', 'crypto.randomUUID();'],
  ['no-restricted-globals', 'document.title;'],
  ['no-restricted-globals', 'globalThis.document;'],
] as const)('%s keeps %s out of trace and endpoint', async ([rule, line]) => {
  expect(await refusalsOf('sandbox/trace/new.ts', line)).toEqual([rule]);
  expect(await refusalsOf('sandbox/endpoint/limiters/new.ts', line)).toEqual([rule]);
});

test.for([
  ['sandbox/trace/new.ts', `import { a } from './calls.ts'; await import('./calls.ts'); new Date(0);`],
  ['sandbox/endpoint/services/new.ts', `import { a } from '../template.ts'; import { b } from '../../trace/calls.ts';`],
  ['sandbox/endpoint/new.ts', `import { http } from 'msw/http';`],
  ['sandbox/endpoint/load-refusals.ts', `import { readFile } from 'node:fs/promises';`],
  ['sandbox/element/new.ts', `await import('../editor/codemirror-editor.ts'); document.title; Date.now();`],
  ['exam-page/new.ts', `import { a } from '../exam/cases.ts'; import { b } from '../sandbox/trace/calls.ts';`],
  ['components/new.ts', `import { a } from '../sandbox/trace/calls.ts'; import { b } from '../exam/cases.ts';`],
  ['components/new.ts', `import { a } from '../fixes/stamp.ts';`],
  ['clients/new/best.ts', `import ky from 'ky'; Date.now();`],
  ['local-endpoint/new.ts', `import { a } from '../exam/cases.ts'; import { b } from '../sandbox/host/mask.ts';`],
  ['local-endpoint/real-time.ts', `Date.now(); performance.now(); setTimeout(() => {}, 1);`],
  ['content/guides/new/fixed-new.ts', `import { a } from './retry.ts'; Date.now(); Math.random();`],
] as const)('%s may say %s', async ([file, line]) => {
  expect(await refusalsOf(file, line)).toEqual([]);
});
