import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { fingerprint } from '../../../src/fixes/fingerprint.ts';
import { withoutStamp } from '../../../src/fixes/stamp.ts';

const retry = readFileSync('src/content/fixes/retry/retry.ts', 'utf8');
const files = [
  'retry/retry.ts',
  'retry/retry.test.ts',
  'concurrency/concurrency.ts',
  'concurrency/concurrency.test.ts',
  'sse-guard/sse-guard.ts',
  'wait-until-ready/wait-until-ready.ts',
].map((path) => [path, readFileSync(`src/content/fixes/${path}`, 'utf8')] as const);

test('the hash of the text is the first half of what sha256sum says of it without its stamp', async () => {
  const whole = createHash('sha256').update(withoutStamp(retry)).digest('hex');
  expect((await fingerprint(retry)).text).toBe(`sha256:${whole.slice(0, 16)}`);
});

test('neither the stamp, nor line ends, nor a mark at the head count', async () => {
  const print = await fingerprint(retry);
  expect(await fingerprint(withoutStamp(retry))).toEqual(print);
  expect(await fingerprint(`\uFEFF${retry.replaceAll('\n', '\r\n')}`)).toEqual(print);
  expect(await fingerprint(`${retry.trimEnd()}   `)).toEqual(print);
});

test.for(files)('whichever way a formatter lays %s out, its code is known', async ([, text]) => {
  const print = await fingerprint(text);
  for (const options of [
    { semi: false, singleQuote: false, printWidth: 60, tabWidth: 4 },
    { useTabs: true, printWidth: 140, trailingComma: 'none', arrowParens: 'avoid' },
    { experimentalOperatorPosition: 'start', objectWrap: 'collapse', bracketSpacing: false, quoteProps: 'consistent' },
  ] as const) {
    const formatted = await format(text, { ...options, parser: 'typescript' });
    const after = await fingerprint(formatted);
    expect(after.text).not.toBe(print.text);
    expect(after.code).toBe(print.code);
  }
});

test('comments on lines of their own may go', async () => {
  const bare = retry.replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/^ *\/\/.*\n/gm, '');
  expect(bare.length).toBeLessThan(retry.length - 2_000);
  expect((await fingerprint(bare)).code).toBe((await fingerprint(retry)).code);
});

test('Python that was laid out anew is known, docstrings and comments included', async () => {
  const print = await fingerprint(
    '# SPDX\nimport time\n\ndef wait(s, *, spread=1.0):\n    time.sleep(s + spread)  # at once\n',
  );
  const black = await fingerprint(
    'import time\n\n\ndef wait(\n    s,\n    *,\n    spread=1.0,\n):\n    # A comment.\n    time.sleep((s + spread))  # at once\n',
  );
  expect(black.code).toBe(print.code);
});

test.for([
  ['a number', 'maxAttempts = 5', 'maxAttempts = 6'],
  ['a name', 'nextDelay(attempt, told,', 'nextDelay(told, attempt,'],
  ['an operator', 'attempt >= maxAttempts', 'attempt > maxAttempts'],
  ['two numbers made one', '[408, 429', '[408429'],
  ['what is negated', 'if (waitMs > 0)', 'if (!(waitMs > 0))'],
  ['a word in a message', 'no attempt is left', 'no attempt was left'],
] as const)('%s that was changed is other code', async ([, from, to]) => {
  expect(retry).toContain(from);
  const print = await fingerprint(retry);
  const edited = await fingerprint(retry.replace(from, to));
  expect(edited.text).not.toBe(print.text);
  expect(edited.code).not.toBe(print.code);
});

test.for([
  ['parentheses', 'const a = (b + c) * d;', 'const a = b + c * d;'],
  ['an argument', 'f(a, -b);', 'f(a - b);'],
  ['quotes', "f('a');", 'f(a);'],
  ['a blank in a message', "f('a b');", "f('a  b');"],
  ['a template made a string', 'f(`${a}`);', "f('${a}');"],
  ['what an address in a template leads to', 'f(`https://a.example`);', 'f(`https://b.example`);'],
  ['a call that a semicolon held off', 'a();\n(b || c)();', 'a()\n(b || c)();'],
  ['a body made empty', 'if (a) f();', 'if (a); f();'],
  ['a value that is not returned', 'return a;', 'return;\na;'],
  ['a tuple in Python', 'import a\nb = (c,)\n', 'import a\nb = (c)\n'],
  ['a tuple of what is tested in Python', 'import a\nb = (c or d) and e\n', 'import a\nb = c or d and e\n'],
  ['depth in Python', 'def f():\n    if a:\n        b()\n    c()\n', 'def f():\n    if a:\n        b()\n        c()\n'],
  ['floor division in Python', 'import a\nb = c // d\n', 'import a\nb = c // e\n'],
] as const)('%s changed is other code, short as it is', async ([, from, to]) => {
  expect((await fingerprint(from)).code).not.toBe((await fingerprint(to)).code);
});

test.for([
  ['quotes', "f('it\\'s');", 'f("it\'s");'],
  ['parentheses over lines', 'return a || b;', 'return (\n  a ||\n  b\n);'],
  ['the body of an arrow', 'g((a) => (a ? b : c));', 'g(a =>\n  a ? b : c,\n)'],
  ['the quotes of a name', "const a = { 'b-c': 1, d: 2 };", 'const a = { "b-c": 1, "d": 2 }'],
  ['Python over lines', 'import a\nb = c or d\n', 'import a\n\nb = (\n    c\n    or d\n)\n'],
  ['the width of Python', 'def f():\n  if a:\n    b("x")\n', "def f():\n    if a:\n        b('x')\n"],
] as const)('%s laid out anew is the same code', async ([, from, to]) => {
  expect((await fingerprint(from)).code).toBe((await fingerprint(to)).code);
});
