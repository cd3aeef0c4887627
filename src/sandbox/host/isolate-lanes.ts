import type { IsolateFrame } from './frame.ts';
import type { IsolateHandle } from './isolate-handle.ts';
import { resetIsolate } from './reset-isolate.ts';

/**
 * Isolates for many runs of one reader's code in short order. Each lane is a frame with one run at a time, and an
 * isolate whose world could be put back to what it was serves the next one too. A lane whose run did not end by itself
 * loses its frame, and so all that may be left of that run.
 */
export interface IsolateLanes {
  /** Hands over an isolate that is as new; waits for a lane that is free. */
  take(): Promise<IsolateHandle>;
  /** Removes the frames at once, whatever is in them. Nothing can be taken any more. */
  remove(): void;
}

interface Lane {
  frame: IsolateFrame;
  next: Promise<IsolateHandle>;
}

/** Opens so many lanes. */
export function createIsolateLanes(open: () => IsolateFrame, count: number): IsolateLanes {
  const lanes = Array.from({ length: count }, () => openLane());
  const free = [...lanes];
  const waiting: ((lane: Lane) => void)[] = [];
  let isRemoved = false;
  let tellRemoved: (error: Error) => void;
  const removed = new Promise<never>((_resolve, reject) => {
    tellRemoved = reject;
  });
  removed.catch(() => undefined);

  /** Isolates that died by themselves, perhaps while they waited for a run. */
  const dead = new WeakSet<IsolateHandle>();

  function openLane(): Lane {
    const frame = open();
    return { frame, next: heard(startIn(frame)) };
  }

  async function startIn(frame: IsolateFrame): Promise<IsolateHandle> {
    const isolate = await frame.spawn();
    isolate.onCrash(() => void dead.add(isolate));
    return isolate;
  }

  /** One that did not start is no error yet: the run that needs it tries again, and says so. */
  function heard(next: Promise<IsolateHandle>): Promise<IsolateHandle> {
    next.catch(() => undefined);
    return next;
  }

  function renew(lane: Lane): void {
    lane.frame.remove();
    Object.assign(lane, openLane());
  }

  function release(lane: Lane): void {
    const first = waiting.shift();
    if (first === undefined) free.push(lane);
    else first(lane);
  }

  async function isolateIn(lane: Lane): Promise<IsolateHandle> {
    const isolate = await lane.next.catch(() => undefined);
    if (isolate !== undefined && !dead.has(isolate)) return isolate;
    // A frame that lost its worker, or did not open: a new one tells what is wrong, if anything still is.
    if (!isRemoved) renew(lane);
    return lane.next;
  }

  async function nextAfter(isolate: IsolateHandle, lane: Lane): Promise<IsolateHandle> {
    const answer = await resetIsolate(isolate);
    if (answer === 'ready' || isRemoved) return isolate;
    isolate.dispose();
    if (answer === 'spent') return startIn(lane.frame);
    renew(lane);
    return lane.next;
  }

  return {
    async take() {
      const lane =
        free.shift() ?? (await Promise.race([new Promise<Lane>((resolve) => waiting.push(resolve)), removed]));
      try {
        const isolate = await Promise.race([isolateIn(lane), removed]);
        return {
          ...isolate,
          dispose(isAtRest = false) {
            if (!isAtRest || isRemoved) isolate.dispose(isAtRest);
            if (isRemoved) return;
            if (isAtRest) lane.next = heard(nextAfter(isolate, lane));
            else renew(lane);
            release(lane);
          },
        };
      } catch (error) {
        release(lane);
        throw error;
      }
    },
    remove() {
      isRemoved = true;
      tellRemoved(new Error('Failed to start an isolate: all were stopped.'));
      for (const { frame } of lanes) frame.remove();
    },
  };
}
