import type { Endpoint } from '../endpoint/endpoint-types.ts';
import type { StartMessage } from '../isolate/protocol.ts';
import type { EndEvent, EndReason, Trace } from '../trace/events.ts';
import { hasGivenUp } from '../trace/last-answers.ts';
import { COMPILE_MESSAGE, endMessage } from './end-message.ts';
import type { IsolateHandle } from './isolate-handle.ts';
import { createMediator } from './mediator.ts';
import { ProtocolError, parseIsolateMessage } from './parse-message.ts';
import type { Recorder } from './recorder.ts';
import { createWatchdog } from './watchdog.ts';
import { placeSyntaxError } from './syntax-error.ts';

interface SessionOptions {
  readonly isolate: IsolateHandle;
  readonly endpoint: Endpoint;
  readonly recorder: Recorder;
  readonly start: StartMessage;
}

/** One run, as the host sees it. */
export interface Session {
  readonly ended: Promise<Trace>;
  stop(): void;
}

/** Drives a ready isolate through one run, and ends it when it breaks a budget or the protocol. */
export function startSession({ isolate, endpoint, recorder, start }: SessionOptions): Session {
  const { budgets } = start;
  const mediator = createMediator({ endpoint, recorder, budgets });
  const watchdog = createWatchdog({ budgets, ping, onDead: close });
  let unanswered = 0;
  let isBusy = false;
  let isOver = false;
  let resolveEnded: (trace: Trace) => void;
  const ended = new Promise<Trace>((resolve) => {
    resolveEnded = resolve;
  });

  function ping(): void {
    unanswered += 1;
    isolate.post({ kind: 'ping' });
  }

  /** Counts what an isolate may send without being granted a batch, so that it can't flood the page with it. */
  function takePong(): void {
    if (unanswered === 0) throw new ProtocolError('The isolate answered what it was not asked.');
    unanswered -= 1;
  }

  function finish(end: Omit<EndEvent, 'kind'>, isAtRest = false): void {
    if (isOver) return;
    isOver = true;
    watchdog.stop();
    forgetCrash();
    isolate.dispose(isAtRest);
    recorder.add({ kind: 'end', ...end });
    resolveEnded(recorder.trace());
  }

  /** Ends the run from outside, at the last instant that is known of it. */
  function close(reason: EndReason): void {
    const outcome = reason === 'stopped' ? 'stopped' : reason === 'broken-protocol' ? 'failed' : 'over-budget';
    finish({ t: recorder.lastMs(), outcome, reason, message: endMessage(reason, budgets) });
  }

  function finishBy(end: EndEvent): void {
    const gaveUp = end.outcome === 'succeeded' && hasGivenUp(recorder.trace().events);
    const reason = gaveUp ? 'gave-up' : end.reason;
    const { t } = end;
    if (reason === undefined) {
      finish({ t, outcome: 'succeeded' }, true);
      return;
    }
    const last = recorder.trace().events.at(-1);
    const didNotCompile = last?.kind === 'error' && last.origin === 'compile';
    const message = didNotCompile ? COMPILE_MESSAGE : endMessage(reason, budgets);
    finish({ t, outcome: gaveUp ? 'failed' : end.outcome, reason, message }, end.outcome !== 'over-budget');
  }

  async function receive(value: unknown): Promise<void> {
    if (isOver) return;
    watchdog.hearLife();
    const message = parseIsolateMessage(value, budgets.messageBytes);
    if (message.kind === 'ready' || message.kind === 'spent') {
      throw new ProtocolError('The isolate was to tell how it is, and nobody had asked.');
    }
    if (message.kind === 'pong') {
      takePong();
      return;
    }
    // One batch at a time is the credit; more than that is a flood.
    if (isBusy) throw new ProtocolError('The isolate sent more than it was granted.');
    isBusy = true;
    watchdog.pause();
    const items = await placeSyntaxError(message.items, start.files);
    const { answers, end } = await mediator.handle(items);
    watchdog.resume();
    isBusy = false;
    if (isOver) return;
    if (end !== undefined) {
      finishBy(end);
      return;
    }
    isolate.post(answers);
  }

  isolate.listen((value) => {
    receive(value).catch((error: unknown) => {
      close('broken-protocol');
      // What the isolate sent is data; a fault of our own must be seen.
      if (!(error instanceof ProtocolError)) throw error;
    });
  });
  const forgetCrash = isolate.onCrash((cause) => close(cause === 'memory' ? 'memory' : 'broken-protocol'));
  isolate.post(start);
  watchdog.start();
  return { ended, stop: () => close('stopped') };
}
