import type { WorkerProbe } from '../support/worker-probe.ts';

const makes = (name: string, maker: string, call: string): WorkerProbe => ({
  name: `code by ${name}`,
  needs: '() => {}',
  attempt: `const make = ${maker};\nreturn (await (${call})) === 7;`,
  bitesBy: 'word',
  isHarmless: true,
});

const KINDS = [
  ['function () {}', 'return 7', 'made()'],
  ['async function () {}', 'return 7', 'made()'],
  ['function* () {}', 'yield 7', 'made().next().value'],
  ['async function* () {}', 'yield 7', 'made().next().then(({ value }) => value)'],
] as const;

/** Every way to make code that the compiler never saw. */
export const codeFromStrings: readonly WorkerProbe[] = [
  { name: 'code by eval', needs: 'eval', attempt: `return (0, eval)('7') === 7;`, bitesBy: 'word' },
  makes('Function', 'Function', `make('return 7')()`),
  makes('new Function', 'Function', `new make('return 7')()`),
  ...KINDS.map(([kind, body, use]) =>
    makes(`the maker of ${kind}`, `(${kind}).constructor`, `((made) => ${use})(make('${body}'))`),
  ),
  makes('what such a maker extends', 'Object.getPrototypeOf((async () => {}).constructor)', `make('return 7')()`),
  makes('a class that extends Function', 'class extends Function {}', `new make('return 7')()`),
  makes('Reflect.construct', 'Function', `Reflect.construct(make, ['return 7'], class {})()`),
  makes('a bound maker', 'Function.bind(null, "return 7")', `make()()`),
  makes('a proxy of a maker', 'new Proxy((() => {}).constructor, {})', `make('return 7')()`),
  makes('the species of a maker', '(class extends Function {}).__proto__.prototype.constructor', `make('return 7')()`),
  {
    name: 'code by a timer',
    needs: 'natives.setTimeout',
    attempt: `
      const { setTimeout } = natives;
      return new Promise((resolve) => { globalThis.ring = () => resolve(true); setTimeout('ring()'); });`,
    bitesBy: 'word',
  },
];
