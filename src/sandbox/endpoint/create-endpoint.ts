import { getResponse } from 'msw/utils/get-response';
import type { Decision, Endpoint, IncomingRequest, ScheduledResponse } from './endpoint-types.ts';
import { createHandlers } from './handlers.ts';
import type { WireRefusal } from './wire-refusal.ts';
import type { ResolvedScenario } from './scenario.ts';
import { createServer, type Answered, type Moment } from './server.ts';
import { WholeRequest } from './whole-request.ts';

/**
 * A way on which a request reaches the handlers, such as a real request that a service worker brings back to the page.
 * `answer` gives them the request; `undefined` means that no server was found. However often it is asked, and if the way
 * ends nowhere, they decide once. It never rejects.
 */
export type Transport = (
  request: IncomingRequest,
  answer: () => Promise<ScheduledResponse | undefined>,
) => Promise<void>;

/** The short way, which nobody sees. */
const direct: Transport = async (_request, answer) => void (await answer());

/** Sets up a scenario's endpoint, with fresh limiters. Its chance comes from `seed` and each request's id. */
export function createEndpoint(
  scenario: ResolvedScenario,
  refusals: ReadonlyMap<string, WireRefusal>,
  seed: number,
  transport: Transport = direct,
): Endpoint {
  const server = createServer(scenario, refusals, seed);
  let moment: Moment = { id: 0, t: 0 };
  /** What the handler answered to the request that is being decided. */
  const answers: Answered[] = [];
  const handlers = createHandlers({
    server,
    now: () => moment,
    onAnswer: (answered) => void answers.push(answered),
  });

  return {
    async decide(incoming): Promise<Decision> {
      const { id, t, url } = incoming;
      const request = toRequest(incoming);
      if (typeof request === 'string') return { kind: 'unreachable', id, message: request };
      moment = { id, t };
      answers.length = 0;
      let deciding: Promise<Answered | undefined> | undefined;
      const decide = (): Promise<Answered | undefined> =>
        (deciding ??= getResponse(handlers, request).then(() => answers[0]));
      await transport(incoming, async () => (await decide())?.response);
      const answered = await decide();
      if (answered === undefined) return { kind: 'unreachable', id, message: unreachable(url, scenario) };
      return { kind: 'response', ...answered };
    },
    abort: (t, id) => server.abort(t, id),
    finish: (t, id) => server.finish(t, id),
  };
}

/** The request as MSW takes it, or why there is none. */
function toRequest({ method, url, headers, body }: IncomingRequest): Request | string {
  if (!URL.canParse(url)) return `fetch failed: "${url}" is not an address.`;
  const { protocol, username, password } = new URL(url);
  if (!/^https?:$/.test(protocol)) return `fetch failed: an address begins with https://, not with ${protocol}.`;
  if (username !== '' || password !== '') return 'fetch failed: an address may not hold a name or a password.';
  const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
  return new WholeRequest(url, init, method === 'GET' || method === 'HEAD' ? null : body);
}

function unreachable(url: string, { hosts }: ResolvedScenario): string {
  const { origin } = new URL(url);
  const addresses = hosts.map((host) => host.origin.replace('*', '<your endpoint>')).join(' and ');
  return `fetch failed: no server answers at ${origin}. This endpoint answers at ${addresses}.`;
}
