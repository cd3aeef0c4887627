import { expect, test } from 'vitest';
import { caseOf } from '../../../src/exam/cases.ts';
import { spreadsOut } from '../../../src/exam/crowd-rules.ts';
import { readEvidence, type Evidence } from '../../../src/exam/evidence.ts';
import type { Finding } from '../../../src/exam/exam-case.ts';
import { createRandom } from '../../../src/sandbox/endpoint/random.ts';
import type { TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { traceOf } from './trace-kit.ts';

const CROWD = 20;
const callers = Array.from({ length: CROWD }, (_, caller) => caller);

/** A crowd that is refused at once; each caller comes back when it is said, if at all. */
function crowd(
  returnAtMs: (caller: number) => number | undefined,
  bodyOf = (caller: number) => `q${caller}`,
): Evidence {
  const sent = callers.flatMap((caller) => {
    const atMs = returnAtMs(caller);
    return [{ caller, t: 0 }, ...(atMs === undefined ? [] : [{ caller, t: atMs }])];
  });
  const events = sent.map(({ caller, t }, id): TraceEvent => ({
    t,
    kind: 'request',
    id,
    method: 'POST',
    url: 'https://api.example.com/',
    headers: [],
    body: bodyOf(caller),
  }));
  return readEvidence(traceOf(events), CROWD);
}

const third = { withinMs: 10, most: 1 / 3, mostInWords: 'a third' };
const most = { withinMs: 100, most: 3 / 4, mostInWords: 'three quarters' };
const judge = (...runs: readonly Evidence[]): Finding => spreadsOut(third, most)(runs);

/** So many come in the same ms and the rest far from each other. */
const together = (count: number): Evidence => crowd((caller) => (caller < count ? 5_000 : 6_000 + caller * 500));

test('a crowd comes back spread out: so many at once and no more', () => {
  expect(judge(together(6))).toBeUndefined();
  expect(judge(together(7))).toBe('7 of 20 callers came back within 10 ms of each other; a third is the most.');
});

test('one that comes late makes the rest no less of a crowd', () => {
  const said = '19 of 20 callers came back within 10 ms of each other; a third is the most.';
  expect(judge(crowd((caller) => (caller === 0 ? 60_000 : 1_000)))).toBe(said);
  expect(judge(crowd((caller) => (caller === 0 ? 10 : 1_000)))).toBe(said);
});

test('where they are densest is found wherever it begins, its last ms included', () => {
  const every = (ms: number) => crowd((caller) => 1_000 + caller * ms);
  expect(judge(every(7))).toBeUndefined();
  expect(judge(every(6))).toBe('17 of 20 callers came back within 100 ms of each other; three quarters is the most.');
  const onTheLast = crowd((caller) => (caller < 4 ? 3_000 : caller < 7 ? 3_010 : caller * 1_000));
  expect(judge(onTheLast)).toMatch(/^7 of 20 callers came back within 10 ms/);
  const past = crowd((caller) => (caller < 4 ? 3_000 : caller < 7 ? 3_011 : caller * 1_000));
  expect(judge(past)).toBeUndefined();
});

test('it is the average over all runs that counts', () => {
  expect(judge(together(7), together(6), together(6))).toBeUndefined();
  expect(judge(together(7), together(7), together(7), together(6), together(7))).toBe(
    '6.8 of 20 callers came back within 10 ms of each other, on average over 5 runs; a third is the most.',
  );
});

test('who never comes back is spread out from nobody', () => {
  expect(judge(crowd(() => undefined))).toBe('Nobody tried again.');
  expect(judge(crowd((caller) => (caller < 2 ? 1_000 : undefined)))).toBeUndefined();
});

test('only the second request of each caller is its return', () => {
  const evidence = crowd((caller) => caller * 500);
  const again = evidence.trace.events.map((event) =>
    event.kind === 'request' ? { ...event, id: event.id + 100, t: 30_000 } : event,
  );
  expect(judge(evidence)).toBeUndefined();
  expect(judge(readEvidence(traceOf([...evidence.trace.events, ...again]), CROWD))).toBeUndefined();
});

test("without their bodies its callers can't be told apart", () => {
  const events = together(1).trace.events.map((event) => (event.kind === 'request' ? { ...event, body: null } : event));
  expect(judge(readEvidence(traceOf(events), CROWD))).toBe("Without their bodies its callers can't be told apart.");
});

/** What comes of many exams whose callers draw their delays by these. */
function examsBy(delayMs: (chance: number) => number, exams: number): readonly Finding[] {
  const { judgeRuns, seeds } = caseOf('herd');
  const random = createRandom(429);
  return Array.from({ length: exams }, () =>
    judgeRuns?.(seeds.map(() => crowd(() => Math.ceil(delayMs(random.next()))))),
  );
}

test.each([
  ['full', (chance: number) => chance * 500],
  ['equal', (chance: number) => 250 + chance * 250],
  ['decorrelated', (chance: number) => 500 + chance * 1_000],
] as const)('the %s jitter of retry makes no crowd, whatever it draws', (_, delayMs) => {
  expect(new Set(examsBy(delayMs, 400))).toEqual(new Set([undefined]));
});

test.each([
  ['a jitter of 0 or 1 whole second', (chance: number) => (chance < 0.3 ? 2_000 : 1_000)],
  ['a jitter of 0, 1 or 2 whole seconds', (chance: number) => 1_000 + Math.floor(chance * 3) * 1_000],
  ['a jitter of 100 ms with a straggler in twenty', (chance: number) => (chance < 0.05 ? 9_000 : 1_000 + chance * 100)],
] as const)('%s makes one', (_, delayMs) => {
  expect(examsBy(delayMs, 400).filter((finding) => finding === undefined)).toEqual([]);
});
