import type { ScheduledResponse } from '../sandbox/endpoint/endpoint-types.ts';

/** What happens at one instant of an answer. `atMs` is when it does if the answer takes its time. */
export type AnswerPart =
  | { readonly kind: 'head'; readonly atMs: number }
  | { readonly kind: 'chunk'; readonly atMs: number; readonly bytes: Uint8Array; readonly isLast: boolean }
  | { readonly kind: 'drop'; readonly atMs: number };

const NOTHING = new Uint8Array();

/** An answer's parts in their order. One that never ends has no last part. */
export function partsOf({ headersAtMs, chunks, end }: ScheduledResponse): readonly AnswerPart[] {
  const closesAtMs = end.kind === 'close' ? end.atMs : Infinity;
  const parts: AnswerPart[] = headersAtMs === null ? [] : [{ kind: 'head', atMs: headersAtMs }];
  for (const [index, { atMs, bytes }] of chunks.entries()) {
    parts.push({ kind: 'chunk', atMs, bytes, isLast: index === chunks.length - 1 && closesAtMs <= atMs });
  }
  if (end.kind === 'drop') parts.push({ kind: 'drop', atMs: end.atMs });
  const last = parts.at(-1);
  const isOpen = last === undefined || last.kind === 'head' || (last.kind === 'chunk' && !last.isLast);
  // A close that comes after the bytes brings none itself.
  if (end.kind === 'close' && isOpen) parts.push({ kind: 'chunk', atMs: end.atMs, bytes: NOTHING, isLast: true });
  return parts;
}
