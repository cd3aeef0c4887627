import { createReader } from './refusal-reader.ts';
import { parseForm, type Refusal, type RefusalForm } from './refusal.ts';

/** A form without what only people read about it. */
export type WireForm = Omit<RefusalForm, 'when' | 'note'>;

/** What an endpoint needs of a refusal. */
export interface WireRefusal {
  readonly id: string;
  readonly forms: readonly WireForm[];
}

/** What the page gets of the refusals: those that have a form. */
export function toWire(refusals: readonly Refusal[]): readonly WireRefusal[] {
  return refusals
    .filter(({ forms }) => forms.length > 0)
    .map(({ id, forms }) => ({ id, forms: forms.map(toWireForm) }));
}

function toWireForm({ name, status, statusText, headers, body, events }: RefusalForm): WireForm {
  return { name, status, statusText, headers, ...(body !== undefined && { body }), ...(events && { events }) };
}

/** Reads what `toWire` wrote, as JSON, into a map by id. */
export function parseWire(value: unknown): ReadonlyMap<string, WireRefusal> {
  if (!Array.isArray(value)) throw new TypeError('Failed to read the refusals: they are not a list.');
  const list: readonly unknown[] = value;
  return new Map(
    list.map((entry, index) => {
      const read = createReader(entry, `refusal ${index + 1}`);
      const refusal = { id: read.id('id'), forms: read.list('forms', parseForm) };
      read.end();
      return [refusal.id, refusal];
    }),
  );
}
