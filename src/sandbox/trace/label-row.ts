/** A text and where its middle would be. */
export interface LabelOption {
  readonly text: string;
  readonly center: number;
}

/** Something that wants a label. The best wording comes first, the shortest last. */
export interface LabelWish<Key> {
  readonly key: Key;
  readonly options: readonly LabelOption[];
  /** Who goes first when there is no room for all: the heaviest. */
  readonly weight: number;
}

/** A stretch of the horizontal axis. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where labels may stand. */
export interface LabelRoom extends Span {
  readonly rows: number;
  readonly characterWidth: number;
  /** What stands in each of the rows already. */
  readonly taken?: readonly Span[];
}

/** A label that has its place. */
export interface PlacedLabel<Key> {
  readonly key: Key;
  readonly text: string;
  readonly center: number;
  readonly width: number;
  /** Counts from 0, the row nearest to what is labelled. */
  readonly row: number;
  /** Whether this is the best wording, not a shorter one. */
  readonly isFull: boolean;
}

/** The least room between two labels. */
export const LABEL_GAP = 5;

/** Lays labels out in rows so that no two touch, and none leaves the room; what finds no place is left out. */
export function placeLabels<Key>(wishes: readonly LabelWish<Key>[], room: LabelRoom): readonly PlacedLabel<Key>[] {
  const placed = new Map<LabelWish<Key>, PlacedLabel<Key>>();
  const byWeight = wishes.toSorted((a, b) => b.weight - a.weight);

  function isFree(row: number, from: number, to: number, own: LabelWish<Key>): boolean {
    if ((room.taken ?? []).some((span) => from < span.to + 2 && span.from - 2 < to)) return false;
    for (const [wish, label] of placed) {
      if (wish === own || label.row !== row) continue;
      if (Math.abs(label.center - (from + to) / 2) < (label.width + to - from) / 2 + LABEL_GAP) return false;
    }
    return true;
  }

  function tryPlace(wish: LabelWish<Key>, { text, center: wished }: LabelOption, row: number): boolean {
    const width = text.length * room.characterWidth;
    if (text === '' || width > room.to - room.from) return false;
    const center = Math.min(Math.max(wished, room.from + width / 2), room.to - width / 2);
    if (!isFree(row, center - width / 2, center + width / 2, wish)) return false;
    placed.set(wish, { key: wish.key, text, center, width, row, isFull: text === wish.options[0]?.text });
    return true;
  }

  // The short forms first, so that one long label does not cost its neighbours theirs.
  for (const wish of byWeight) wish.options.toReversed().some((option) => tryPlace(wish, option, 0));
  for (const wish of byWeight) if (placed.has(wish)) wish.options.some((option) => tryPlace(wish, option, 0));
  for (let row = 1; row < room.rows; row += 1) {
    for (const wish of byWeight) if (!placed.has(wish)) wish.options.some((option) => tryPlace(wish, option, row));
  }
  return [...placed.values()];
}
