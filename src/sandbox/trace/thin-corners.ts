/** A corner of a drawn line. */
export type Corner = readonly [x: number, y: number];

/** Below this many corners a line is drawn as it is. */
const FEW = 400;

/**
 * Thins a line that has more corners than can be seen: of each half pixel it keeps the first, lowest, highest and last,
 * in their order, so that no peak is lost and the line still ends where it did.
 */
export function thinCorners(corners: readonly Corner[]): readonly Corner[] {
  if (corners.length <= FEW) return corners;
  const columns = Map.groupBy(corners, ([x]) => Math.round(x * 2));
  return [...columns.values()].flatMap((column) => {
    const byHeight = column.toSorted((a, b) => a[1] - b[1]);
    const keep = new Set([column[0], byHeight[0], byHeight.at(-1), column.at(-1)]);
    return column.filter((corner) => keep.has(corner));
  });
}
