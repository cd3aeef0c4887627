import { wholeAnswer, type AnswerPlan } from './answer-plan.ts';
import type { Host } from './scenario.ts';

const notFound = { status: 404, statusText: 'Not Found' } as const;
const jsonHeaders = [['content-type', 'application/json; charset=utf-8']] as const;

/** What a server says about a path that it does not have, or of which it has other methods only. */
export function missingAnswer(style: Host['style'], methods: readonly string[], afterMs: number): AnswerPlan {
  const wrongMethod = methods.length > 0;
  const saying = wrongMethod ? ({ status: 405, statusText: 'Method Not Allowed' } as const) : notFound;
  const allow = wrongMethod ? [['allow', methods.join(', ')] as const] : [];
  switch (style) {
    case 'axum':
      // axum has nothing to say about it.
      return wholeAnswer({ ...saying, headers: [...allow, ['content-length', '0']], body: '', afterMs });
    case 'llama': {
      const error = { code: 404, message: 'File Not Found', type: 'not_found_error' };
      return wholeAnswer({ ...notFound, headers: jsonHeaders, body: JSON.stringify({ error }), afterMs });
    }
    case 'json': {
      const body = JSON.stringify({ error: saying.statusText });
      return wholeAnswer({ ...saying, headers: [...allow, ...jsonHeaders], body, afterMs });
    }
    default:
      return style satisfies never;
  }
}
