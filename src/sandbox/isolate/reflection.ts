/** Small helpers for replacing what the platform has. */

export type AnyConstructor = new (...args: unknown[]) => object;

export function isConstructor(value: unknown): value is AnyConstructor {
  return typeof value === 'function';
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
