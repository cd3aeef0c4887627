/** Small helpers for replacing what the platform has. */

export type AnyConstructor = new (...args: unknown[]) => object;

export function isConstructor(value: unknown): value is AnyConstructor {
  return typeof value === 'function';
}

export function isFunction(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function';
}

/** `instanceof`, also for a proxy whose trap throws. */
export function isInstance<T>(value: unknown, maker: abstract new (...args: never[]) => T): value is T {
  try {
    return value instanceof maker;
  } catch {
    // A hostile proxy; it is no instance of anything.
    return false;
  }
}

/** A property's text, or `undefined` where there is none or a getter of the reader's throws. */
export function readString(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    const text: unknown = Reflect.get(value, key);
    return typeof text === 'string' ? text : undefined;
  } catch {
    // A getter may throw anything; what has no readable name is still something.
    return undefined;
  }
}

/** `Reflect.construct`, typed. */
export function constructObject(maker: AnyConstructor, args: readonly unknown[], newTarget: unknown): object {
  const made: unknown = Reflect.construct(maker, args, isConstructor(newTarget) ? newTarget : maker);
  if (typeof made !== 'object' || made === null) throw new TypeError(`${maker.name} made no object.`);
  return made;
}

/** Sets a property as a class would: writable, configurable, not enumerable. */
export function replace(target: object, key: string, value: unknown): void {
  Reflect.defineProperty(target, key, { value, writable: true, configurable: true, enumerable: false });
}
