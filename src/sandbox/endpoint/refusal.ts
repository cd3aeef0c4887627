import { createReader, type Reader } from './refusal-reader.ts';
import type { HeaderList } from '../trace/events.ts';

/**
 * What a retry can do about a refusal.
 *
 * - `after-hint`: the answer says how long to wait;
 * - `when-slot-frees`: as soon as somebody else is done;
 * - `after-start`: once the server has started;
 * - `not-soon`: after an hour or a day, so not in a loop;
 * - `never`: it answers the same until somebody changes something.
 */
export const RETRY_HELP = ['after-hint', 'when-slot-frees', 'after-start', 'not-soon', 'never'] as const;
export type RetryHelp = (typeof RETRY_HELP)[number];

/** `primary`: read in the sender's own source or documentation. `secondary`: somebody captured or reported it. */
export const CONFIDENCES = ['primary', 'secondary'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Where a fact about a refusal was read. */
export interface RefusalSource {
  readonly title: string;
  readonly url: string;
  /** The revision or date of what was read, where it has one. */
  readonly revision?: string;
  /** The day on which it was read, as `2026-11-24`. */
  readonly read: string;
  readonly confidence: Confidence;
  /** What it says about this refusal. */
  readonly shows: string;
}

/**
 * One answer as it comes over the wire. Header values, body and events may hold `{{names}}` that the server fills in.
 * A form has a body, or the events of a stream, each sent as `data: <event>` and an empty line.
 */
export interface RefusalForm {
  readonly name: string;
  /** When the sender uses this form, for a refusal that has several. */
  readonly when?: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly body?: string;
  readonly events?: readonly string[];
  /** What is known and what is not about the letters of this form. */
  readonly note?: string;
}

/** One way in which one server says no. */
export interface Refusal {
  readonly id: string;
  /** Its row in the table "who sent this?", for those that stand in it. */
  readonly row?: string;
  /** Who sends it. */
  readonly sender: string;
  readonly urlPattern: string;
  readonly status: number;
  readonly statusText: string;
  /** What else the status may be, in words. */
  readonly statusNote?: string;
  /** The header that gives it away, or `null` when there is none. */
  readonly telltaleHeader: string | null;
  /** What in the body gives it away. */
  readonly telltaleBody: string;
  /** How long it lasts. */
  readonly lasts: string;
  readonly retry: RetryHelp;
  /** The right thing to do. */
  readonly fix: string;
  readonly confidence: Confidence;
  readonly sources: readonly RefusalSource[];
  /** Empty when nobody has published the literal answer. */
  readonly forms: readonly RefusalForm[];
}

/** Reads one refusal; throws a sentence that says what is wrong and where. `from` names it in that sentence. */
export function parseRefusal(value: unknown, from = 'refusal'): Refusal {
  const read = createReader(value, from);
  const row = read.optionalText('row');
  const statusNote = read.optionalText('statusNote');
  const refusal: Refusal = {
    id: read.id('id'),
    ...(row !== undefined && { row }),
    sender: read.text('sender'),
    urlPattern: read.text('urlPattern'),
    status: read.status('status'),
    statusText: read.text('statusText'),
    ...(statusNote !== undefined && { statusNote }),
    telltaleHeader: read.optionalText('telltaleHeader') ?? null,
    telltaleBody: read.text('telltaleBody'),
    lasts: read.text('lasts'),
    retry: read.oneOf('retry', RETRY_HELP),
    fix: read.text('fix'),
    confidence: read.oneOf('confidence', CONFIDENCES),
    sources: read.list('sources', parseSource),
    forms: read.list('forms', parseForm),
  };
  read.end();
  if (refusal.sources.length === 0) read.fail('sources', 'is empty. Say where this refusal was read.');
  return refusal;
}

function parseSource(read: Reader): RefusalSource {
  const revision = read.optionalText('revision');
  return {
    title: read.text('title'),
    url: read.url('url'),
    ...(revision !== undefined && { revision }),
    read: read.day('read'),
    confidence: read.oneOf('confidence', CONFIDENCES),
    shows: read.text('shows'),
  };
}

/** Reads one form of a refusal. */
export function parseForm(read: Reader): RefusalForm {
  const when = read.optionalText('when');
  const body = read.optionalText('body');
  const events = read.optionalTexts('events');
  const note = read.optionalText('note');
  if ((body === undefined) === (events === undefined)) read.fail('', 'needs a body or events, and not both.');
  return {
    name: read.id('name'),
    ...(when !== undefined && { when }),
    status: read.status('status'),
    statusText: read.text('statusText'),
    headers: read.headers('headers'),
    ...(body !== undefined && { body }),
    ...(events !== undefined && { events }),
    ...(note !== undefined && { note }),
  };
}
