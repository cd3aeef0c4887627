/** What a caller was told, as it crosses from the isolate: one line of the console, in words that nobody else prints. */
export type CallOutcome =
  | {
      readonly caller: number;
      readonly kind: 'returned';
      /** Of the `Response`; `null` if something else was returned. */
      readonly status: number | null;
      /** Of a `Response` that the object holds which was returned. */
      readonly heldStatus?: number;
      /** The body, the string, or the value as JSON; cut to a bounded length. */
      readonly text: string;
    }
  | { readonly caller: number; readonly kind: 'threw'; readonly name: string; readonly message: string };

/** What a line with an outcome begins with; `harness/exam.ts` prints it. */
const OUTCOME_MARK = 'exam outcome ';

/** The outcome in a line of the console; `undefined` for what the client itself prints. */
export function readOutcome(line: string): CallOutcome | undefined {
  if (!line.startsWith(OUTCOME_MARK)) return undefined;
  try {
    const value: unknown = JSON.parse(line.slice(OUTCOME_MARK.length));
    return isOutcome(value) ? value : undefined;
  } catch {
    // A client that prints such words is not taken for the exam.
    return undefined;
  }
}

function isOutcome(value: unknown): value is CallOutcome {
  if (typeof value !== 'object' || value === null || !('caller' in value) || !('kind' in value)) return false;
  if (typeof value.caller !== 'number') return false;
  if (value.kind === 'threw') {
    return 'name' in value && typeof value.name === 'string' && 'message' in value && typeof value.message === 'string';
  }
  if (value.kind !== 'returned' || !('status' in value) || !('text' in value)) return false;
  if ('heldStatus' in value && typeof value.heldStatus !== 'number') return false;
  return (value.status === null || typeof value.status === 'number') && typeof value.text === 'string';
}
