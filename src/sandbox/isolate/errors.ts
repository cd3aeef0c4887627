import type { SourcePlace, TraceError } from '../trace/events.ts';
import { isInstance, readString } from './reflection.ts';

/**
 * Finds the innermost of the reader's lines in an engine's stack text, past the functions named in `except`. Host
 * specific, since each host names scripts its own way.
 */
export type FindPlace = (stack: string, except?: readonly string[]) => SourcePlace | undefined;

/** Tells the reader's errors and ours from those that the engine worded, and knows where each arose. */
export interface ErrorBook {
  /** Marks an error as worded by JavaScript code, the reader's or ours. */
  markWorded(error: object): void;
  /** Remembers the place of an error that arises later than the call it belongs to. */
  setPlace(error: object, place: SourcePlace | undefined): void;
  /** Where the code stands now: the innermost line of the reader's, past the functions named in `except`. */
  currentPlace(except?: readonly string[]): SourcePlace | undefined;
  placeOf(error: unknown): SourcePlace | undefined;
  toTraceError(value: unknown): TraceError;
}

/** The most of an error's name and of its message that a trace keeps, in characters. */
const KEPT_NAME_CHARS = 100;
const KEPT_MESSAGE_CHARS = 10_000;

/** The name of an error or of an abort's reason, as a trace keeps it. */
export function nameOf(value: unknown, otherwise: string): string {
  return cut(readString(value, 'name') || otherwise, KEPT_NAME_CHARS);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}...`;
}

/** What an engine calls a thing that the others name differently. */
const STANDARD_NAMES = new Map([['InternalError', 'RangeError']]);

/** Creates the book of one isolate. `NativeError` is the engine's own class, whose stacks name the reader's lines. */
export function createErrorBook(findPlace: FindPlace, describe: (value: unknown) => string): ErrorBook {
  const worded = new WeakSet<object>();
  const places = new WeakMap<object, SourcePlace>();
  const NativeError = Error;

  function placeOf(error: unknown): SourcePlace | undefined {
    if (typeof error !== 'object' || error === null) return undefined;
    const known = places.get(error);
    if (known !== undefined) return known;
    const stack = readString(error, 'stack');
    return stack === undefined ? undefined : findPlace(stack);
  }

  return {
    markWorded: (error) => void worded.add(error),
    setPlace(error, place) {
      if (place !== undefined && !places.has(error)) places.set(error, place);
    },
    currentPlace(except) {
      const { stack } = new NativeError();
      return stack === undefined ? undefined : findPlace(stack, except);
    },
    placeOf,
    toTraceError(value) {
      const isError = isInstance(value, NativeError) || isInstance(value, DOMException);
      if (!isError) return { name: 'a thrown value', message: cut(describe(value), KEPT_MESSAGE_CHARS) };
      const name = nameOf(value, 'Error');
      return {
        name: STANDARD_NAMES.get(name) ?? name,
        message: cut(readString(value, 'message') ?? '', KEPT_MESSAGE_CHARS),
        ...placeOf(value),
        ...(worded.has(value) ? {} : { engine: true as const }),
      };
    },
  };
}
