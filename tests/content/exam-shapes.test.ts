import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { examInNode } from '../support/exam-in-node.ts';

const retry = readFileSync('src/content/fixes/retry/retry.ts', 'utf8');
const WHOLE_EXAM_MS = 120_000;

/** Our retry as a project has it, where `value` is what its callers get of a `response`, and `otherwise` of a failure. */
function clientOf({ value, otherwise = 'throw error' }: { value: string; otherwise?: string }): string {
  return `
import { fetchWithRetry } from './retry.ts';

export async function ask(url: string, init: RequestInit): Promise<unknown> {
  try {
    const response = await fetchWithRetry(url, init, { maxAttempts: 20, maxDelayMs: 10_000, deadlineMs: 300_000 });
    if (!response.ok) throw Object.assign(new Error(await response.text()), { status: response.status });
    const { status, headers } = response;
    return ${value};
  } catch (error) {
    ${otherwise};
  }
}
`;
}

test.each([
  ['the text', { value: 'await response.text()' }],
  ['the JSON', { value: 'await response.json()' }],
  [
    'status, data and headers',
    { value: '{ status, data: await response.json(), headers: Object.fromEntries(headers) }' },
  ],
  [
    'a result that is one or the other',
    { value: '{ ok: true, value: await response.json() }', otherwise: 'return { ok: false, error: String(error) }' },
  ],
  [
    'a status and a text, also of failures',
    { value: '{ status, body: await response.text() }', otherwise: 'return { status: 599, body: String(error) }' },
  ],
])(
  'a client whose callers get %s passes all that applies',
  async (_, shape) => {
    const grades = Object.entries(await examInNode({ 'client.ts': clientOf(shape), 'retry.ts': retry }));
    expect(grades.filter(([, { kind }]) => kind === 'pass').length).toBeGreaterThan(40);
    expect(grades.filter(([, { kind }]) => kind !== 'pass' && kind !== 'not-applicable')).toEqual([]);
  },
  WHOLE_EXAM_MS,
);

test(
  'a result that calls every failure a success fails where failures are judged',
  async () => {
    const lies = clientOf({
      value: '{ ok: true, value: await response.json() }',
      otherwise: 'return { ok: true, error }',
    });
    const grades = await examInNode({ 'client.ts': lies, 'retry.ts': retry });
    const of = (id: string): string | undefined => grades[id]?.kind;
    expect([of('success'), of('status-401'), of('refuses-always')]).toEqual(['pass', 'fail', 'fail']);
  },
  WHOLE_EXAM_MS,
);

/** A loop as it is copied, where `value` is what its callers get of the last `response`. */
function loopOf(value: string): string {
  return `
export async function ask(url: string, init: RequestInit): Promise<unknown> {
  for (let attempts = 1; ; attempts++) {
    const response = await fetch(url, init);
    if (response.status !== 429 || attempts === 5) return ${value};
    await new Promise((resolve) => setTimeout(resolve, 1_000 * 2 ** attempts));
  }
}
`;
}

const kindsOf = async (value: string): Promise<Record<string, string>> => {
  const grades = Object.entries(await examInNode({ 'client.ts': loopOf(value) }, ['retry-budget']));
  return Object.fromEntries(grades.map(([id, { kind }]) => [id, kind]));
};
const SHAPES = [
  '{ response, attempts }',
  '{ attempts, res: response, error: undefined }',
  'response.json().then((body) => (response.ok ? { data: body, error: null } : { data: null, error: body.error }))',
  '{ last: new Response(null, { status: 429 }), response }',
  // As openapi-fetch has it, whose Response was read.
  'response.json().then((body) => ({ [response.ok ? "data" : "error"]: body, response }))',
];

test(
  'a loop is worth the same, whatever its callers get the Response or its parts in',
  async () => {
    const bare = await kindsOf('response');
    expect(Object.values(bare).filter((kind) => kind === 'fail').length).toBeGreaterThan(20);
    expect(Object.values(bare).filter((kind) => kind === 'pass').length).toBeGreaterThan(10);
    for (const shape of SHAPES) expect([shape, await kindsOf(shape)]).toEqual([shape, bare]);
  },
  2 * WHOLE_EXAM_MS,
);

test(
  'a refusal that is handed on as data is no failure that its caller learns of',
  async () => {
    const handsOn = await kindsOf('response.json().then((body) => ({ data: body, error: null }))');
    expect([handsOn['success'], handsOn['status-401'], handsOn['refuses-always']]).toEqual(['pass', 'fail', 'fail']);
  },
  WHOLE_EXAM_MS,
);

test.each([
  ['its own call', "await query('https://api.example.com/v1/answer', { method: 'POST', body: '{}' });"],
  ['its own call, later', "setTimeout(() => query('https://api.example.com/v1/answer', {}), 5_000);"],
])('a pasted file with %s is told so, and not graded', async (_, call) => {
  const code = `export async function query(url: string, init: RequestInit) { return fetch(url, init); }\n${call}\n`;
  await expect(examInNode({ 'client.ts': code })).rejects.toThrow(
    'The file calls itself when it is loaded (it asked https://api.example.com/v1/answer).',
  );
});

test('a client that hands on a field of the answer is told so, though it never tries again', async () => {
  const code = `export async function query(url: string, init: RequestInit) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error('no');
  return (await response.json()).answer;
}`;
  await expect(examInNode({ 'client.ts': code })).rejects.toThrow(
    "It returned yes, and the exam can't tell the answer",
  );
});

test.each([
  ['a class', 'export default class Client {}'],
  ['an object', 'export default { get: () => fetch("/") };'],
])('of a file that exports %s it is said how to examine a method', async (_, code) => {
  await expect(examInNode({ 'client.ts': code })).rejects.toThrow(
    /^There is no function to examine\. .* client\.request\(url, init\)\.$/,
  );
});
