import type { ScheduledResponse } from './endpoint-types.ts';

/** Statuses for which `Response` takes no body at all. */
const BODILESS = [204, 205, 304];

/** An answer as a `Response` that gives all of it at once. One that breaks off, or never begins, is a network error. */
export function toResponse({ status, statusText, headers, headersAtMs, chunks, end }: ScheduledResponse): Response {
  if (headersAtMs === null) return Response.error();
  const init = { status, statusText, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  if (BODILESS.includes(status)) return new Response(null, init);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const { bytes } of chunks) controller.enqueue(bytes);
      if (end.kind === 'close') controller.close();
      if (end.kind === 'drop') controller.error(new TypeError('The server dropped the connection.'));
    },
  });
  return new Response(chunks.length === 0 && end.kind === 'close' ? null : body, init);
}
