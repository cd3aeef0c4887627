import { expect, test } from 'vitest';
import { createScriptedEndpoint } from '../../support/scripted-endpoint.ts';
import { endOf, printed, runScripted, startScripted } from '../../support/run-scripted.ts';

test('time stands still while code runs and jumps to the next timer', async () => {
  const trace = await runScripted(`
    console.log(Date.now() - new Date('2026-11-24T02:00:00Z').getTime(), performance.now());
    await new Promise((resolve) => setTimeout(resolve, 3_600_000));
    console.log(new Date().toISOString(), new Date().getHours(), String(new Date(2026, 0, 1)));
  `);
  expect(printed(trace)).toEqual([
    '0 0 0',
    '3600000 2026-11-24T03:00:00.000Z 3 Thu Jan 01 2026 00:00:00 GMT+0000 (Coordinated Universal Time)',
  ]);
  expect(endOf(trace)).toMatchObject({ t: 3_600_000, outcome: 'succeeded' });
});

test('timers are whole milliseconds, at least 1, and fire at once past 2^31 - 1', async () => {
  const trace = await runScripted(`
    const at = (delay: number) => new Promise((resolve) => setTimeout(() => resolve(performance.now()), delay));
    console.log(await Promise.all([at(0), at(-5), at(NaN), at(2.9), at(2 ** 31), at(7)]));
    let count = 0;
    const timer = setInterval(() => { count += 1; if (count === 3) clearInterval(timer); }, 10);
    await new Promise((resolve) => setTimeout(resolve, 100));
    console.log(count);
  `);
  expect(printed(trace)).toEqual(['7 [1, 1, 1, 2, 1, 7]', '107 3']);
});

test('an answer comes at its instants, headers before chunks', async () => {
  const trace = await runScripted(
    `
    const response = await fetch('https://api.test/x');
    console.log(response.status, response.headers.get('x-a'));
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) console.log(chunk);
    `,
    [
      {
        headers: [['x-a', '1']],
        headersAfterMs: 10,
        chunks: [
          { afterMs: 20, text: 'a' },
          { afterMs: 45, text: 'b' },
        ],
      },
    ],
  );
  expect(printed(trace)).toEqual(['10 200 1', '20 a', '45 b']);
});

test('a refusal as the last answer means that the run gave up, a success after it that it succeeded', async () => {
  const code = `
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const response = await fetch('https://api.test/x');
      if (response.ok) break;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }`;
  const refused = { status: 429, headers: [['retry-after', '1']] } as const;
  expect(endOf(await runScripted(code, [refused]))).toMatchObject({ outcome: 'failed', reason: 'gave-up' });
  const trace = await runScripted(code, [refused, {}]);
  expect(endOf(trace)).toMatchObject({ outcome: 'succeeded' });
  expect(trace.events.find((event) => event.kind === 'wait')).toMatchObject({
    id: 2,
    afterId: 1,
    reason: 'retry-after',
  });
});

test('an abort reaches the endpoint at its instant, and a timeout says so', async () => {
  const endpoint = createScriptedEndpoint([{ headersAfterMs: 5_000 }]);
  const run = startScripted(
    `
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    for (const signal of [controller.signal, AbortSignal.timeout(200)]) {
      try {
        await fetch('https://api.test/x', { signal });
      } catch (error) {
        console.log((error as Error).name, (error as Error).message);
      }
    }`,
    endpoint,
  );
  const trace = await run.result;
  expect(endpoint.aborts).toEqual([
    { t: 30, id: 1 },
    { t: 200, id: 2 },
  ]);
  expect(printed(trace)).toEqual([
    '30 AbortError This operation was aborted.',
    '200 TimeoutError The operation was aborted because it timed out.',
  ]);
});

test('a body that is cancelled counts as an abort, one that is dropped fails its reader', async () => {
  const chunks = [
    { afterMs: 50, text: 'a' },
    { afterMs: 90, text: 'b' },
  ];
  const endpoint = createScriptedEndpoint([{ chunks }, { chunks, end: 'drop' }]);
  const trace = await startScripted(
    `
    const first = await fetch('https://api.test/x');
    await first.body!.cancel();
    const second = await fetch('https://api.test/x');
    console.log(await second.text().catch((error) => error.message));
    `,
    endpoint,
  ).result;
  expect(endpoint.aborts).toEqual([{ t: 50, id: 1 }]);
  expect(printed(trace)).toEqual(['140 Failed to fetch (the server dropped the connection)']);
});

test('a host that nobody answers for is a network failure at the place of the fetch', async () => {
  const trace = await runScripted(`\n\nawait fetch('https://nowhere.test/');`, [{ unreachable: 'No such host.' }]);
  expect(trace.events.find((event) => event.kind === 'error' && event.origin === 'uncaught')).toEqual({
    t: 0,
    kind: 'error',
    origin: 'uncaught',
    error: { name: 'TypeError', message: 'No such host.', file: 'main.ts', line: 3 },
  });
});

test('secrets are masked in the trace, not in what the endpoint hears', async () => {
  const endpoint = createScriptedEndpoint([{}]);
  const headers = `{ Authorization: 'Bearer hf_secret', 'X-Api-Key': 'k' }`;
  const trace = await startScripted(`await fetch('https://api.test/x', { headers: ${headers} });`, endpoint).result;
  expect(JSON.stringify(trace)).not.toMatch(/hf_secret|"k"/);
  expect(trace.events[0]).toMatchObject({
    headers: [
      ['authorization', 'Bearer ****'],
      ['x-api-key', '****'],
    ],
  });
  expect(endpoint.requests[0]?.headers).toContainEqual(['authorization', 'Bearer hf_secret']);
});

test('files import each other, in circles too, and name their own lines', async () => {
  const files = {
    'main.ts': `import { even } from './even';\nimport * as odd from './odd.js';\nconsole.log(even(10), odd.odd(7), odd.ready);\nodd.fail();`,
    'even.ts': `import { odd } from './odd.ts';\nexport const even = (n: number): boolean => n === 0 || odd(n - 1);`,
    'odd.ts': `import { even } from './even.ts';\nexport let ready = false;\nawait null;\nready = true;\nexport const odd = (n: number): boolean => n !== 0 && even(n - 1);\nexport function fail(): never {\n  throw new Error('here');\n}`,
  };
  const trace = await runScripted('', [{}], { files });
  expect(printed(trace)).toEqual(['0 true true true']);
  expect(trace.events.at(-2)).toMatchObject({ error: { name: 'Error', message: 'here', file: 'odd.ts', line: 7 } });
});

const syntaxErrors: readonly [string, string, number][] = [
  ['what the compiler refuses', `const a = 1;\nconst b = ;`, 2],
  ['a name declared twice', `let a = 1;\n\nlet a = 2;`, 3],
  ['a constant without a value', `\nconst x;`, 2],
  ['await in a plain function', `function f() {\n  await null;\n}`, 2],
];

test.each(syntaxErrors)('places %s', async (_name, code, line) => {
  const trace = await runScripted(code);
  const [error] = trace.events;
  expect(error).toMatchObject({
    kind: 'error',
    origin: 'compile',
    error: { name: 'SyntaxError', file: 'main.ts', line },
  });
  expect(error).not.toHaveProperty('error.engine');
  expect(endOf(trace)).toMatchObject({ outcome: 'failed', message: 'The code does not compile.' });
});

test('an import that does not exist says what does', async () => {
  const missing = await runScripted(`import { x } from './retry.ts';\nconsole.log(x);`);
  expect(missing.events[0]).toMatchObject({
    error: { message: 'Cannot find "./retry.ts". This sandbox has: ./main.ts.', line: 1 },
  });
  const bare = await runScripted(`import got from 'got';\nconsole.log(got);`);
  expect(bare.events[0]).toMatchObject({ error: { message: expect.stringContaining('has no packages') as string } });
});

test('what nobody caught ends the run where it happened', async () => {
  const codes = {
    timer: `setTimeout(() => { throw new RangeError('late'); }, 5);\nsetTimeout(() => console.log('never'), 6);`,
    rejection: `setTimeout(() => { void Promise.reject(new RangeError('late')); }, 5);\nsetTimeout(() => console.log('never'), 6);`,
    microtask: `setTimeout(() => queueMicrotask(() => { throw new RangeError('late'); }), 5);\nsetTimeout(() => console.log('never'), 6);`,
    listener: `const t = new EventTarget(); t.addEventListener('x', () => { throw new RangeError('late'); });setTimeout(() => t.dispatchEvent(new Event('x')), 5);\nsetTimeout(() => console.log('never'), 6);`,
  };
  for (const [name, code] of Object.entries(codes)) {
    const trace = await runScripted(code);
    expect(trace.events, name).toMatchObject([
      { t: 5, kind: 'error', error: { name: 'RangeError', message: 'late', file: 'main.ts', line: 1 } },
      { t: 5, kind: 'end', outcome: 'failed', reason: 'threw' },
    ]);
  }
});

test('an error of the engine is marked, an error of the code is not', async () => {
  const engine = await runScripted(`(undefined as unknown as { x: number }).x;`);
  expect(engine.events[0]).toMatchObject({ error: { name: 'TypeError', engine: true } });
  const own = await runScripted(
    `class Refused extends Error { override name = 'Refused'; }\n\nthrow new Refused('no');`,
  );
  expect(own.events[0]).toMatchObject({ error: { name: 'Refused', message: 'no', line: 3 } });
  expect(own.events[0]).not.toHaveProperty('error.engine');
  const thrown = await runScripted(`throw { code: 429 };`);
  expect(thrown.events[0]).toMatchObject({ error: { name: 'a thrown value', message: '{ code: 429 }' } });
});

test('code that waits for what can never come is told so', async () => {
  expect(endOf(await runScripted(`await new Promise(() => {});`))).toMatchObject({ reason: 'waits-for-nothing' });
  const never = [{ headersAfterMs: null, end: 'never' }] as const;
  expect(endOf(await runScripted(`await fetch('https://api.test/x');`, never))).toMatchObject({
    outcome: 'failed',
    reason: 'waits-for-nothing',
  });
});

test('a pending AbortSignal.timeout does not hold the run open', async () => {
  expect(endOf(await runScripted(`AbortSignal.timeout(60_000);`))).toMatchObject({ t: 0, outcome: 'succeeded' });
});

const overruns: readonly [string, string, object, string][] = [
  ['log lines', `for (let i = 0; i < 1_000_000; i += 1) console.log(i);`, { logLines: 50 }, 'log-lines'],
  ['requests', `for (;;) await fetch('https://api.test/x');`, { requests: 20 }, 'requests'],
  ['events', `for (;;) await fetch('https://api.test/x');`, { events: 60 }, 'events'],
  ['a large message', `console.log('x'.repeat(50_000_000));`, {}, 'message-size'],
  ['a large body', `await fetch('https://api.test/x', { method: 'POST', body: 'x'.repeat(2_000_000) });`, {}, 'message-size'],
  ['output', `for (;;) { console.log('x'.repeat(90_000)); await new Promise((resolve) => setTimeout(resolve, 1)); }`, { outputBytes: 1_000_000 }, 'output'],
  ['output at once', `for (let i = 0; i < 1_000; i += 1) console.log('x'.repeat(90_000));`, { outputBytes: 1_000_000 }, 'output'],
  ['virtual time', `for (;;) await new Promise((resolve) => setTimeout(resolve, 60_000));`, { virtualMs: 600_000 }, 'virtual-time'],
  ['computing', `for (;;) await new Promise((resolve) => setTimeout(resolve, 1));`, { computingMs: 200 }, 'computing'],
  ['no sign of life', `for (;;);`, { signOfLifeMs: 300 }, 'sign-of-life'],
  ['no sign of life in microtasks', `for (;;) await null;`, { signOfLifeMs: 300 }, 'sign-of-life'],
]; // prettier-ignore

test.each(overruns)('ends a run that goes past its budget of %s', async (_name, code, budgets, reason) => {
  const end = endOf(await runScripted(code, [{}], { budgets }));
  expect(end).toMatchObject({ outcome: 'over-budget', reason });
  expect(end.message).toMatch(/ended/);
});

test('stop ends a run at once, also before it has begun', async () => {
  const run = startScripted(`for (;;);`, createScriptedEndpoint([{}]));
  run.stop();
  expect(endOf(await run.result)).toMatchObject({ outcome: 'stopped', reason: 'stopped' });
});

test('the same seed gives the same trace, another seed another', async () => {
  const code = `console.log(Math.random(), crypto.randomUUID());`;
  const [first, again, other] = await Promise.all([
    runScripted(code),
    runScripted(code),
    runScripted(code, [{}], { seed: 1 }),
  ]);
  expect(first).toEqual(again);
  expect(printed(first)).not.toEqual(printed(other));
});

test('code that takes all memory ends with its own run, and says so', async () => {
  const hog = `const kept = []; for (;;) kept.push(new Array(1_000).fill(Math.random()));`;
  // On a busy machine filling the memory takes longer than a run may be silent.
  const budgets = { signOfLifeMs: 60_000, computingMs: 60_000 };
  expect(endOf(await runScripted(hog, [{}], { budgets }))).toMatchObject({ outcome: 'over-budget', reason: 'memory' });
});

test('an error whose properties throw is told with its place', async () => {
  const bite = `Object.defineProperty(error, 'message', { get() { throw 1; } });`;
  const own = await runScripted(`const error = new Error('x');\n${bite}\nthrow error;`);
  expect(own.events[0]).toMatchObject({ error: { name: 'Error', message: '', file: 'main.ts', line: 1 } });
  const engine = await runScripted(`try { (undefined as never)['x']; } catch (error) {\n${bite}\nthrow error; }`);
  expect(engine.events[0]).toMatchObject({ error: { name: 'TypeError', message: '', file: 'main.ts', line: 1 } });
});

test('a script that names itself keeps its place', async () => {
  const trace = await runScripted(`//# sourceURL=elsewhere.js\n//@ sourceURL=elsewhere.js\nthrow new Error('x');`);
  expect(trace.events[0]).toMatchObject({ error: { file: 'main.ts', line: 3 } });
});

test('fetch refuses more headers than any server takes', async () => {
  const trace = await runScripted(`
    const headers = Array.from({ length: 501 }, (_, index) => ['x-' + index, '']);
    await fetch('https://api.test/x', { headers }).catch((error) => console.log(error.message));
    await fetch('https://api.test/x', { headers: headers.slice(1), method: 'POST' });`);
  expect(printed(trace)).toEqual(['0 fetch sends at most 500 headers here, not 501.']);
  expect(endOf(trace)).toMatchObject({ outcome: 'succeeded' });
});

test('what is sent stays as it was, whatever happens to the chunk that its stream still gives', async () => {
  const endpoint = createScriptedEndpoint([{}]);
  await startScripted(
    `
    const request = new Request('https://api.test/x', { method: 'POST', body: 'hello' });
    const sent = fetch(request);
    const { value } = await request.body!.getReader().read();
    structuredClone(value, { transfer: [value!.buffer] });
    await sent;`,
    endpoint,
  ).result;
  expect(new TextDecoder().decode(endpoint.requests[0]?.body ?? undefined)).toBe('hello');
});
