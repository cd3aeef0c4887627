import { expect, test } from 'vitest';
import { examCases } from '../../../src/exam/cases.ts';
import { chooseScenario } from '../../../src/local-endpoint/choose-scenario.ts';
import { HELP, readArguments } from '../../../src/local-endpoint/read-arguments.ts';

test('what is not given is as it usually is', () => {
  expect(readArguments(['--scenario', 'fixed-window'])).toEqual({
    kind: 'serve',
    scenario: 'fixed-window',
    settings: {},
    port: 4_290,
    seed: undefined,
    clock: 'real',
  });
});

test('all can be given', () => {
  const args = '--scenario fixed-window --set limit=3 --set windowSeconds=60 --port 0 --seed 7 --clock manual';
  expect(readArguments(args.split(' '))).toEqual({
    kind: 'serve',
    scenario: 'fixed-window',
    settings: { limit: 3, windowSeconds: 60 },
    port: 0,
    seed: 7,
    clock: 'manual',
  });
  expect(readArguments(['--list'])).toEqual({ kind: 'list' });
});

test('what the help shows can be typed', () => {
  const [, shown = ''] = /^Usage: npm run endpoint -- (.*), or --list\.$/m.exec(HELP) ?? [];
  const typed = { ID: 'fixed-window', 'NAME=NUMBER': 'limit=3', N: '7', 'real|manual': 'manual' };
  const args = shown
    .replace(/[[\]]/g, '')
    .split(' ')
    .map((word) => Object.entries(typed).find(([name]) => name === word)?.[1] ?? word);
  expect(readArguments(args)).toEqual({
    kind: 'serve',
    scenario: 'fixed-window',
    settings: { limit: 3 },
    port: 4_290,
    seed: 7,
    clock: 'manual',
  });
});

test.each(examCases)('the server of the case "$id" is chosen as the help says', ({ id }) => {
  const [form = ''] = /\S*CASE\b/.exec(HELP) ?? [];
  const name = form.replace('CASE', id);
  expect(chooseScenario(name, {}).scenario.id).toBe(name);
});

test.each([
  ['', /^Which scenario\? --list shows them\. Usage: npm run endpoint -- --scenario ID/],
  ['--scenario', /^Option '--scenario <value>' argument missing\. Usage: /],
  ['--scenario a --prot 1', /^Unknown option '--prot'.*Usage: /],
  ['fixed-window', /^Unexpected argument 'fixed-window'.*Usage: /],
  ['--scenario a --port 99999', /^--port is "99999"\. Give a whole number from 0 to 65535, such as 4290/],
  ['--scenario a --port=-1', /^--port is "-1"\./],
  ['--scenario a --seed many', /^--seed is "many"\. Give a whole number from 0 to 4294967295, such as 429\.$/],
  ['--scenario a --clock fast', /^--clock is "fast"\. Use real, which goes by itself, or manual/],
  [
    '--scenario a --set limit',
    /^--set is "limit"\. Give a name and a number, such as limit=5; --list shows the names\.$/,
  ],
  ['--scenario a --set limit=few', /^--set is "limit=few"\./],
])('"%s" is told', (line, said) => {
  expect(() => readArguments(line.split(' ').filter((word) => word !== ''))).toThrow(said);
});

test.each([
  ['fixed-windw', {}, /^There is no scenario "fixed-windw"\. Use one of: concurrency, .*; or exam:<case>/],
  ['toString', {}, /^There is no scenario "toString"\./],
  ['exam:nothing', {}, /^The exam has no case "nothing"\. Its cases are: .*herd/],
  ['exam:herd', { limit: 1 }, /^The servers of the exam are as they are: "limit" can't be set\.$/],
  ['fixed-window', { limti: 1 }, /no number "limti"\. Its numbers are: limit, windowSeconds, latencyMs\.$/],
  ['fixed-window', { limit: 0 }, /^“Limit” must be from 1 to 100,000 requests; 0 is not\.$/],
  ['no-answer', { limit: 1 }, /It has none\.$/],
])('%s with %o is told', (id, settings, said) => {
  expect(() => chooseScenario(id, settings)).toThrow(said);
});
