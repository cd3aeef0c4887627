/** The part of a sandbox that `selector` names. The markup is ours, so a missing one is our bug. */
export function part<T extends Element>(root: ParentNode, selector: string, type: new () => T): T {
  const found = root.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`The markup of a sandbox lacks ${selector}.`);
}
