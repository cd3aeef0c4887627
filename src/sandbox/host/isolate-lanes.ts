import type { IsolateFrame } from './frame.ts';
import type { IsolateHandle } from './isolate-handle.ts';

/**
 * Isolates for many runs in short order. Each lane is a frame with one run at a time; the worker of its next run starts
 * in it meanwhile. A lane whose run did not end by itself loses its frame, and so all that may be left of that run.
 */
export interface IsolateLanes {
  /** Hands over an isolate that has not run anything; waits for a lane that is free. */
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

  function openLane(): Lane {
    const frame = open();
    return { frame, next: spawnNext(frame) };
  }

  function spawnNext(frame: IsolateFrame): Promise<IsolateHandle> {
    const next = frame.spawn();
    // One that did not start is no error yet: the run that needs it tries again, and says so.
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
    try {
      return await lane.next;
    } catch {
      // A frame that lost its worker, or did not open: a new one tells what is wrong, if anything still is.
      if (!isRemoved) renew(lane);
      return lane.next;
    }
  }

  return {
    async take() {
      const lane =
        free.shift() ?? (await Promise.race([new Promise<Lane>((resolve) => waiting.push(resolve)), removed]));
      try {
        const isolate = await Promise.race([isolateIn(lane), removed]);
        lane.next = spawnNext(lane.frame);
        return {
          ...isolate,
          dispose(isAtRest = false) {
            isolate.dispose(isAtRest);
            if (isRemoved) return;
            if (!isAtRest) renew(lane);
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
