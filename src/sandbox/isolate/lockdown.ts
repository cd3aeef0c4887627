/** Makes the isolate's world ready for reader code: deletes what is not allowed, and freezes what the runtime uses. */
import { isFunction } from './reflection.ts';

/** Deletes every global that is not in `allowed`, along the whole prototype chain. */
export function deleteGlobals(scope: object, allowed: ReadonlySet<string>): void {
  for (let holder: object | null = scope; holder !== null; holder = Reflect.getPrototypeOf(holder)) {
    // What every object inherits, and the event methods that `EventTarget` instances share, stay.
    if (holder === Object.prototype || holder === EventTarget.prototype) continue;
    for (const key of Reflect.ownKeys(holder)) {
      if (typeof key === 'string' && allowed.has(key)) continue;
      if (typeof key === 'symbol' && key === Symbol.toStringTag) continue;
      if (Reflect.deleteProperty(holder, key)) continue;
      // Not deletable: leave nothing in it, or hide it.
      if (!Reflect.set(holder, key, undefined) && holder !== scope)
        Reflect.defineProperty(scope, key, { value: undefined });
    }
  }
}

/** Prototypes whose properties programs often shadow by assignment, which a frozen prototype would forbid. */
function shadowedPrototypes(): object[] {
  const errors = [Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];
  const classes = [Object, Function, Array, Promise, Map, Set, Event, EventTarget, DOMException];
  return [...errors, ...classes].map(({ prototype }): object => prototype);
}

/**
 * Lets `instance.key = value` define an own property although the prototype's is frozen. Gives back what the prototype
 * held, to which nothing that can be walked leads any more.
 */
function allowShadowing(prototype: object): readonly unknown[] {
  const all: unknown[] = [];
  for (const key of Reflect.ownKeys(prototype)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(prototype, key);
    if (descriptor?.configurable !== true || descriptor.writable !== true) continue;
    const held: unknown = descriptor.value;
    all.push(held);
    Reflect.defineProperty(prototype, key, {
      get: () => held,
      set(this: unknown, value: unknown) {
        if (this === prototype || typeof this !== 'object' || this === null) {
          if (typeof this !== 'function') throw new TypeError(`"${String(key)}" of a built-in is read-only here.`);
        }
        Reflect.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
      },
      enumerable: descriptor.enumerable ?? false,
      configurable: true,
    });
  }
  return all;
}

/** Freezes `roots` and all that can be reached from them without calling anything. */
function freezeDeep(roots: readonly unknown[]): void {
  const seen = new Set<object>([globalThis]);
  const queue: object[] = [];
  // This is most of what the start of an isolate takes: nothing is queued twice, nor what can't be frozen.
  const add = (value: unknown): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
    seen.add(value);
    queue.push(value);
  };
  roots.forEach(add);
  for (let value = queue.pop(); value !== undefined; value = queue.pop()) {
    add(Reflect.getPrototypeOf(value));
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
      if (descriptor === undefined) continue;
      add(descriptor.value);
      add(descriptor.get);
      add(descriptor.set);
    }
  }
  seen.delete(globalThis);
  for (const value of seen) Object.freeze(value);
}

/** Objects that only syntax reaches. */
function hiddenIntrinsics(): unknown[] {
  function* generator(): Generator<undefined> {
    yield;
  }
  async function* asyncGenerator(): AsyncGenerator<undefined> {
    await Promise.resolve();
    yield;
  }
  const asyncFunction = async (): Promise<void> => Promise.resolve();
  const iterators = [[][Symbol.iterator](), ''[Symbol.iterator](), new Map().entries(), new Set().values()];
  const samples: object[] = [generator, asyncGenerator, asyncFunction, generator(), asyncGenerator(), ...iterators];
  const ofPlatform = [new Headers().entries(), new URLSearchParams().entries(), new ReadableStream().values()];
  return [...samples, ''.matchAll(/a/g), new Int8Array(), ...ofPlatform, ...newerSamples()].map((sample) =>
    Reflect.getPrototypeOf(sample),
  );
}

/** What a method gives that not every engine has. */
function madeBy(target: unknown, name: string, argument: unknown): object[] {
  const method: unknown =
    typeof target === 'function' || typeof target === 'object' ? Reflect.get(target ?? {}, name) : undefined;
  const made: unknown = isFunction(method) ? Reflect.apply(method, target, [argument]) : undefined;
  return typeof made === 'object' && made !== null ? [made] : [];
}

/** Helpers of iterators, iterators that wrap others, and segments of a text with theirs. */
function newerSamples(): object[] {
  const helpers = madeBy([].values(), 'map', () => undefined);
  const wrappers = madeBy(Reflect.get(globalThis, 'Iterator'), 'from', { next: () => ({ done: true }) });
  if (!('Segmenter' in Intl)) return [...helpers, ...wrappers];
  const segments = new Intl.Segmenter().segment('');
  return [...helpers, ...wrappers, segments, segments[Symbol.iterator]()];
}

/** Freezes the language's and the platform's classes, so that reader code can't change what the runtime relies on. */
export function freezeIntrinsics(
  scope: object,
  languageGlobals: readonly string[],
  webGlobals: readonly string[],
): void {
  const shadowed = shadowedPrototypes().flatMap(allowShadowing);
  const classes = webGlobals
    .map((name): unknown => Reflect.get(scope, name))
    .filter((value) => typeof value === 'function');
  const named = languageGlobals.map((name): unknown => Reflect.get(scope, name));
  freezeDeep([...named, ...classes, ...shadowed, ...hiddenIntrinsics()]);
  // Programs replace functions and objects of the platform's, as in a test; its classes are what the runtime works with.
  for (const name of [...languageGlobals, ...webGlobals.filter((one) => /^[A-Z]/.test(one))]) {
    const descriptor = Reflect.getOwnPropertyDescriptor(scope, name);
    if (descriptor?.configurable !== true) continue;
    const value: unknown = Reflect.get(scope, name);
    Reflect.defineProperty(scope, name, { value, writable: false, configurable: false, enumerable: false });
  }
}
