import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadRefusals } from '../../../src/sandbox/endpoint/load-refusals.ts';
import { refusalSchema } from '../../../src/sandbox/endpoint/refusal-schema.ts';
import { parseRefusal } from '../../../src/sandbox/endpoint/refusal.ts';
import { parseWire, toWire } from '../../../src/sandbox/endpoint/wire-refusal.ts';
import { refusals } from './support/ask.ts';

const all = [...refusals.values()];

/** The table "who sent this?", written out once more: row, status, what can help. */
const table = [
  ['A', 429, 'after-hint'],
  ['B', 429, 'not-soon'],
  ['C', 429, 'when-slot-frees'],
  ['D', 429, 'when-slot-frees'],
  ['E', 429, 'when-slot-frees'],
  ['F', 503, 'when-slot-frees'],
  ['G', 503, 'after-start'],
  ['H', 503, 'after-start'],
  ['I', 400, 'never'],
  ['J', 401, 'never'],
  ['K', 503, 'when-slot-frees'],
  ['L', 402, 'never'],
  ['M', 429, 'after-hint'],
  ['N', 410, 'never'],
];

test('the table has every row once, with its status and what can help', () => {
  const rows = all.filter(({ row }) => row !== undefined).map(({ row, status, retry }) => [row, status, retry]);
  expect(rows.sort()).toEqual(table);
});

test.for(all.map((refusal) => [refusal.id, refusal] as const))('%s is sourced and dated', ([, refusal]) => {
  expect(refusal.sources.length).toBeGreaterThan(0);
  for (const { read } of refusal.sources) expect(new Date(read).toISOString().slice(0, 10)).toBe(read);
  if (refusal.confidence === 'primary') {
    expect(refusal.sources.some(({ confidence }) => confidence === 'primary')).toBe(true);
  }
});

test('only the rows whose letters nobody has published lack a form', () => {
  expect(
    all
      .filter(({ forms }) => forms.length === 0)
      .map(({ row }) => row)
      .sort(),
  ).toEqual(['F', 'K']);
});

const good = {
  id: 'some-refusal',
  sender: 'Somebody',
  urlPattern: 'example.com',
  status: 429,
  statusText: 'Too Many Requests',
  telltaleBody: 'no',
  lasts: 'a while',
  retry: 'never',
  fix: 'Stop.',
  confidence: 'primary',
  sources: [{ title: 'A', url: 'https://example.com', read: '2026-11-24', confidence: 'primary', shows: 'It.' }],
  forms: [{ name: 'plain', status: 429, statusText: 'Too Many Requests', headers: [['a', 'b']], body: 'no' }],
};
const [source] = good.sources;
const [form] = good.forms;

test('reads a refusal as it was written', () => {
  expect(parseRefusal(good)).toEqual({ ...good, telltaleHeader: null });
});

test('what the page gets is every letter of every form, and nothing else', () => {
  const sent: unknown = JSON.parse(JSON.stringify(toWire(all)));
  const read = parseWire(sent);
  for (const { id, forms } of all) {
    const letters = forms.map((one) => ({ ...one, when: undefined, note: undefined }));
    expect(read.get(id)?.forms ?? []).toEqual(letters);
  }
  expect(JSON.stringify(sent)).not.toMatch(/"(?:when|note|sources|sender|fix)":/);
});

test.for([
  ['a list', [], 'Failed to read x: it is [], not an object with fields.'],
  [
    'no sender',
    { ...good, sender: undefined },
    'Failed to read x: "sender" is missing. Write a text; put it in quotes if YAML reads it otherwise.',
  ],
  [
    'an id with capitals',
    { ...good, id: 'Some' },
    'Failed to read x: "id" is "Some". Use lower-case words joined by hyphens.',
  ],
  [
    'a status out of range',
    { ...good, status: 42 },
    'Failed to read x: "status" is 42. Write a status code from 200 to 599.',
  ],
  [
    'an unknown retry',
    { ...good, retry: 'maybe' },
    'Failed to read x: "retry" is "maybe". Use one of: after-hint, when-slot-frees, after-start, not-soon, never.',
  ],
  ['no source', { ...good, sources: [] }, 'Failed to read x: "sources" is empty. Say where this refusal was read.'],
  [
    'sources that are no list',
    { ...good, sources: 'here' },
    'Failed to read x: "sources" is "here". Write a list, [] if there is nothing in it.',
  ],
  [
    'a day without quotes',
    { ...good, sources: [{ ...source, read: new Date(0) }] },
    'Failed to read x, sources 1: "read" is "1970-01-01T00:00:00.000Z". Write the day in quotes, as \'2026-11-24\'.',
  ],
  [
    'an address without https',
    { ...good, sources: [{ ...source, url: 'example.com' }] },
    'Failed to read x, sources 1: "url" is "example.com". Write an address that begins with https://.',
  ],
  [
    'a header in capitals',
    { ...good, forms: [{ ...form, headers: [['A', 'b']] }] },
    'Failed to read x, forms 1: "headers" holds ["A","b"]. Write each header as [name, value], the name in lower case.',
  ],
  [
    'a header that is no pair',
    { ...good, forms: [{ ...form, headers: ['a'] }] },
    'Failed to read x, forms 1: "headers" holds "a". Write each header as [name, value], the name in lower case.',
  ],
  [
    'neither body nor events',
    { ...good, forms: [{ ...form, body: undefined }] },
    'Failed to read x, forms 1: it needs a body or events, and not both.',
  ],
  [
    'an event that is no text',
    { ...good, forms: [{ ...form, body: undefined, events: [1] }] },
    'Failed to read x, forms 1: "events" holds 1, not a text.',
  ],
  [
    'a field too many',
    { ...good, colour: 'red' },
    'Failed to read x: "colour" is not known here. Use: row, statusNote, id, sender, urlPattern, status, statusText, telltaleHeader, telltaleBody, lasts, retry, fix, confidence, sources, forms.',
  ],
] as const)('says what is wrong with %s', ([, value, message]) => {
  expect(() => parseRefusal(value, 'x')).toThrow(new TypeError(message));
});

test('says so when the refusals are no list', () => {
  expect(() => parseWire({})).toThrow('Failed to read the refusals: they are not a list.');
  expect(() => parseWire([{ ...good }])).toThrow('"sender", "urlPattern"');
});

test('the schema of the content collection says the same', () => {
  expect(refusalSchema.parse(good)).toEqual(parseRefusal(good));
  const result = refusalSchema.safeParse({ ...good, retry: 'maybe' });
  expect(result.error?.issues[0]?.message).toContain('"retry" is "maybe"');
});

test('refuses a file whose id is not its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'refusals-'));
  try {
    await writeFile(join(folder, 'other.yaml'), JSON.stringify(good));
    await expect(loadRefusals(folder)).rejects.toThrow('its id is "some-refusal". Call it "other", as its file');
  } finally {
    await rm(folder, { recursive: true });
  }
});
