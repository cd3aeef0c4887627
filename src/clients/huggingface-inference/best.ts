import { InferenceClient } from '@huggingface/inference';

const parse: (json: string) => { readonly inputs: unknown } = JSON.parse;

/** Your own code: a wait that ends early if the signal aborts. */
function wait(ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
}

/** Your own code: fetch, but a 503 is held back for 1 to 5 s, since the client answers one with the same request at once. */
async function fetchUnhurried(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  if (response.status === 503) await wait(1_000 + 4_000 * Math.random(), init?.signal);
  return response;
}

const settings = {
  // What it sends its requests by; after a 503 it sends the same one again at once. https://unpkg.com/@huggingface/inference@4.13.30/src/types.ts
  fetch: fetchUnhurried,
};

/** @huggingface/inference with the settings that come closest. */
export function call(url: string, { body, signal }: RequestInit): Promise<unknown> {
  if (body instanceof ReadableStream) throw new TypeError('Its calls take no stream.');
  const client = new InferenceClient('hf_your_token_here', { endpointUrl: url, ...settings });
  // Your own code: a deadline, since it counts no tries.
  const deadline = AbortSignal.timeout(300_000);
  return client.request(parse(typeof body === 'string' ? body : '{}'), {
    // Ends a call, also between two tries. https://unpkg.com/@huggingface/inference@4.13.30/src/types.ts
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  });
}
