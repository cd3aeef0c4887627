import { expect, it } from 'vitest';
import { mergeFiles } from '../../../src/sandbox/isolate/merge-files.ts';

const file = (name: string, code: string) => ({ name, code, imports: [] });

it('knows which line of which file a line of the script is', () => {
  const files = [file('a.ts', 'function () {\n  a1();\n}'), file('b.ts', 'function () { b1();\n  b2();\n}')];
  const merged = mergeFiles(files, 'take');
  const lines = merged?.code.split('\n') ?? [];
  const place = (text: string) => merged?.locate(lines.findIndex((line) => line.includes(text)) + 1);
  expect(place('a1')).toEqual({ file: 'a.ts', line: 2 });
  expect(place('b1')).toEqual({ file: 'b.ts', line: 1 });
  expect(place('b2')).toEqual({ file: 'b.ts', line: 2 });
});

it('hands over each file, also one that ends in a comment', () => {
  const merged = mergeFiles([file('a.ts', 'function () {} // a'), file('b.ts', 'function () {}')], 'take');
  const made: unknown[] = [];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('take', merged?.code ?? '')((value: unknown) => made.push(value));
  expect(made.map((one) => typeof one)).toEqual(['function', 'function']);
});

it('leaves alone one file, and those with line ends that engines count differently', () => {
  expect(mergeFiles([file('a.ts', 'function () {}')], 'take')).toBeUndefined();
  for (const end of ['\r', '\r\n', '\u2028', '\u2029'])
    expect(mergeFiles([file('a.ts', 'function () {}'), file('b.ts', `function () {${end}}`)], 'take')).toBeUndefined();
});
