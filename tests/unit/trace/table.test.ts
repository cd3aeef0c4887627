import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attemptTable } from '../../../src/sandbox/trace/table.ts';
import { anyTrace } from './any-trace.ts';
import { cutOff, exchange, fourAttempts, herd, makeTrace, steady } from './fixtures.ts';
import { elementsOf } from './markup.ts';

/** The texts of a table's cells, row by row. */
function cellsOf(html: string): readonly (readonly string[])[] {
  const rows = html.slice(html.indexOf('<tbody>')).split('</tr>').slice(0, -1);
  return rows.map((row) => [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, text]) => text ?? ''));
}

test('has a row for each attempt, with its answer and the wait after it', () => {
  const url = 'POST j3z5luu0ooo76jnl.us-east-1.aws.endpoints.huggingface.cloud/';
  expect(cellsOf(attemptTable(fourAttempts))).toEqual([
    ['1', '0.00 s', url, '429 Too Many Requests', 'waited 412 ms, own delay'],
    ['2', '0.49 s', url, '429 Too Many Requests', 'waited 1.1 s, own delay'],
    ['3', '1.70 s', url, '429 Too Many Requests', 'waited 5.2 s, Retry-After'],
    ['4', '7.01 s', url, '200 OK', 'last attempt'],
  ]);
});

test('shortens a long address in its middle', () => {
  const trace = makeTrace(exchange({ id: 1, t: 0, url: `https://a.example/${'x'.repeat(100)}/v1/chat/completions` }));
  expect(cellsOf(attemptTable(trace))[0]?.[2]).toBe(
    `POST a.example/${'x'.repeat(14)}…${'x'.repeat(15)}/v1/chat/completions`,
  );
});

test('has the summary for its caption', () => {
  expect(attemptTable(fourAttempts)).toContain('<caption>Succeeded on attempt 4 after 7.1 s: 3 refusals');
});

test('says what came instead of an answer', () => {
  expect(cellsOf(attemptTable(cutOff)).map((cells) => cells[3])).toEqual(['timed out', 'no connection', '200 OK']);
});

test('names the calls where there are several, in the order in which they were sent', () => {
  const names = cellsOf(attemptTable(herd(3, 1, 500, 400))).map(([name]) => name);
  expect(names.slice(0, 4)).toEqual(['call 1, 1', 'call 2, 1', 'call 3, 1', 'call 3, 2']);
});

test('of a long run it keeps the first and the last, and says how many it left out', () => {
  const rows = cellsOf(attemptTable(steady(5000, 100), { mostRows: 11 }));
  expect(rows).toHaveLength(12);
  expect(rows[5]?.[0]).toBe('call 6, 1');
  expect(rows[6]).toEqual(['4,989 attempts left out']);
  expect(rows[7]?.[0]).toBe('call 4996, 1');
  expect(attemptTable(steady(5000, 100)).length).toBeLessThan(40_000);
});

test('is well-formed for any run, and no attempt is missing', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const elements = elementsOf(attemptTable(trace));
      const sent = trace.events.filter(({ kind }) => kind === 'request').length;
      expect(elements.filter((element) => element.startsWith('<tr data-id='))).toHaveLength(sent);
    }),
  );
});

test('nothing that a snippet or a server sends becomes markup', () => {
  const hostile = fc.string().map((text) => `"'><img src=x onerror=alert(1)>${text}`);
  fc.assert(
    fc.property(hostile, (text) => {
      const [harmful, harmless] = [text, 'x'].map((each) =>
        elementsOf(attemptTable(makeTrace(exchange({ id: 1, t: 0, url: each, statusText: each })))),
      );
      expect(harmful).toEqual(harmless);
    }),
  );
});
