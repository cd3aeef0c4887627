import type { AbortOutcome, Decision, Endpoint, IncomingRequest } from '../../src/sandbox/endpoint/endpoint-types.ts';

/** What one request is answered with, in order; the last one repeats. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly chunks?: readonly { readonly afterMs: number; readonly text: string }[];
  readonly headersAfterMs?: number | null;
  readonly end?: 'close' | 'drop' | 'never';
  readonly unreachable?: string;
}

export interface ScriptedEndpoint extends Endpoint {
  readonly requests: IncomingRequest[];
  readonly aborts: { t: number; id: number }[];
}

/** An endpoint that plays a script: for tests of what lies beneath the real one. */
export function createScriptedEndpoint(script: readonly ScriptedAnswer[]): ScriptedEndpoint {
  const requests: IncomingRequest[] = [];
  const aborts: { t: number; id: number }[] = [];
  return {
    requests,
    aborts,
    decide(request): Promise<Decision> {
      const answer = script[Math.min(requests.length, script.length - 1)] ?? {};
      requests.push(request);
      const { id, t } = request;
      if (answer.unreachable !== undefined) {
        return Promise.resolve({ kind: 'unreachable', id, message: answer.unreachable });
      }
      const headersAfterMs = answer.headersAfterMs === undefined ? 50 : answer.headersAfterMs;
      const chunks = (answer.chunks ?? [{ afterMs: 50, text: '{}' }]).map(({ afterMs, text }) => ({
        atMs: t + afterMs,
        bytes: new TextEncoder().encode(text),
      }));
      const endAt = Math.max(t + (headersAfterMs ?? 50), ...chunks.map(({ atMs }) => atMs));
      const kind = answer.end ?? 'close';
      return Promise.resolve({
        kind: 'response',
        limits: [],
        response: {
          id,
          status: answer.status ?? 200,
          statusText: '',
          headers: answer.headers ?? [['content-type', 'application/json']],
          beginsAtMs: t,
          headersAtMs: headersAfterMs === null ? null : t + headersAfterMs,
          chunks: headersAfterMs === null ? [] : chunks,
          end: kind === 'never' ? { kind } : { kind, atMs: endAt },
        },
      });
    },
    abort(t, id): AbortOutcome {
      aborts.push({ t, id });
      return { rescheduled: [], limits: [] };
    },
    finish: () => [],
  };
}
