import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LABEL_GAP, placeLabels } from '../../../src/sandbox/trace/label-row.ts';
import type { LabelWish, PlacedLabel } from '../../../src/sandbox/trace/label-row.ts';

const room = { from: 0, to: 400, rows: 2, characterWidth: 7 };

function wish(key: string, center: number, texts: readonly string[], weight = 1): LabelWish<string> {
  return { key, options: texts.map((text) => ({ text, center })), weight };
}

function textsOf(placed: readonly PlacedLabel<string>[]): Record<string, string> {
  return Object.fromEntries(placed.map(({ key, text, row }) => [key, `${text}@${row}`]));
}

test('gives each its best wording where there is room', () => {
  const placed = placeLabels([wish('a', 60, ['own delay 1 s', '1 s']), wish('b', 300, ['own delay 2 s', '2 s'])], room);
  expect(textsOf(placed)).toEqual({ a: 'own delay 1 s@0', b: 'own delay 2 s@0' });
  expect(placed.every(({ isFull }) => isFull)).toBe(true);
});

test('abbreviates before it drops, and the lighter one first', () => {
  const placed = placeLabels(
    [wish('a', 100, ['own delay 1 s', '1 s'], 1), wish('b', 165, ['own delay 2 s', '2 s'], 2)],
    room,
  );
  expect(textsOf(placed)).toEqual({ a: '1 s@0', b: 'own delay 2 s@0' });
});

test('moves to the second row what has no place in the first, and drops what has none at all', () => {
  const placed = placeLabels(
    [wish('a', 100, ['429'], 3), wish('b', 104, ['429'], 2), wish('c', 108, ['429'], 1)],
    room,
  );
  expect(textsOf(placed)).toEqual({ a: '429@0', b: '429@1' });
});

test('keeps labels inside the room', () => {
  const [first, last] = placeLabels([wish('a', -20, ['abcd']), wish('b', 500, ['abcd'])], room);
  expect(first?.center).toBe(14);
  expect(last?.center).toBe(386);
  expect(placeLabels([wish('a', 5, ['abcd'])], { ...room, to: 20 })).toEqual([]);
});

test('moves a label aside as far as it still covers what it labels, or lies within it', () => {
  const label = (key: string, center: number, span: number, weight: number) => ({
    key,
    weight,
    options: [{ text: '429 ×2', center, span }],
  });
  const oneRow = { ...room, rows: 1 };
  const covering = placeLabels([label('a', 100, 20, 2), label('b', 140, 20, 1)], oneRow);
  expect(covering.map(({ center }) => center)).toEqual([100, 147]);
  expect(placeLabels([label('a', 100, 20, 2), label('b', 134, 20, 1)], oneRow)).toHaveLength(1);
  const within = placeLabels([label('a', 100, 20, 2), label('b', 110, 160, 1)], oneRow);
  expect(within.map(({ center }) => center)).toEqual([100, 147]);
});

test('places all by turns in the rows, where the heaviest first would leave one out', () => {
  const answers = [0, 1, 2, 3].map((index) => wish(`${index}`, 100 + 31 * index, ['429 ×2'], index === 3 ? 1000 : 5));
  expect(textsOf(placeLabels(answers, room))).toEqual({ 0: '429 ×2@0', 1: '429 ×2@1', 2: '429 ×2@0', 3: '429 ×2@1' });
});

test('keeps off what stands there already', () => {
  const taken = [{ from: 90, to: 110 }];
  expect(placeLabels([wish('a', 100, ['abc'])], { ...room, taken })).toEqual([]);
  expect(placeLabels([wish('a', 140, ['abc'])], { ...room, taken })).toHaveLength(1);
});

test('no two labels of a row ever touch', () => {
  const anyWish = fc.record({
    key: fc.string(),
    weight: fc.integer({ min: 0, max: 9 }),
    options: fc.array(
      fc.record(
        {
          text: fc.string({ maxLength: 18 }),
          center: fc.double({ min: -50, max: 450, noNaN: true }),
          span: fc.double({ min: 0, max: 120, noNaN: true }),
        },
        { requiredKeys: ['text', 'center'] },
      ),
      { maxLength: 3 },
    ),
  });
  const anyTaken = fc.array(
    fc.nat({ max: 390 }).map((from) => ({ from, to: from + 8 })),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(fc.array(anyWish, { maxLength: 40 }), anyTaken, (wishes, taken) => {
      const placed = placeLabels(wishes, { ...room, taken });
      for (const [index, label] of placed.entries()) {
        const [from, to] = [label.center - label.width / 2, label.center + label.width / 2];
        expect(from).toBeGreaterThanOrEqual(-1e-9);
        expect(to).toBeLessThanOrEqual(400 + 1e-9);
        for (const span of taken) expect(from >= span.to || to <= span.from).toBe(true);
        for (const other of placed.slice(index + 1)) {
          if (other.row !== label.row) continue;
          expect(Math.abs(other.center - label.center)).toBeGreaterThanOrEqual(
            (other.width + label.width) / 2 + LABEL_GAP - 1e-5,
          );
        }
      }
    }),
  );
});
