import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { examCases } from '../../src/exam/cases.ts';

const folder = mkdtempSync(join(tmpdir(), 'exam-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LOOP = `
export async function query(url: string, init: RequestInit): Promise<unknown> {
  let delay = 1;
  let response = new Response();
  for (let attempt = 0; attempt < 5; attempt++) {
    response = await fetch(url, init);
    if (response.status !== 429) break;
    await new Promise((resolve) => setTimeout(resolve, delay * 1000));
    delay *= 2;
  }
  return response.json();
}
`;

function write(name: string, code: string): string {
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
}

/** Runs the command as `npm run exam` does. */
function exam(...args: readonly string[]): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/exam/command.ts', ...args], {
    encoding: 'utf8',
  });
  return { status, out: stdout, error: stderr.trim() };
}

test('the loop that is copied everywhere fails, case by case, and each says why', () => {
  const path = write('loop.ts', LOOP);
  const { status, out } = exam(path, '--json', '--claims', 'retry-budget');
  expect(status).toBe(1);
  const { file, summary, cases } = JSON.parse(out) as {
    file: string;
    summary: string;
    cases: { id: string; grade: { kind: string; findings?: string[] }; fix?: string; traces: unknown[] }[];
  };
  expect(file).toBe(path);
  expect(summary).toMatch(/^\d+ of \d+ cases passed\. 1 more does not apply\.$/);
  expect(cases.map(({ id }) => id)).toEqual(examCases.map(({ id }) => id));
  const kindOf = (id: string): string | undefined => cases.find((one) => one.id === id)?.grade.kind;
  expect(kindOf('success')).toBe('pass');
  expect(kindOf('no-hint')).toBe('pass');
  for (const id of ['retry-after-seconds', 'ratelimit', 'quota-spent', 'no-last-sleep', 'herd', 'never-answers']) {
    expect([id, kindOf(id)]).toEqual([id, 'fail']);
  }
  // What it claims is asked of it, and what it doesn't is not.
  expect(kindOf('two-layers')).toBe('fail');
  expect(kindOf('stream-overload')).toBe('not-applicable');
  for (const { id, grade, fix, traces } of cases) {
    const right = id === 'two-layers' ? 'retry-budget' : 'retry';
    expect([id, fix]).toEqual([id, grade.kind === 'fail' ? right : undefined]);
    if (grade.kind !== 'fail') continue;
    expect(grade.findings).not.toEqual([]);
    expect(traces).not.toEqual([]);
  }
}, 240_000);

test('who reads only the beginning is told nothing of that', () => {
  const path = write('once.ts', 'export const once = (url: string, init: RequestInit) => fetch(url, init);\n');
  const command = `{ "$0" src/exam/command.ts "$1" --json; echo "status $?" >&2; } | head -c 9`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, path], { encoding: 'utf8' });
  expect(stdout).toBe('{"file":"');
  expect(stderr).toBe('status 1\n');
}, 240_000);

test('at the end stands what it fails on, and which fix passes that', () => {
  // As npm calls it, whose own folder is the project's.
  write('short.ts', LOOP);
  const { stdout } = spawnSync(process.execPath, ['src/exam/command.ts', 'short.ts'], {
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder },
  });
  expect(stdout).toMatch(
    /\n\d+ of \d+ cases passed\. 2 more do not apply\.\nIt fails on 1\d of 1\d under “Told when to come back”, .+ and 4 of 4 under “[^”]+”\.\n/,
  );
  const [, fix, example] =
    /Take the fix that passes these:\n {2}retry: (\S+), set as in (\S+)\n {2}or wait-until-ready, .+\n$/
      .exec(stdout)
      ?.map(String) ?? [];
  expect([fix, example].map((path) => existsSync(path ?? ''))).toEqual([true, true]);
}, 240_000);

/** A client of ours as a file of a reader's: one export is patient enough, the other gives up too soon. */
const TWO_OF_OURS = `
import { fetchWithRetry as retry } from '${process.cwd()}/src/content/fixes/retry/retry.ts';
type Fetch = (url: string, init: RequestInit) => Promise<Response>;
const patient: Fetch = (url, init) => retry(url, init, { maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000 });
export const fetchWithRetry: Fetch = (url, init) => retry(url, init, { maxAttempts: 2 });
export const MOST = 20;
export default patient;
`;

test.each([
  ['the default export before fetchWithRetry', [], 0],
  ['the export that is named', ['--export', 'fetchWithRetry'], 1],
] as const)(
  '%s is examined, and the status says whether it passed',
  (_, args, expected) => {
    const { status, out, error } = exam(write('two-of-ours.ts', TWO_OF_OURS), ...args);
    expect(error).toBe('');
    expect(status, out).toBe(expected);
    expect(out).toMatch(expected === 0 ? /\n(\d+) of \1 cases passed\. 2 more do not apply\.\n$/ : /\nFAIL /);
  },
  240_000,
);

test('its usage is no error if it is asked for', () => {
  const { status, out } = exam('--help');
  expect(out).toMatch(/^Usage: npm run exam -- path\/to\/file\.ts /);
  expect(out).toContain('npm run --silent exam -- path/to/file.ts --json');
  expect(status).toBe(0);
});

test.each([
  ['no file', () => [], /^Usage: npm run exam -- /],
  ['a file that is not there', () => ['nope.ts'], /^There is no file "nope\.ts"\.$/],
  ['a folder', () => ['src'], /^"src" is no file\. Name one that holds the code\.$/],
  ['an option that is none', () => ['nope.ts', '--exprt'], /^Unknown option '--exprt'\.\nUsage: npm run exam -- /],
  [
    'a claim that is none',
    () => ['nope.ts', '--claims', 'reads-streams,budget'],
    /^There is no claim "budget"\. There are: reads-streams, retry-budget\.$/,
  ],
  [
    'two functions and no name',
    () => [write('two.ts', 'export function one() {}\nexport function two() {}\n')],
    /^There is no telling which function to examine\. It exports: one, two\./,
  ],
  [
    'a name that is none',
    () => [write('one.ts', 'export function one() {}\n'), '--export', 'two'],
    /^There is no function "two" to examine\. It exports: one\.$/,
  ],
  [
    'what only Node has',
    () => [write('node.ts', "import { readFile } from 'node:fs/promises';\nexport default readFile;\n")],
    /imports node:fs\/promises, which the exam does not have: .* and Node's timers\. .*npm run endpoint/,
  ],
  [
    'a package that needs what only Node has',
    () => {
      mkdirSync(join(folder, 'node_modules/asks'), { recursive: true });
      write('node_modules/asks/index.js', "export { request } from 'node:http';\n");
      return [write('package.ts', "export { request } from 'asks';\n")];
    },
    /package\.ts" imports asks, which needs node:http of Node's, and the exam does not have that: /,
  ],
  [
    'a package that is not there',
    () => [write('missing.ts', "import axios from 'axios';\nexport default axios;\n")],
    /missing\.ts" imports axios, which was not found from there: install it, or .*npm run endpoint/,
  ],
  [
    'an alias of a path',
    () => [write('alias.ts', "import { retry } from '@/retry';\nexport default retry;\n")],
    /alias\.ts" imports @\/retry, an alias that the exam does not know: give its path, .*npm run endpoint/,
  ],
  ['code that is none', () => [write('broken.ts', 'export default (\n')], /PARSE_ERROR[^\u001b]*$/],
])('%s is told, with status 2', (_, args, said) => {
  const { status, out, error } = exam(...args());
  expect(error).toMatch(said);
  expect(out).toBe('');
  expect(status).toBe(2);
});
