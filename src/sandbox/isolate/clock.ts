/** Something that will happen at a virtual instant. */
export interface Scheduled {
  cancel(): void;
}

/** The virtual clock: whole milliseconds since the start of the run. It moves only when `runNext` is called. */
export interface Clock {
  now(): number;
  /** A rank in the order in which things were begun; at one instant the lower rank runs first. */
  takeRank(): number;
  /** `keepsAlive: false` is for what need not hold the run open, as an `AbortSignal.timeout`. */
  schedule(dueMs: number, rank: number, run: () => void, keepsAlive?: boolean): Scheduled;
  /** When the next event is due, or `undefined` when nothing is left. */
  nextDueMs(): number | undefined;
  /** Whether anything is left that holds the run open. */
  isBusy(): boolean;
  /** Jumps to the next event and runs it. */
  runNext(): void;
  /** Stands at 0 again with nothing left, for the next run, and has all that follows it do the same. */
  reset(): void;
  /** Hears of a reset: whatever lives as long as a run forgets it then. */
  onReset(forget: () => void): void;
}

interface Entry {
  readonly dueMs: number;
  readonly rank: number;
  /** Keeps what one request does at one instant in order: its headers, then its chunks. */
  readonly order: number;
  readonly run: () => void;
  readonly keepsAlive: boolean;
  live: boolean;
}

function isBefore(a: Entry, b: Entry): boolean {
  if (a.dueMs !== b.dueMs) return a.dueMs < b.dueMs;
  return a.rank === b.rank ? a.order < b.order : a.rank < b.rank;
}

/** Creates a clock that stands at 0. */
export function createClock(): Clock {
  const heap: Entry[] = [];
  const followers: (() => void)[] = [];
  let nowMs = 0;
  let lastRank = 0;
  let lastOrder = 0;
  let keeping = 0;

  function push(entry: Entry): void {
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || !isBefore(entry, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = entry;
  }

  function pop(): Entry | undefined {
    const top = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return top;
    let index = 0;
    for (;;) {
      let childIndex = 2 * index + 1;
      let child = heap[childIndex];
      const right = heap[childIndex + 1];
      if (child !== undefined && right !== undefined && isBefore(right, child)) {
        child = right;
        childIndex += 1;
      }
      if (child === undefined || !isBefore(child, last)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = last;
    return top;
  }

  function dropDead(): void {
    while (heap[0]?.live === false) pop();
  }

  function settle(entry: Entry): void {
    if (!entry.live) return;
    entry.live = false;
    if (entry.keepsAlive) keeping -= 1;
  }

  return {
    now: () => nowMs,
    takeRank: () => ++lastRank,
    schedule(dueMs, rank, run, keepsAlive = true) {
      const entry = { dueMs: Math.max(dueMs, nowMs), rank, order: ++lastOrder, run, keepsAlive, live: true };
      if (keepsAlive) keeping += 1;
      push(entry);
      return { cancel: () => settle(entry) };
    },
    nextDueMs() {
      dropDead();
      return heap[0]?.dueMs;
    },
    isBusy: () => keeping > 0,
    runNext() {
      dropDead();
      const entry = pop();
      if (entry === undefined) return;
      settle(entry);
      nowMs = entry.dueMs;
      entry.run();
    },
    reset() {
      heap.length = 0;
      nowMs = 0;
      lastRank = 0;
      lastOrder = 0;
      keeping = 0;
      for (const forget of followers) forget();
    },
    onReset: (forget) => void followers.push(forget),
  };
}
