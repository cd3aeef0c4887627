import { expect, test } from 'vitest';
import { createEditStorage } from '../../../src/sandbox/element/edit-storage.ts';

const names = { files: ['a.ts'], numbers: ['seed'] };
const edits = { files: { 'a.ts': 'edited' }, numbers: {} };

function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    key: (index) => [...items.keys()][index] ?? null,
    removeItem: (key) => void items.delete(key),
    setItem: (key, value) => void items.set(key, value),
  };
}

test('keeps the edits of each sandbox apart', () => {
  const storage = memoryStorage();
  expect(createEditStorage('one', () => storage).save(edits)).toBe(true);
  expect(createEditStorage('one', () => storage).load(names)).toEqual(edits);
  expect(createEditStorage('two', () => storage).load(names)).toEqual({ files: {}, numbers: {} });
});

test('leaves nothing behind once nothing differs', () => {
  const storage = memoryStorage();
  const kept = createEditStorage('one', () => storage);
  kept.save(edits);
  kept.save({ files: {}, numbers: {} });
  expect(storage.length).toBe(0);
});

test('says so when the browser keeps nothing', () => {
  const blocked = createEditStorage('one', () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  expect(blocked.load(names)).toEqual({ files: {}, numbers: {} });
  expect(blocked.save(edits)).toBe(false);
});

test('says so when the storage is full', () => {
  const full = memoryStorage();
  full.setItem = () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };
  expect(createEditStorage('one', () => full).save(edits)).toBe(false);
});
