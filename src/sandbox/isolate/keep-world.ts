/** Tells whether a run left the isolate's world as it found it. */
import { WEB_GLOBALS } from './allowlist.ts';

/** Whether all is as it was. */
export type IsUntouched = () => boolean;

type Properties = ReadonlyMap<PropertyKey, PropertyDescriptor>;

function propertiesOf(target: object): Properties {
  const properties = new Map<PropertyKey, PropertyDescriptor>();
  for (const key of Reflect.ownKeys(target)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
    if (descriptor !== undefined) properties.set(key, descriptor);
  }
  return properties;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** `scope` and whatever the reader can change of what it holds: all but the frozen. */
function findOpenObjects(scope: object): ReadonlySet<object> {
  const found = new Set<object>([scope]);
  const add = (value: unknown): void => {
    if (isObject(value) && !Object.isFrozen(value)) found.add(value);
  };
  for (const name of WEB_GLOBALS) add(Reflect.get(scope, name));
  // A set goes on with what is added to it on the way.
  for (const one of found) {
    if (one === scope) continue;
    add(Reflect.getPrototypeOf(one));
    for (const descriptor of propertiesOf(one).values()) Object.values(descriptor).forEach(add);
  }
  return found;
}

function areSame(before: Properties, after: Properties): boolean {
  if (before.size !== after.size) return false;
  for (const [key, was] of before) {
    const is = after.get(key);
    if (is === undefined) return false;
    const isSameValue = Object.is(was.value, is.value) && was.get === is.get && was.set === is.set;
    if (!isSameValue || was.writable !== is.writable || was.configurable !== is.configurable) return false;
    if (was.enumerable !== is.enumerable) return false;
  }
  return true;
}

/**
 * Notes what `scope` holds, once it is as reader code finds it. What comes back tells whether all of it still is; a
 * world that was frozen but for this has no other place in which one run could leave something for the next.
 */
export function watchWorld(scope: object): IsUntouched {
  const noted = Array.from(findOpenObjects(scope), (target) => ({
    target,
    properties: propertiesOf(target),
    prototype: Reflect.getPrototypeOf(target),
  }));
  return () =>
    noted.every(
      ({ target, properties, prototype }) =>
        Object.isExtensible(target) &&
        Reflect.getPrototypeOf(target) === prototype &&
        areSame(properties, propertiesOf(target)),
    );
}
