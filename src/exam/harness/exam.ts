/** What runs in the isolate: calls the client as the case asks, and prints what each caller was told. */
import * as client from './client.ts';
import { pickClient } from './pick-client.ts';
import { exportName, plan } from './plan.ts';
import { saysNo } from './says-no.ts';

const MARK = 'exam outcome ';
/** Of what a caller got: enough for any answer of the exam's servers, which must come whole to count as one. */
const MOST_CHARACTERS = 20_000;

function streamOf(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

function signalOf(): AbortSignal | undefined {
  if (plan.timeoutMs !== null) return AbortSignal.timeout(plan.timeoutMs);
  if (plan.abortAfterMs === null) return undefined;
  const controller = new AbortController();
  setTimeout(() => controller.abort(), plan.abortAfterMs);
  return controller.signal;
}

function initOf(caller: number): RequestInit {
  const signal = signalOf();
  const text = plan.text.replace('{caller}', String(caller));
  const bodies = {
    none: () => ({}),
    text: () => ({ body: text }),
    stream: () => ({ body: streamOf(text), duplex: 'half' }),
  };
  return {
    method: plan.method,
    headers: { authorization: 'Bearer hf_your_token_here', 'content-type': 'application/json' },
    ...bodies[plan.body](),
    ...(signal && { signal }),
  };
}

const isResponse = (value: unknown): value is Response =>
  typeof value === 'object' &&
  value !== null &&
  'status' in value &&
  'text' in value &&
  typeof value.text === 'function';

type Outcome =
  { kind: 'returned'; status: number | null; text: string } | { kind: 'threw'; name: string; message: string };

/** What was returned that is no `Response`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return 'a function';
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // It holds itself, or a number beyond JSON.
    return "an object that JSON can't hold";
  }
}

interface Told {
  readonly outcome: Outcome;
  /** Whether its caller learns that it failed. */
  readonly isNo: boolean;
}

async function callOnce(caller: number): Promise<Told> {
  try {
    const value = await pickClient(client, exportName)(plan.url, initOf(caller));
    const text = isResponse(value) ? await value.text() : textOf(value);
    const status = isResponse(value) ? value.status : null;
    const outcome = { kind: 'returned', status, text: text.slice(0, MOST_CHARACTERS) } as const;
    return { outcome, isNo: status === null ? saysNo(value) : status >= 400 };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { outcome: { kind: 'threw', name, message: message.slice(0, MOST_CHARACTERS) }, isNo: true };
  }
}

async function call(caller: number): Promise<Outcome> {
  let told = await callOnce(caller);
  for (let layer = 1; layer < plan.layers && told.isNo; layer += 1) told = await callOnce(caller);
  return told.outcome;
}

// It fails here, once, where there is nothing to examine.
pickClient(client, exportName);
await Promise.all(
  Array.from({ length: plan.callers }, async (_, caller) => {
    const outcome = await call(caller);
    console.log(`${MARK}${JSON.stringify({ caller, ...outcome })}`);
  }),
);
