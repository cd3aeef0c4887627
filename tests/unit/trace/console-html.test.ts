import fc from 'fast-check';
import { expect, test } from 'vitest';
import { consoleHtml, errorText } from '../../../src/sandbox/trace/console-html.ts';
import type { ErrorEvent, TraceEvent } from '../../../src/sandbox/trace/events.ts';
import { log } from './fixtures.ts';
import { elementsOf } from './markup.ts';

const error = (more: Partial<ErrorEvent> = {}): ErrorEvent => ({
  t: 120,
  kind: 'error',
  origin: 'uncaught',
  error: { name: 'TypeError', message: 'No.', file: 'main.ts', line: 3 },
  ...more,
});

test('writes a line with its time, level and depth', () => {
  expect(consoleHtml([log(80, 'a < b', { level: 'warn', depth: 2 })])).toBe(
    '<div class="line warn depth-2" data-t="80"><time>0.08 s</time><div><b>warn</b> <span>a &lt; b</span></div></div>',
  );
});

test('goes no deeper than the page can indent', () => {
  expect(consoleHtml([log(0, 'x', { depth: 99 })])).toContain('class="line log depth-8"');
});

test('writes a table with its head and row names', () => {
  const table = {
    columns: ['(index)', 'status'],
    rows: [
      ['0', '429'],
      ['1', '<b>'],
    ],
  };
  expect(consoleHtml([log(0, '', { table })])).toContain(
    '<table><thead><tr><th scope="col">(index)</th><th scope="col">status</th></tr></thead><tbody>' +
      '<tr><th scope="row">0</th><td>429</td></tr><tr><th scope="row">1</th><td>&lt;b&gt;</td></tr></tbody></table>',
  );
});

test.each([
  [error(), 'Uncaught TypeError: No. (main.ts, line 3)'],
  [error({ origin: 'unhandled-rejection', error: { name: 'Error', message: '' } }), 'Unhandled rejection: Error'],
  [
    error({ origin: 'compile', error: { name: 'SyntaxError', message: 'Odd', file: 'a.ts' } }),
    'SyntaxError: Odd (a.ts)',
  ],
])('words an error: %#', (event, text) => {
  expect(errorText(event)).toBe(text);
});

test('shows errors that nobody caught, and ends that need explaining', () => {
  const end = (more: object): TraceEvent => ({ t: 9, kind: 'end', outcome: 'failed', message: 'Why.', ...more });
  const count = (event: TraceEvent): number => consoleHtml([event]).split('class="line').length - 1;
  expect(count(error())).toBe(1);
  expect(count(error({ origin: 'network', id: 1 }))).toBe(0);
  expect(count(end({ outcome: 'over-budget', reason: 'requests' }))).toBe(1);
  expect(count(end({ reason: 'waits-for-nothing' }))).toBe(1);
  for (const reason of ['threw', 'gave-up', 'stopped']) expect(count(end({ reason }))).toBe(0);
  expect(count({ t: 9, kind: 'end', outcome: 'succeeded' })).toBe(0);
});

test('of a long console it keeps the first and the last lines', () => {
  const html = consoleHtml(
    Array.from({ length: 5000 }, (_, index) => log(index, `line ${index}`)),
    { mostLines: 4 },
  );
  expect(html.match(/line \d+(?=<)/g)).toEqual(['line 0', 'line 1', 'line 4998', 'line 4999']);
  expect(html).toContain('<div class="left-out">4,996 lines left out</div>');
});

test('nothing that reader code prints or throws becomes markup', () => {
  const pieces = fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '&',
    '</span>',
    '<script>',
    ']]>',
    '<!--',
    '\u0000',
    '\r',
    '\ud800',
    'x',
    ' onload=',
  );
  const hostile = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 12 })
    .map((parts) => `x${parts.join('')}`);
  const events = (text: string): TraceEvent[] => [
    log(0, text, { table: { columns: [text, text], rows: [[text, text]] } }),
    error({ error: { name: text, message: text, file: text, line: 1 } }),
    { t: 1, kind: 'end', outcome: 'over-budget', reason: 'requests', message: text },
  ];
  const harmless = elementsOf(consoleHtml(events('x')));
  fc.assert(
    fc.property(hostile, (text) => {
      const html = consoleHtml(events(text));
      expect(elementsOf(html)).toEqual(harmless);
      expect(html.isWellFormed()).toBe(true);
    }),
  );
});
