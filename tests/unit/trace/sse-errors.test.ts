import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSseErrorScanner } from '../../../src/sandbox/trace/sse-errors.ts';

const overloads = {
  'of a text generation server': 'data:{"error":"Model is overloaded","error_type":"overloaded"}\n\n',
  'of a chat completion': 'data: {"error":{"message":"Model is overloaded","http_status_code":422}}\n\n',
  'with a named event': 'event: error\ndata: too busy\n\n',
  'after other events': 'data: {"token":{"text":"a"}}\n\ndata: {"error":"x"}\n\n',
  'with carriage returns': 'data: {"token":1}\r\n\r\nevent: error\r\ndata: x\r\n\r\n',
  'over two data lines': 'data: {\ndata: "error":"x"}\n\n',
  'that the end of the body cuts': 'data: {"error":"x"}',
};

const fine = {
  'no error': 'data: {"token":{"text":"an \\"error\\" in words"}}\n\ndata: [DONE]\n\n',
  'an empty error': 'data: {"error":null}\n\n',
  'an error in a comment': ': {"error":"x"}\n\n',
  'an error in another field': 'id: {"error":"x"}\n\n',
  'a name without data': 'event: error\n\n',
  'data that is no JSON': 'data: "error" {\n\n',
};

function scan(pieces: readonly string[]): boolean {
  const scanner = createSseErrorScanner();
  return pieces.map((piece, index) => scanner.push(piece, index === pieces.length - 1)).includes(true);
}

test.each(Object.entries(overloads))('finds an overload %s', (_, body) => {
  expect(scan([body])).toBe(true);
});

test.each(Object.entries(fine))('finds none in a stream with %s', (_, body) => {
  expect(scan([body])).toBe(false);
});

test('finds the same wherever the body is cut', () => {
  const bodies = fc.constantFrom(...Object.values(overloads), ...Object.values(fine));
  fc.assert(
    fc.property(bodies, fc.array(fc.nat({ max: 90 }), { maxLength: 6 }), (body, cuts) => {
      const at = [0, ...cuts.map((cut) => Math.min(cut, body.length)).sort((a, b) => a - b), body.length];
      const pieces = at.slice(1).map((end, index) => body.slice(at[index], end));
      expect(scan(pieces)).toBe(scan([body]));
    }),
  );
});

test('tells of an error as soon as its event is whole', () => {
  const scanner = createSseErrorScanner();
  expect(scanner.push('data: {"error":"x"}\n', false)).toBe(false);
  expect(scanner.push('\n', false)).toBe(true);
});
