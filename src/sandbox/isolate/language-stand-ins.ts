import type { ErrorBook } from './errors.ts';
import { constructObject, isConstructor, replace, type AnyConstructor } from './reflection.ts';

/** WebKit takes a new limit of stacks before it asks whether the property may change. */
const LIMIT = 'stackTraceLimit';
const KEEPS_ITS_STACKS: ProxyHandler<AnyConstructor> = {
  set: (target, key, value: unknown, receiver) => key !== LIMIT && Reflect.set(target, key, value, receiver),
  deleteProperty: (target, key) => key !== LIMIT && Reflect.deleteProperty(target, key),
  defineProperty: (target, key, descriptor) =>
    (key !== LIMIT || !('value' in descriptor)) && Reflect.defineProperty(target, key, descriptor),
};

/** Marks every error that JavaScript code makes, so that those which the engine makes can be told apart. */
export function markWordedErrors(scope: object, book: ErrorBook): void {
  const names = ['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'];
  const NativeError = Error;
  let markedError: AnyConstructor | undefined;
  for (const name of [...names, 'URIError', 'DOMException']) {
    const native: unknown = Reflect.get(scope, name);
    if (!isConstructor(native)) continue;
    const make = (args: unknown[], newTarget: AnyConstructor): object => {
      const error = constructObject(native, args, newTarget);
      book.markWorded(error);
      // Engines differ in whether a stack shows the constructors of the reader's own error classes.
      if (newTarget !== marked) book.setPlace(error, book.currentPlace(classNames(newTarget)));
      return error;
    };
    const marked: AnyConstructor = new Proxy(native, {
      apply: (_target, _self, args: unknown[]) => make(args, marked),
      construct: (target, args: unknown[], newTarget: unknown) =>
        make(args, isConstructor(newTarget) ? newTarget : target),
      ...KEEPS_ITS_STACKS,
    });
    replace(scope, name, marked);
    // The other classes extend `Error`, and must not lead back to the engine's own.
    markedError ??= marked;
    if (Reflect.getPrototypeOf(native) === NativeError) Reflect.setPrototypeOf(native, markedError);
    const prototype: unknown = Reflect.get(native, 'prototype');
    if (typeof prototype === 'object' && prototype !== null) replace(prototype, 'constructor', marked);
  }
}

/** The names of a class and of those that it extends. */
function classNames(maker: AnyConstructor): string[] {
  const names: string[] = [];
  for (let one: object | null = maker; typeof one === 'function'; one = Reflect.getPrototypeOf(one)) {
    const name: unknown = Reflect.get(one, 'name');
    if (typeof name === 'string' && name !== '') names.push(name);
  }
  return names;
}

/** `JSON.parse` with errors in our words; the text's start tells an HTML page from a cut-off answer. */
export function patchJsonParse(): void {
  const parseNatively = JSON.parse;
  replace(JSON, 'parse', function parse(text: unknown, reviver?: (key: string, value: unknown) => unknown): unknown {
    const source = String(text);
    try {
      const value: unknown = parseNatively(source, reviver);
      return value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const start = source.length > 24 ? `${source.slice(0, 24)}...` : source;
      throw new SyntaxError(source.trim() === '' ? 'The JSON text is empty.' : `"${start}" is not valid JSON.`);
    }
  });
}

/** Refuses code from strings everywhere, as the frame's CSP does in browsers. */
export function refuseCodeFromStrings(scope: object): void {
  const makers: object[] = [
    () => undefined,
    async () => Promise.resolve(),
    function* () {
      yield;
    },
    async function* () {
      await Promise.resolve();
      yield;
    },
  ];
  const refuse = (): object => {
    throw new EvalError('Code from strings does not run in a sandbox.');
  };
  let refusingFunction: object | undefined;
  for (const sample of makers) {
    const prototype = Reflect.getPrototypeOf(sample);
    if (prototype === null) continue;
    const native: unknown = Reflect.get(prototype, 'constructor');
    if (!isConstructor(native)) continue;
    const refusing = new Proxy(native, { apply: refuse, construct: refuse });
    replace(prototype, 'constructor', refusing);
    if (Reflect.get(scope, 'Function') === native) replace(scope, 'Function', refusing);
    // The makers of the other kinds extend `Function`, and must not lead back to the engine's own.
    if (refusingFunction === undefined) refusingFunction = refusing;
    else Reflect.setPrototypeOf(native, refusingFunction);
  }
}
