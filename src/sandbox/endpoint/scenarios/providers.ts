import { formatCount } from '../../trace/duration.ts';
import { defineScenario } from '../define-scenario.ts';
import type { Host, Route } from '../scenario.ts';
import { refuse, serve } from './endpoint-host.ts';
import { latencyField, wholeField } from './fields.ts';

const REFUSAL_MS = 80;
const timing = (latencyMs: number) => ({ latencyMs, jitter: 0.1, refusalMs: REFUSAL_MS });
const router = (routes: readonly Route[]): Host => ({ origin: 'https://router.huggingface.co', style: 'json', routes });
const chatPaths = ['/v1/chat/completions', '/:provider/openai/v1/chat/completions'];

export const providersCredits = defineScenario({
  id: 'providers-credits',
  title: 'Inference Providers, with the credits used up',
  description:
    'It answers 402 until the month changes or somebody pays, such as an organization named in X-HF-Bill-To.',
  fields: [latencyField(900)],
  build: ({ latencyMs }) => ({
    gates: {},
    hosts: [
      router([
        ...chatPaths.flatMap((path): Route[] => [
          { ...serve('POST', path, 'provider-chat'), needs: 'payer' },
          refuse(path, 'providers-credits/depleted'),
        ]),
        refuse('/*', 'providers-credits/depleted'),
      ]),
    ],
    timing: timing(latencyMs),
  }),
});

export const providersRateLimit = defineScenario({
  id: 'providers-rate-limit',
  title: 'Inference Providers, with a provider at its limit',
  description: 'The provider counts tokens a minute for a whole organization, and others have used nearly all of them.',
  fields: [
    wholeField('limit', 'Tokens per minute', 'tokens', 300_000, [600, 10_000_000]),
    wholeField('used', 'Used by others', 'tokens', 299_695, [0, 10_000_000]),
    latencyField(600),
  ],
  check: ({ limit, used }) =>
    used <= limit
      ? []
      : [{ field: 'used', message: `No more than the limit can be used: at most ${formatCount(limit)}.` }],
  build: ({ limit, used, latencyMs }) => {
    // A sixtieth of the limit flows back each second; that is how the captured waits come out.
    const refillPerSecond = Math.round((limit / 60) * 1_000) / 1_000;
    const limiter = { kind: 'token-bucket', capacity: limit, refillPerSecond, tokens: limit - used } as const;
    const use = [{ gate: 'tokens', form: 'providers-rate-limit/groq-tokens' }];
    return {
      gates: { tokens: { role: 'bucket', limiter, isDrawn: true } },
      hosts: [router(chatPaths.map((path) => serve('POST', path, 'provider-chat', use)))],
      timing: timing(latencyMs),
    };
  },
});

export const legacyGone = defineScenario({
  id: 'legacy-gone',
  title: 'The old serverless inference API',
  description: 'It answers 410 to every request and names the new address, where a provider answers.',
  fields: [latencyField(600)],
  build: ({ latencyMs }) => {
    const limiter = { kind: 'token-bucket', capacity: 300_000, refillPerSecond: 5_000 } as const;
    const use = [{ gate: 'tokens', form: 'providers-rate-limit/groq-tokens' }];
    return {
      gates: { tokens: { role: 'bucket', limiter, isDrawn: false } },
      hosts: [
        { origin: 'https://api-inference.huggingface.co', style: 'json', routes: [refuse('/*', 'legacy-gone/gone')] },
        router(chatPaths.map((path) => serve('POST', path, 'provider-chat', use))),
      ],
      timing: timing(latencyMs),
    };
  },
});
