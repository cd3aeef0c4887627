import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';

const GUIDE = 'src/content/guides/hugging-face-rate-limit-exceeded';
const SUPPORT = 'tests/support/python-loop';
const ENDPOINT = 'https://abc123.us-east-1.aws.endpoints.huggingface.cloud';
/** What the file's clock starts at, as a date. */
const EPOCH_S = Date.UTC(2027, 0, 15, 8) / 1000;
const DEADLINE_S = 900;
const ATTEMPTS = 10;

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long the answer is under way; longer than the timeout, and it is a `Timeout`. */
  readonly takesS?: number;
  /** What `requests` raises instead of an answer. */
  readonly raises?: 'ConnectionError' | 'Timeout' | 'ChunkedEncodingError';
}

interface Outcome {
  readonly answer: string | null;
  readonly refused: { readonly why: string; readonly status: number | null } | null;
  readonly cause: string | null;
  readonly requests: readonly {
    readonly atS: number;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly json: unknown;
    readonly timeoutS: readonly [connect: number, read: number];
  }[];
  readonly waitsS: readonly number[];
  readonly endS: number;
}
const parseOutcome: (json: string) => Outcome = JSON.parse;

const PYTHON = inject('python').plain;

function python(args: readonly string[], input: string): string {
  const { status, stdout, stderr } = spawnSync(PYTHON ?? 'python3', args, {
    input,
    encoding: 'utf8',
    env: {
      ...process.env,
      PYTHONPATH: SUPPORT,
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONUTF8: '1',
      HF_ENDPOINT: ENDPOINT,
      HF_TOKEN: 'hf_secret',
    },
  });
  if (status !== 0) throw new Error(`python3 failed: ${stderr}`);
  return stdout;
}

/** What `query` of the repaired file makes of these answers, of which the last is repeated. */
function play(answers: readonly Answer[], { random = 0.5, options = {} } = {}): Outcome {
  const script = { answers, random, options, epochS: EPOCH_S, payload: { inputs: 'Hi' } };
  return parseOutcome(python([`${SUPPORT}/play.py`, `${GUIDE}/fixed-copied-loop.py`], JSON.stringify(script)));
}

const json = (status: number, body: string, headers = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});
const events = (...data: readonly string[]): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/event-stream' },
  body: data.map((event) => `data:${event}\n\n`).join(''),
});

const SUCCESS = json(200, '[{"generated_text":"Hello"}]');
const COLD = json(503, '{"error":"503 Service Unavailable","code":"SERVICE_UNAVAILABLE"}');
const OVERLOADED = '{"error":"Model is overloaded","error_type":"overloaded"}';
const COMMITS =
  '{"error":"You have exceeded the rate limit for repository commits (128 per hour). You can retry this action in about 1 hour."}';
const window = (remaining: number) => ({ ratelimit: `"api";r=${remaining};t=55` });

/** Chance at its lowest, and as high as it gets. */
const ENDS = [0, 1 - 2 ** -53];

function expectSuccess(outcome: Outcome, requests: number): void {
  expect(outcome).toMatchObject({ refused: null, answer: SUCCESS.body });
  expect(outcome.requests).toHaveLength(requests);
}

/** Raised, after so many requests, and with no wait behind the last. */
function expectRefused(outcome: Outcome, why: RegExp, requests = 1): void {
  expect(outcome.answer).toBeNull();
  expect(outcome.refused?.why).toMatch(why);
  expect(outcome.requests).toHaveLength(requests);
  expect(outcome.waitsS).toHaveLength(requests - 1);
}

/** One wait, of what the server said or up to a tenth more, as chance will have it. */
function expectWait(first: Answer, hintS: number): void {
  const [least = NaN, most = NaN] = ENDS.map((random) => {
    const outcome = play([first, SUCCESS], { random });
    expectSuccess(outcome, 2);
    return outcome.waitsS[0];
  });
  expect(least).toBe(hintS);
  expect(most).toBeCloseTo(hintS * 1.1, 9);
}

describe.skipIf(!PYTHON)(`the Python loops${PYTHON ? '' : ', skipped: there is no python3 here'}`, () => {
  test.each(['broken', 'fixed'])('%s-copied-loop.py is Python', (kind) => {
    const parse = 'import ast, sys; ast.parse(sys.stdin.read())';
    expect(() => python(['-c', parse], readFileSync(`${GUIDE}/${kind}-copied-loop.py`, 'utf8'))).not.toThrow();
    expect(() => python(['-c', parse], 'for x in')).toThrow('SyntaxError');
  });

  test('returns a success, of one POST with the token, the payload and both timeouts', () => {
    const outcome = play([SUCCESS]);
    expectSuccess(outcome, 1);
    expect(outcome.waitsS).toEqual([]);
    expect(outcome.requests[0]).toMatchObject({
      url: ENDPOINT,
      json: { inputs: 'Hi' },
      headers: { Authorization: 'Bearer hf_secret', 'X-Scale-Up-Timeout': '600' },
      timeoutS: [10, 660],
    });
  });

  test('waits for the end of the window of the Hub, and up to a tenth more', () => {
    expectWait(json(429, '{"error":"We had to rate limit you"}', window(0)), 55);
  });

  test('waits for Retry-After, in seconds, before it looks at RateLimit', () => {
    expectWait(json(503, '', { 'Retry-After': '7', ...window(0) }), 7);
  });

  test('waits for Retry-After, as a date', () => {
    expectWait(json(503, '', { 'Retry-After': new Date((EPOCH_S + 30) * 1000).toUTCString() }), 30);
  });

  test.each(['0', new Date(EPOCH_S * 1000 - 60_000).toUTCString()])(
    'lets no "Retry-After: %s" become a burst',
    (at) => {
      const outcome = play([json(503, '', { 'Retry-After': at }), SUCCESS], { random: 0 });
      expectSuccess(outcome, 2);
      expect(outcome.waitsS).toEqual([1]);
    },
  );

  test('backs off without a hint: anywhere below a ceiling that doubles up to 30 s', () => {
    const [none, most] = ENDS.map((random) => play([COLD], { random }).waitsS.map(Math.round));
    expect(none).toEqual(Array(ATTEMPTS - 1).fill(0));
    expect(most).toEqual([2, 4, 8, 16, 30, 30, 30, 30, 30]);
  });

  test.each(['128 per hour', '20 per day'])('ends at once on an action limit of %s', (limit) => {
    const body = COMMITS.replace('128 per hour', limit);
    const outcome = play([json(429, body, window(949)), SUCCESS]);
    expectRefused(outcome, new RegExp(`^an action limit, which lasts for hours: .*${limit}`));
    expect(outcome.refused?.status).toBe(429);
  });

  test('waits on a limit per hour if the server names the wait', () => {
    expectWait(json(429, COMMITS, { 'Retry-After': '40' }), 40);
  });

  test.each([400, 401, 402, 404, 410, 413, 422, 501])('ends at once on a %i', (status) => {
    const outcome = play([json(status, '{"error":"No."}', { 'Retry-After': '1' }), SUCCESS]);
    expectRefused(outcome, /^waiting does not cure this: \{"error":"No\."\}/);
    expect(outcome.refused?.status).toBe(status);
  });

  test.each([408, 429, 500, 502, 503, 504])('tries again after a %i', (status) => {
    // Only on a 429 these words are about a limit.
    expectSuccess(play([json(status, status === 429 ? '' : COMMITS), SUCCESS]), 2);
  });

  test('outlasts a cold start', () => {
    const outcome = play([...Array<Answer>(6).fill(COLD), SUCCESS]);
    expectSuccess(outcome, 7);
    expect(outcome.endS).toBeGreaterThan(42);
  });

  test.each(['ConnectionError', 'Timeout', 'ChunkedEncodingError'] as const)('tries again after a %s', (raises) => {
    expectSuccess(play([{ raises }, SUCCESS]), 2);
  });

  test.each([OVERLOADED, '{"error":{"message":"Model is overloaded","http_status_code":422}}'])(
    'tries again after the overload inside a 200: %s',
    (error) => {
      expectSuccess(play([events(error, '[DONE]'), SUCCESS]), 2);
      expectSuccess(play([json(429, error), SUCCESS]), 2);
    },
  );

  test.each([
    '{"error":"Input validation error: too long","error_type":"validation"}',
    '{"error":{"message":"Input validation error: too long","http_status_code":422}}',
  ])('ends at once on another error inside a 200, and says it: %s', (error) => {
    for (const answer of [events(error), events('{"token":{"text":"x"}}', '{cut off', ` ${error}`, '[DONE]')]) {
      expectRefused(play([answer, SUCCESS]), /^waiting does not cure this: .*Input validation error: too long.*200/);
    }
  });

  test('returns a stream without an error, whatever its words', () => {
    const stream = events('{"token":{"text":"error: Model is overloaded"},"error":null}', '[1]', '[DONE]');
    expect(play([stream, SUCCESS])).toMatchObject({ answer: stream.body, requests: { length: 1 } });
  });

  test('raises after the last attempt, and never returns a refusal', () => {
    const outcome = play([COLD]);
    expectRefused(outcome, /^failed at attempt 10 \(status 503\)$/, ATTEMPTS);
    expect(outcome.refused?.status).toBe(503);
  });

  test('raises what was the matter with the connection', () => {
    const outcome = play([{ raises: 'ConnectionError' }]);
    expectRefused(outcome, /^failed at attempt 10 \(no response\)$/, ATTEMPTS);
    expect(outcome).toMatchObject({ cause: 'ConnectionError', refused: { status: null } });
  });

  test('does not send twice what is not repeatable', () => {
    expectRefused(play([COLD, SUCCESS], { options: { repeatable: false } }), /^failed at attempt 1 /);
  });

  test('does not begin a wait that would pass the deadline, and says so', () => {
    const outcome = play([json(429, '', { 'Retry-After': `${DEADLINE_S + 1}` }), SUCCESS], { random: 0 });
    expectRefused(outcome, /^901 s more would pass the deadline \(status 429\)$/);
    expect(outcome.endS).toBe(0);
  });

  test.each(ENDS)('gives up in time when each answer takes 200 s, with chance at %d', (random) => {
    const outcome = play([{ ...COLD, takesS: 200 }], { random });
    expect(outcome.answer).toBeNull();
    expect(outcome.refused?.why).toMatch(/would pass the deadline|no response/);
    expect(outcome.endS).toBeLessThanOrEqual(DEADLINE_S + 1);
    expect(outcome.endS).toBeGreaterThan(DEADLINE_S - 200);
  });

  test('gives up in time when no answer comes: the last timeout ends with the deadline', () => {
    const outcome = play([{ takesS: 10_000, status: 200 }]);
    expectRefused(outcome, /^\d+ s more would pass the deadline \(no response\)$/, 2);
    expect(outcome.cause).toBe('Timeout');
    expect(outcome.endS).toBeCloseTo(DEADLINE_S, 6);
  });
});
