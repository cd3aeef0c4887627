/** The messages between the isolate and its host. One port, one union each way; the host trusts none of it. */
import type { ScheduledResponse } from '../endpoint/endpoint-types.ts';
import type { EndEvent, ErrorEvent, HeaderList, LogEvent } from '../trace/events.ts';

/** The most items of one batch, so that the page handles each in a moment. */
export const BATCH_ITEMS = 256;

/** The most header fields of one request; real servers take about a hundred. Engines need long to gather thousands. */
export const MOST_HEADERS = 500;

/**
 * The limits of a run. Times in ms; `messageBytes` is the most that one message may weigh, `outputBytes` the most that
 * all of a run's may, since its trace stays in the page.
 */
export interface Budgets {
  readonly signOfLifeMs: number;
  readonly computingMs: number;
  readonly virtualMs: number;
  readonly events: number;
  readonly requests: number;
  readonly logLines: number;
  readonly messageBytes: number;
  readonly outputBytes: number;
}

/** A file of the reader's, already compiled to a script (see `compile.ts`). */
export interface CompiledFile {
  readonly name: string;
  readonly code: string;
  /** The static imports, resolved to file names, in order. */
  readonly imports: readonly string[];
}

/** What modules export that are no code: file name -> name -> value. Files import them by their names. */
export type GivenModules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Begins a run. */
export interface StartMessage {
  readonly kind: 'start';
  readonly files: readonly CompiledFile[];
  readonly given?: GivenModules;
  readonly entry: string;
  readonly startEpochMs: number;
  readonly seed: number;
  readonly budgets: Budgets;
}

/** Answers every `request` and `abort` of one batch, and is the credit for the next. */
export interface AnswersMessage {
  readonly kind: 'answers';
  readonly responses: readonly ScheduledResponse[];
  readonly unreachable: readonly { readonly id: number; readonly message: string }[];
}

/** Asks, once a run has ended, whether the isolate can serve another as if it were new: `ready` if so, else `spent`. */
export interface ResetMessage {
  readonly kind: 'reset';
}

/** Asks for a sign of life. */
export interface PingMessage {
  readonly kind: 'ping';
}

export type HostMessage = StartMessage | AnswersMessage | ResetMessage | PingMessage;

/** What happened in the isolate, in order. The host completes `response` and `chunk` from what it sent itself. */
export type BatchItem =
  | {
      readonly t: number;
      readonly kind: 'request';
      readonly id: number;
      readonly method: string;
      readonly url: string;
      readonly headers: HeaderList;
      readonly body: Uint8Array | null;
    }
  | { readonly t: number; readonly kind: 'abort'; readonly id: number; readonly reason: string }
  | { readonly t: number; readonly kind: 'response'; readonly id: number }
  /** `index` past the last chunk stands for a close that brings no bytes. */
  | {
      readonly t: number;
      readonly kind: 'chunk';
      readonly id: number;
      readonly index: number;
      readonly last: boolean;
    }
  | LogEvent
  | ErrorEvent
  | EndEvent;

/** Sent one at a time: the next one waits for the `answers` to this one. After an `end` nothing more is sent unasked. */
export interface BatchMessage {
  readonly kind: 'batch';
  readonly items: readonly BatchItem[];
}

/** The isolate is up and waits for `start`. */
export interface ReadyMessage {
  readonly kind: 'ready';
}

/** The last run left what can't be put back, so this isolate has served its last. */
export interface SpentMessage {
  readonly kind: 'spent';
}

/** The sign of life. */
export interface PongMessage {
  readonly kind: 'pong';
}

export type IsolateMessage = BatchMessage | ReadyMessage | SpentMessage | PongMessage;
