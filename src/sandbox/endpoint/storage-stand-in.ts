/** A `localStorage` in which nothing is, and nothing stays. */
const emptyStorage = {
  getItem: (): null => null,
  setItem: (): void => undefined,
  removeItem: (): void => undefined,
};

/** Gives a page that may not keep anything an empty `localStorage`, where reading the real one throws or finds none. */
export function standInForStorage(scope: object): void {
  if (hasStorage(scope)) return;
  Object.defineProperty(scope, 'localStorage', { value: emptyStorage, configurable: true });
}

function hasStorage(scope: object): boolean {
  try {
    return typeof Reflect.get(scope, 'localStorage') === 'object' && Reflect.get(scope, 'localStorage') !== null;
  } catch {
    // Blocked by the reader, or by a frame around the page.
    return false;
  }
}
