import type { HeaderList } from '../sandbox/trace/events.ts';

/** A status line and its headers, and the wall-clock instant at which they are sent, in epoch milliseconds. */
export interface AnswerHead {
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly epochMs: number;
}

/** The way back to one client. None of it fails when the client has gone. */
export interface Wire {
  head(head: AnswerHead): void;
  chunk(bytes: Uint8Array): void;
  close(): void;
  /** Cuts the connection, after what was sent on it. */
  drop(): void;
  /** Says that no server is at that address. */
  refuse(message: string): void;
}
