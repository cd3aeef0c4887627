import { http, type HttpHandler } from 'msw/http';
import { toResponse } from './plain-response.ts';
import type { Host, Route } from './scenario.ts';
import type { Answered, MockServer, Moment } from './server.ts';

interface HandlerOptions {
  readonly server: MockServer;
  /** Called once for each request that a handler answers: which one it is, and when it arrives. */
  readonly now: () => Moment;
  /** Gets each answer with its schedule. The handler itself gives all of it at once. */
  readonly onAnswer?: (answered: Answered) => void;
}

/** The routes of each path of a host, in the order in which the paths were first named. */
function byPath({ routes }: Host): ReadonlyMap<string, readonly Route[]> {
  const paths = new Map<string, Route[]>();
  for (const route of routes) paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
  return paths;
}

/**
 * Ordinary MSW handlers over a scenario's servers. No resolver waits: each decides at the instant that `now` tells, and
 * whoever hosts it plays the schedule.
 */
export function createHandlers({ server, now, onAnswer }: HandlerOptions): HttpHandler[] {
  function handle(pattern: string, host: Host, routes: readonly Route[]): HttpHandler {
    return http.all(pattern, async ({ request }) => {
      const text = await request.text();
      const { method, url, headers } = request;
      const answered = server.answer(now(), host, routes, { method, url, headers, text });
      onAnswer?.(answered);
      return toResponse(answered.response);
    });
  }

  return server.scenario.hosts.flatMap((host) => [
    ...[...byPath(host)].map(([path, routes]) => handle(`${host.origin}${path}`, host, routes)),
    handle(`${host.origin}/*`, host, []),
  ]);
}
