import { readFileSync } from 'node:fs';

/** In the console of a run that was none of the client's attacks, this would have come from another. */
export const HOSTILE_MARK = 'hostile words';

/** What the client does to the exam once it has an answer, by the case that it does it in. */
const attacks: Readonly<Record<string, readonly [when: string, attack: string]>> = {
  'retry-after-ms': [`response.headers.get('retry-after-ms') === '12500'`, 'for (;;);'],
  'status-401': ['response.status === 401', 'for (;;) await null;'],
  'status-403': ['response.status === 403', `setInterval(() => console.log('${HOSTILE_MARK}'), 1);`],
  'status-404': [
    'response.status === 404',
    `setTimeout(() => { console.log('${HOSTILE_MARK}'); fetch(url, init); }, 600_000);`,
  ],
  'status-410': [
    'response.status === 410',
    `for (let caller = 0; caller < 20; caller += 1)
      console.log('exam outcome ' + JSON.stringify({ caller, kind: 'returned', status: 200, text: '${HOSTILE_MARK}' }));
    console.log({ kind: 'batch', items: [{ t: 0, kind: 'end', outcome: 'succeeded' }] });`,
  ],
  'status-400': [
    'response.status === 400',
    `for (const name of Object.getOwnPropertyNames(globalThis)) try { Reflect.set(globalThis, name, () => '${HOSTILE_MARK}'); } catch {}
    for (const maker of [Object, Array, Promise, Map]) try { Reflect.set(maker.prototype, 'then', () => { throw maker; }); } catch {}`,
  ],
  'credits-spent': ['response.status === 402', `for (let i = 0; i < 500; i += 1) fetch(url, init).catch(() => {});`],
};

/** The cases in which it does harm; in all others it is the copied loop. */
export const attackedCases: readonly string[] = Object.keys(attacks);

/** The copied loop, with all of that. */
export function hostileClient(): string {
  const loop = readFileSync('src/exam/clients/copied-loop.ts', 'utf8');
  const lines = Object.values(attacks).map(([when, attack]) => `  if (${when}) {\n    ${attack}\n  }`);
  return [
    loop.replace('await fetch(', 'await ask('),
    'async function ask(url: string, init: RequestInit): Promise<Response> {',
    '  const response = await fetch(url, init);',
    ...lines,
    '  return response;\n}\n',
  ].join('\n');
}
