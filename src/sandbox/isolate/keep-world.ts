/** Puts an isolate's world back to what it was before a run. */
import { WEB_GLOBALS } from './allowlist.ts';

/** Puts back what reader code changed, and tells whether all is as it was; it may have changed what can't be put back. */
export type RestoreWorld = () => boolean;

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

/** `scope`, what it inherits from, and whatever the reader can change of what it holds: all but the frozen. */
function findOpenObjects(scope: object): ReadonlySet<object> {
  const found = new Set<object>([scope]);
  const add = (value: unknown): void => {
    if (isObject(value) && !Object.isFrozen(value)) found.add(value);
  };
  for (const name of WEB_GLOBALS) add(Reflect.get(scope, name));
  // A set goes on with what is added to it on the way.
  for (const one of found) {
    add(Reflect.getPrototypeOf(one));
    if (one === scope) continue;
    for (const descriptor of propertiesOf(one).values()) Object.values(descriptor).forEach(add);
  }
  return found;
}

function isSame(was: PropertyDescriptor, is: PropertyDescriptor): boolean {
  const isSameValue = Object.is(was.value, is.value) && was.get === is.get && was.set === is.set;
  const isSameKind = was.writable === is.writable && was.configurable === is.configurable;
  return isSameValue && isSameKind && was.enumerable === is.enumerable;
}

/** In their order, too: what was deleted and is defined again comes last. */
function areSame(before: Properties, after: Properties): boolean {
  if (before.size !== after.size) return false;
  const keys = after.keys();
  for (const [key, was] of before) {
    const is = after.get(key);
    if (keys.next().value !== key || is === undefined || !isSame(was, is)) return false;
  }
  return true;
}

/** Calls nothing of the reader's, whatever they put there. */
function putBack(target: object, before: Properties): void {
  for (const [key, is] of propertiesOf(target)) {
    const was = before.get(key);
    if (was === undefined) Reflect.deleteProperty(target, key);
    else if (!isSame(was, is)) Reflect.defineProperty(target, key, was);
  }
}

/**
 * Notes what `scope` holds, once it is as reader code finds it. What comes back puts it back there; a world that was
 * frozen but for this has no other place in which one run could leave something for the next.
 */
export function keepWorld(scope: object): RestoreWorld {
  const noted = Array.from(findOpenObjects(scope), (target) => ({
    target,
    properties: propertiesOf(target),
    prototype: Reflect.getPrototypeOf(target),
  }));
  return () => {
    for (const { target, properties } of noted) putBack(target, properties);
    return noted.every(
      ({ target, properties, prototype }) =>
        Object.isExtensible(target) &&
        Reflect.getPrototypeOf(target) === prototype &&
        areSame(properties, propertiesOf(target)),
    );
  };
}
