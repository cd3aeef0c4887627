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
  | { kind: 'returned'; status: number | null; heldStatus?: number; text: string }
  | { kind: 'threw'; name: string; message: string };

/** The `Response` that an object holds, as `{ response, attempts }` does; of several the one that is called so, else the first. */
function heldBy(value: unknown): Response | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const parts: readonly unknown[] = Object.values(value);
  return [Reflect.get(value, 'response'), Reflect.get(value, 'res'), ...parts].find(isResponse);
}

const isUnread = ({ bodyUsed, body }: Response): boolean => !bodyUsed && body?.locked !== true;

/** What was returned that is no `Response`; one that it holds stands there with its body, unless that was read before. */
async function textOf(value: unknown, held: Response | undefined): Promise<string> {
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return 'a function';
  const standIn = held && { status: held.status, ...(isUnread(held) && { body: await held.text() }) };
  try {
    return JSON.stringify(value, (_, part: unknown) => (part === held ? standIn : part)) ?? String(value);
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
    if (isResponse(value)) {
      const text = (await value.text()).slice(0, MOST_CHARACTERS);
      return { outcome: { kind: 'returned', status: value.status, text }, isNo: value.status >= 400 };
    }
    const held = heldBy(value);
    const text = (await textOf(value, held)).slice(0, MOST_CHARACTERS);
    const outcome: Outcome = { kind: 'returned', status: null, ...(held && { heldStatus: held.status }), text };
    return { outcome, isNo: (held !== undefined && held.status >= 400) || saysNo(value) };
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
