/** What a snippet of a guide does at other servers than the one that its recorded run meets. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRefusals } from '../../src/sandbox/endpoint/load-refusals.ts';
import type { ScenarioChoice } from '../../src/sandbox/host/run.ts';
import { runInNode } from '../../src/sandbox/host/node.ts';
import type { Trace } from '../../src/sandbox/trace/events.ts';

const GUIDE = 'src/content/guides/hugging-face-rate-limit-exceeded';
const refusals = await loadRefusals('src/content/refusals');
const snippet = (file: string): string => readFileSync(join(GUIDE, file), 'utf8');
const retry = readFileSync('src/content/fixes/retry/retry.ts', 'utf8');

const run = (code: string, scenario: ScenarioChoice, seed: number): Promise<Trace> =>
  runInNode({ files: { 'main.ts': code, 'retry.ts': retry }, entry: 'main.ts', scenario, seed, refusals }).result;

const waitsOf = ({ events }: Trace) => events.filter((event) => event.kind === 'wait');
const logsOf = ({ events }: Trace) => events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));

/** Whoever comes after these five is refused, and told when to come back. */
const FIVE_BEFORE = "await Promise.all([1, 2, 3, 4, 5].map(() => fetch('https://api.example.com/')));\n";
const OBEDIENT = ['fixed-copied-loop.ts', 'fixed-headers.ts', 'fixed-with-retry.ts'];

test.each(
  OBEDIENT.flatMap((file) =>
    ['standard-retry-after', 'standard-retry-after-date'].map((scenario) => [file, scenario] as const),
  ),
)('%s obeys the Retry-After of %s', async (file, id) => {
  const code = snippet(file).replace(/https:\/\/huggingface\.co[^'`]*/, 'https://api.example.com/models');
  const trace = await run(`${FIVE_BEFORE}${code}`, { id }, 429);
  expect(trace.events.at(-1)).toMatchObject({ kind: 'end', outcome: 'succeeded' });
  const waits = waitsOf(trace);
  expect(waits).toHaveLength(1);
  for (const { reason, sinceMs, t } of waits) {
    expect(reason).toBe('retry-after');
    expect(t - sinceMs).toBeGreaterThanOrEqual(9_000);
  }
});

test.each(OBEDIENT.flatMap((file) => [3, 10, 55].map((seconds) => [file, seconds] as const)))(
  '%s, told to wait %i s, is seen to wait as it was told, whatever chance brings',
  async (file, resetSeconds) => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const trace = await run(snippet(file), { id: 'hf-hub-window', settings: { resetSeconds } }, seed);
      expect(trace.events.at(-1)).toMatchObject({ kind: 'end', outcome: 'succeeded' });
      expect(waitsOf(trace).map(({ reason }) => reason)).toEqual(['ratelimit']);
    }
  },
);

test('whyFinal of fixed-final.ts tells what waiting cures from what it does not, by the answers of the real servers', async () => {
  const [head = ''] = snippet('fixed-final.ts').split('async function commit(');
  const forms = [...refusals.values()].flatMap(({ id, forms: all }) =>
    all.flatMap(({ name, status, body }) => (body === undefined ? [] : [{ name: `${id}/${name}`, status, body }])),
  );
  const code = `${head}
for (const { name, status, body } of ${JSON.stringify(forms)}) {
  // The server fills in its numbers.
  const text = body.replace(/\\{\\{[\\w.]+\\}\\}/g, '128');
  console.log(name + ': ' + whyFinal(status, text));
}`;
  const said = Object.fromEntries(
    logsOf(await run(code, { id: 'hf-hub-window' }, 1)).map((line) => line.split(': ') as [string, string]),
  );
  const final = {
    'endpoint-paused/paused': 'the request is wrong, or the endpoint is paused',
    'endpoint-unauthorized/bad-token': 'the token is not accepted',
    'hub-action-limit/commits': 'an action limit',
    'hub-action-limit/repository-creation': 'an action limit',
    'legacy-gone/gone': 'nothing is at this address',
    'providers-credits/depleted': 'the credits are used up',
  };
  expect(said).toMatchObject(final);
  const passing = [
    'hub-window',
    'hub-git-queue',
    'tgi-overloaded',
    'tei-overloaded',
    'endpoint-cold',
    'llama-cpp-loading',
  ];
  const answers = Object.entries(said).filter(([name]) => passing.some((id) => name.startsWith(`${id}/`)));
  expect(answers.length).toBeGreaterThan(passing.length);
  for (const [name, why] of answers) expect([name, why]).toEqual([name, 'undefined']);
});
