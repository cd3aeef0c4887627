import type { Transport } from '../endpoint/create-endpoint.ts';
import type { ScheduledResponse } from '../endpoint/endpoint-types.ts';
import { toResponse } from '../endpoint/plain-response.ts';
import type { NetworkPanel } from './network-panel.ts';
import { within, type StartTimer } from './within.ts';

/** How long one request may take. The page answers each at once, so more means that the worker is gone. */
const REQUEST_MS = 5_000;

/** Takes the requests of one run through the Network panel. */
export interface Delivery {
  readonly transport: Transport;
  /** The run is over: nothing is sent any more, and what is under way is called off. */
  close(): void;
}

/** Creates the delivery of one run. From the first request that gets lost on, the page answers by itself. */
export function createDelivery(
  panel: Pick<NetworkPanel, 'send'>,
  onLost: () => void,
  startTimer?: StartTimer,
): Delivery {
  const ended = new AbortController();
  return {
    async transport(request, answer) {
      if (ended.signal.aborted) return;
      let hasArrived = false;
      const respond = async (): Promise<Response> => {
        hasArrived = true;
        return toShownResponse(await answer());
      };
      try {
        await within(
          panel.send(request, respond, ended.signal),
          REQUEST_MS,
          () => new Error('No answer in time.'),
          startTimer,
        );
      } catch {
        // An answer that is itself a network error comes here too.
      }
      if (hasArrived || ended.signal.aborted) return;
      ended.abort();
      onLost();
    },
    close: () => ended.abort(),
  };
}

/**
 * An answer as every engine can show it: whole and at once. One that breaks off, or whose headers never come, is a failed
 * request; of one that never ends the panel shows what came.
 */
function toShownResponse(response: ScheduledResponse | undefined): Response {
  if (response === undefined || response.end.kind === 'drop') return Response.error();
  return toResponse({ ...response, end: { kind: 'close', atMs: 0 } });
}
