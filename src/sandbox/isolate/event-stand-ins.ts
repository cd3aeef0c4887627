import type { Clock } from './clock.ts';
import { isFunction, replace } from './reflection.ts';

const TARGET_METHODS = ['addEventListener', 'removeEventListener', 'dispatchEvent'];

/**
 * Keeps `EventTarget` to what every engine has, and the isolate's own global object out of it: what happens there in
 * real time is the runtime's alone. Events tell the virtual time.
 */
export function patchEvents(scope: object, clock: Clock): void {
  const { prototype } = EventTarget;
  for (const key of Reflect.ownKeys(prototype)) {
    if (typeof key === 'string' && key !== 'constructor' && !TARGET_METHODS.includes(key)) {
      Reflect.deleteProperty(prototype, key);
    }
  }
  for (const name of TARGET_METHODS) {
    const native: unknown = Reflect.get(prototype, name);
    if (!isFunction(native)) continue;
    const method = function (this: unknown, ...args: unknown[]): unknown {
      // Engines take a call without a target for one on the global object.
      if (this === undefined || this === null || this === scope) throw new TypeError(`${name} needs an EventTarget.`);
      return Reflect.apply(native, this, args);
    };
    replace(method, 'name', name);
    replace(prototype, name, method);
    // A worker's global object inherits the methods, and no prototype can be taken from it.
    if (name in scope) replace(scope, name, undefined);
  }
  replace(scope, 'constructor', Object);
  const timeStamp = { get: () => clock.now(), configurable: true, enumerable: true };
  Reflect.defineProperty(Event.prototype, 'timeStamp', timeStamp);
}
