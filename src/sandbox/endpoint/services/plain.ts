import { jsonAnswer, JSON_HEADERS } from '../answer-plan.ts';
import { vary } from '../chance.ts';
import type { Service } from '../service.ts';

/** Any request to the server of the figures. */
export const plainJson: Service = ({ id, chance, timing }) => ({
  kind: 'work',
  plan: jsonAnswer({ ok: true, request: id }, vary(timing.latencyMs, timing.jitter, chance)),
});

/** llama.cpp's `GET /health`, once the model is loaded. */
export const llamaHealth: Service = ({ timing }) => ({
  kind: 'work',
  plan: jsonAnswer({ status: 'ok' }, timing.refusalMs),
});

/** Takes the request and never answers. */
export const silent: Service = () => ({
  kind: 'work',
  plan: { status: 200, statusText: 'OK', headers: [], headersAfterMs: null, chunks: [], end: { kind: 'never' } },
});

/** Begins to answer, and loses the connection in the middle of the body. */
export const dropped: Service = ({ id, chance, timing }) => {
  const afterMs = vary(timing.latencyMs, timing.jitter, chance);
  const body = JSON.stringify({ ok: true, request: id });
  return {
    kind: 'work',
    plan: {
      status: 200,
      statusText: 'OK',
      headers: JSON_HEADERS,
      headersAfterMs: afterMs,
      chunks: [{ afterMs, text: body.slice(0, body.length / 2) }],
      end: { kind: 'drop', afterMs: afterMs + timing.refusalMs },
    },
  };
};
