import type { EndEvent, ErrorEvent } from '../trace/events.ts';
import type { Clock } from './clock.ts';
import type { ErrorBook } from './errors.ts';
import type { Network } from './network.ts';
import type { Outbox } from './outbox.ts';
import type { Platform } from './platform.ts';
import type { AnswersMessage, StartMessage } from './protocol.ts';

interface RunLoopOptions {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly network: Network;
  readonly book: ErrorBook;
  readonly start: StartMessage;
}

/** One run, from its first turn to its `end`. */
export interface RunState {
  /** The host answered the last batch. */
  receive(answers: AnswersMessage): void;
  /** Reader code threw something that nobody caught: the run ends, as a Node process would. */
  throw(error: unknown, origin: 'uncaught' | 'unhandled-rejection'): void;
  /** The run could not begin. */
  fail(error: ErrorEvent): void;
  /** Whether its `end` has been sent. */
  isOver(): boolean;
  /** Begins to turn; `settled` is the entry file's promise. */
  go(settled: Promise<void>): void;
}

/**
 * Runs reader code in turns: when all of it is idle and the host has decided every request sent, the clock jumps to the
 * next event. The run ends when the entry file has settled and nothing is left that holds it open.
 */
export function runLoop({ platform, clock, outbox, network, book, start }: RunLoopOptions): RunState {
  const { budgets } = start;
  let moduleSettled = false;
  let ended = false;
  let thrown: ErrorEvent | undefined;
  let answered: (() => void) | undefined;

  /** Sends what has piled up and waits until the host has decided all of it. */
  async function exchange(): Promise<void> {
    const answer = new Promise<void>((resolve) => {
      answered = resolve;
    });
    platform.post(outbox.take());
    await answer;
  }

  async function end(event: Omit<EndEvent, 't' | 'kind'>): Promise<void> {
    ended = true;
    outbox.add({ t: clock.now(), kind: 'end', ...event });
    // The host answers every message but the one that holds the end.
    while (outbox.isDue()) await exchange();
  }

  async function endIfOver(startedAt: number): Promise<void> {
    const overrun = outbox.overrun();
    if (overrun !== undefined) {
      await end({ outcome: 'over-budget', reason: overrun });
    } else if (thrown !== undefined) {
      outbox.add(thrown);
      await end({ outcome: 'failed', reason: 'threw' });
    } else if (platform.realNow() - startedAt > budgets.computingMs) {
      await end({ outcome: 'over-budget', reason: 'computing' });
    }
  }

  async function endWhenNothingIsLeft(): Promise<void> {
    const waits = !moduleSettled || network.openIds().length > 0;
    await end(waits ? { outcome: 'failed', reason: 'waits-for-nothing' } : { outcome: 'succeeded' });
  }

  async function turnUntilEnded(): Promise<void> {
    const startedAt = platform.realNow();
    for (;;) {
      await platform.turn();
      await endIfOver(startedAt);
      if (ended) return;
      if (outbox.isDue()) {
        await exchange();
        continue;
      }
      const dueMs = clock.nextDueMs();
      const holdsOpen = clock.isBusy() || network.openIds().length > 0 || !moduleSettled;
      if (dueMs === undefined || !holdsOpen) {
        await endWhenNothingIsLeft();
        return;
      }
      if (dueMs > budgets.virtualMs) {
        await end({ outcome: 'over-budget', reason: 'virtual-time' });
        return;
      }
      clock.runNext();
    }
  }

  function throwOnce(error: unknown, origin: 'uncaught' | 'unhandled-rejection'): void {
    thrown ??= { t: clock.now(), kind: 'error', origin, error: book.toTraceError(error) };
  }

  return {
    receive(answers) {
      network.receive(answers);
      answered?.();
    },
    throw: throwOnce,
    isOver: () => ended && !outbox.isDue(),
    fail(error) {
      outbox.add(error);
      void end({ outcome: 'failed', reason: 'threw' });
    },
    go(settled) {
      settled.then(
        () => {
          moduleSettled = true;
        },
        (error: unknown) => throwOnce(error, 'uncaught'),
      );
      turnUntilEnded().catch(async (error: unknown) => {
        // Whatever broke the loop, the run ends and says so instead of standing still.
        throwOnce(error, 'uncaught');
        await endIfOver(platform.realNow());
      });
    },
  };
}
