import { constructObject, isConstructor, isFunction, replace } from './reflection.ts';

/** Makes en-US and UTC the defaults of `Intl` and of what formats by locale, and `epochNow` the time that it knows. */
export function patchLocale(epochNow: () => number): void {
  patchDateTimeFormat(epochNow);
  for (const name of Object.getOwnPropertyNames(Intl)) {
    const native: unknown = Reflect.get(Intl, name);
    if (!isConstructor(native) || !/^[A-Z]/.test(name) || name === 'Locale') continue;
    const withDefaults = ([locale = 'en-US', options, ...rest]: unknown[]): unknown[] => {
      const given = typeof options === 'object' ? options : undefined;
      return [locale, name === 'DateTimeFormat' ? { timeZone: 'UTC', ...given } : options, ...rest];
    };
    const patched = new Proxy(native, {
      apply: (target, _self, args: unknown[]) => constructObject(target, withDefaults(args), target),
      construct: (target, args: unknown[], newTarget) => constructObject(target, withDefaults(args), newTarget),
    });
    replace(Intl, name, patched);
    const prototype: unknown = Reflect.get(native, 'prototype');
    if (typeof prototype === 'object' && prototype !== null) replace(prototype, 'constructor', patched);
  }
  for (const [prototype, name] of [
    [Number.prototype, 'toLocaleString'],
    [BigInt.prototype, 'toLocaleString'],
    [String.prototype, 'toLocaleUpperCase'],
    [String.prototype, 'toLocaleLowerCase'],
  ] as const) {
    const native: unknown = Reflect.get(prototype, name);
    if (!isFunction(native)) continue;
    replace(prototype, name, function (this: unknown, locale: unknown = 'en-US', ...rest: unknown[]): unknown {
      return Reflect.apply(native, this, [locale, ...rest]);
    });
  }
}

/** A format that is given no date takes the real one, so it is always given one. */
function patchDateTimeFormat(epochNow: () => number): void {
  const { prototype } = Intl.DateTimeFormat;
  const getFormat = Reflect.getOwnPropertyDescriptor(prototype, 'format')?.get;
  const formatToParts: unknown = Reflect.get(prototype, 'formatToParts');
  if (getFormat === undefined || !isFunction(formatToParts)) return;
  Reflect.defineProperty(prototype, 'format', {
    configurable: true,
    get(this: unknown) {
      const format: unknown = Reflect.apply(getFormat, this, []);
      return (date: unknown = epochNow()): unknown => (isFunction(format) ? format(date) : undefined);
    },
  });
  replace(prototype, 'formatToParts', function (this: unknown, date: unknown = epochNow()): unknown {
    return Reflect.apply(formatToParts, this, [date]);
  });
}
