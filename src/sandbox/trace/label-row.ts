/** A text and where its middle would be. */
export interface LabelOption {
  readonly text: string;
  readonly center: number;
  /**
   * How wide the thing is that it labels: to make room, the label moves as long as it lies within that or covers it.
   *
   * @default it does not move
   */
  readonly span?: number;
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
  /** The least room between two labels. @default LABEL_GAP */
  readonly gap?: number;
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

/** The least room between two labels, unless the room has its own. */
export const LABEL_GAP = 5;
/** What sums of fractions may be off by. */
const ROUNDING = 1e-6;

/** Lays labels out in rows so that no two touch, and none leaves the room; what finds no place is left out. */
export function placeLabels<Key>(wishes: readonly LabelWish<Key>[], room: LabelRoom): readonly PlacedLabel<Key>[] {
  const { gap = LABEL_GAP } = room;
  const placed = new Map<LabelWish<Key>, PlacedLabel<Key>>();
  const byWeight = wishes.toSorted((a, b) => b.weight - a.weight);

  function isFree(row: number, from: number, to: number, own: LabelWish<Key>): boolean {
    if ((room.taken ?? []).some((span) => from < span.to + 2 && span.from - 2 < to)) return false;
    for (const [wish, label] of placed) {
      if (wish === own || label.row !== row) continue;
      if (Math.abs(label.center - (from + to) / 2) < (label.width + to - from) / 2 + gap - ROUNDING) return false;
    }
    return true;
  }

  /** Where the label would stand best, and then right beside those that stand in the row, as far as it may move. */
  function centersFor({ center, span }: LabelOption, width: number, row: number): readonly number[] {
    const inRoom = (wished: number): number => Math.min(Math.max(wished, room.from + width / 2), room.to - width / 2);
    if (span === undefined) return [inRoom(center)];
    const reach = Math.abs(span - width) / 2;
    const beside = [...placed.values()]
      .filter((label) => label.row === row)
      .flatMap((label) => [-1, 1].map((side) => label.center + side * ((label.width + width) / 2 + gap)))
      .filter((moved) => Math.abs(moved - center) <= reach && inRoom(moved) === moved)
      .sort((a, b) => Math.abs(a - center) - Math.abs(b - center));
    return [inRoom(center), ...beside];
  }

  function tryPlace(wish: LabelWish<Key>, option: LabelOption, row: number): boolean {
    const { text } = option;
    const width = text.length * room.characterWidth;
    if (text === '' || width > room.to - room.from) return false;
    const center = centersFor(option, width, row).find((at) => isFree(row, at - width / 2, at + width / 2, wish));
    if (center === undefined) return false;
    placed.set(wish, { key: wish.key, text, center, width, row, isFull: text === wish.options[0]?.text });
    return true;
  }

  function placeByWeight(): void {
    // The short forms first, so that one long label does not cost its neighbours theirs.
    for (const wish of byWeight) wish.options.toReversed().some((option) => tryPlace(wish, option, 0));
    for (const wish of byWeight) if (placed.has(wish)) wish.options.some((option) => tryPlace(wish, option, 0));
    for (let row = 1; row < room.rows; row += 1) {
      for (const wish of byWeight) if (!placed.has(wish)) wish.options.some((option) => tryPlace(wish, option, row));
    }
  }

  /** From left to right, each in the first row that has a place for it: this way more fit in. */
  function placeInTurn(): void {
    const rows = Array.from({ length: room.rows }, (_, row) => row);
    for (const wish of wishes.toSorted((a, b) => (a.options[0]?.center ?? 0) - (b.options[0]?.center ?? 0))) {
      wish.options.some((option) => rows.some((row) => tryPlace(wish, option, row)));
    }
  }

  placeByWeight();
  const heaviest = [...placed.values()];
  if (heaviest.length === wishes.length) return heaviest;
  placed.clear();
  placeInTurn();
  return placed.size === wishes.length ? [...placed.values()] : heaviest;
}
