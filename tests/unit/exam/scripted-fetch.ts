import { planScripted, type ScriptedAnswer } from '../../../src/sandbox/endpoint/script.ts';

/** A request that reached the server, in ms since the clock began. */
export interface Sent {
  readonly atMs: number;
  /** When the headers of its answer came; `null` if they never did. */
  answeredAtMs: number | null;
}

/** `fetch` to a server that goes by a script, on whatever timers and clock there are: tests put fake ones. */
export function createScriptedFetch(answers: readonly ScriptedAnswer[]): {
  fetch: typeof fetch;
  sent: readonly Sent[];
} {
  const startMs = Date.now();
  const sent: Sent[] = [];

  const answer = async (_input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const signal = init.signal ?? new AbortController().signal;
    signal.throwIfAborted();
    const next = answers[Math.min(sent.length, answers.length - 1)];
    if (next === undefined) throw new Error('The script has no answer.');
    const own: Sent = { atMs: Date.now() - startMs, answeredAtMs: null };
    sent.push(own);
    const plan = planScripted(next, Date.now());
    const { headersAfterMs, end } = plan;
    const firstMs = headersAfterMs ?? (end.kind === 'never' ? null : end.afterMs);
    await timeOrAbort(firstMs, signal);
    if (headersAfterMs === null) throw new TypeError('fetch failed');
    own.answeredAtMs = Date.now() - startMs;
    const headers = plan.headers.map(([name, value]): [string, string] => [name, value]);
    return new Response(bodyOf(plan.chunks, end.kind, signal), { status: plan.status, headers });
  };
  return { fetch: answer, sent };
}

function bodyOf(
  chunks: readonly { readonly text: string }[],
  end: 'close' | 'drop' | 'never',
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const { text } of chunks) controller.enqueue(new TextEncoder().encode(text));
      if (end === 'close') controller.close();
      else if (end === 'drop') controller.error(new TypeError('The connection dropped.'));
      else signal.addEventListener('abort', () => controller.error(signal.reason));
    },
  });
}

/** Waits so long, or for ever; an abort ends it at once. */
function timeOrAbort(ms: number | null, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = ms === null ? undefined : setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));
    });
  });
}
