import { expect, test } from 'vitest';
import { standInForStorage } from '../../../src/sandbox/endpoint/storage-stand-in.ts';

interface Scope {
  readonly localStorage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
}

test('a storage that works is left alone', () => {
  const localStorage = { getItem: () => 'kept', setItem: () => undefined, removeItem: () => undefined };
  const scope: Scope = { localStorage };
  standInForStorage(scope);
  expect(scope.localStorage).toBe(localStorage);
});

const blocked = (): object =>
  Object.defineProperty({}, 'localStorage', {
    configurable: true,
    get() {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });

test.each([
  ['throws', blocked],
  ['is none', () => ({})],
  ['is null', () => ({ localStorage: null })],
] as const)('where it %s, an empty one takes its place', (_name, make) => {
  const scope: Scope = make();
  standInForStorage(scope);
  scope.localStorage?.setItem('a', 'b');
  scope.localStorage?.removeItem('c');
  expect(scope.localStorage?.getItem('a')).toBeNull();
});
