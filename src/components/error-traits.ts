import type { Refusal, RefusalForm } from '../sandbox/endpoint/refusal.ts';
import { literalParts, parseInlineText } from './inline-text.ts';
import { wordsOf } from './read-paste.ts';

/** By what an error can be recognised in what a reader pastes. */
export interface ErrorTraits {
  readonly statuses: readonly number[];
  readonly statusText: string;
  /** Where it comes from, such as `router.huggingface.co/*`. */
  readonly urls: readonly string[];
  /** Stretches of its own words and headers; an ellipsis stands for what is never the same. */
  readonly signs: readonly string[];
}

/** Everybody may send it, so it gives nobody away. */
const COMMON_HEADER = 'retry-after';

/** A sign with fewer letters than this stands in too many texts that are about something else. */
const leastLetters = 10;

/** The traits of a refusal, from what its tell-tales and its forms say. */
export function traitsOf(refusal: Refusal): ErrorTraits {
  const { status, statusText, urlPattern, telltaleBody, telltaleHeader, forms } = refusal;
  const quoted = literalParts(telltaleBody).flatMap((part) =>
    part.split('…').map((words) => withoutExamples(words, status)),
  );
  const headers = forms.flatMap((form) => tellingHeaders(form, telltaleHeader ?? ''));
  const bodies = forms.flatMap(({ body, events = [] }) => (body === undefined ? events : [body])).flatMap(textsOf);
  const signs = [...quoted, ...headers.map(withGaps), ...bodies.flatMap((text) => withGaps(text).split('…'))];
  const isTelling = (sign: string): boolean =>
    wordsOf(sign).length > 1 && lettersOf(sign).length >= leastLetters && !repeats(sign, statusText);
  const oneLine = signs.map((sign) => sign.replaceAll(/\s+/g, ' ').trim());
  return {
    statuses: [...new Set([status, ...forms.map((form) => form.status)])],
    statusText,
    urls: parseInlineText(urlPattern).flatMap(({ kind, text }) => (kind === 'code' ? [text] : [])),
    signs: [...new Set(oneLine.filter(isTelling))],
  };
}

/** Headers whose value the server works out, or that the tell-tale names. */
function tellingHeaders({ headers }: RefusalForm, telltale: string): string[] {
  return headers
    .filter(([name, value]) => name !== COMMON_HEADER && (value.includes('{{') || telltale.includes(`\`${name}\``)))
    .map(([name, value]) => `${name}: ${value}`);
}

/** A body, and each text in it alone: clients often print no more than that. */
function textsOf(body: string): string[] {
  try {
    return [body, ...stringsIn(JSON.parse(body))];
  } catch {
    // A page of HTML, or the end of a stream.
    return [body];
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Numbers in a tell-tale are examples, but for its status; in a form what varies is a name to be filled in. */
function withoutExamples(text: string, status: number): string {
  return text.replace(/\d+/g, (number) => (number === String(status) ? number : '…'));
}

function withGaps(template: string): string {
  return template.replace(/\{\{[^}]*\}\}/g, '…');
}

function lettersOf(text: string): string {
  return (text.match(/\p{L}/gu) ?? []).join('').toLowerCase();
}

/** Whether a text says what its status says anyway, as `503 Service Unavailable` does. */
function repeats(text: string, statusText: string): boolean {
  return lettersOf(text) === lettersOf(statusText);
}
