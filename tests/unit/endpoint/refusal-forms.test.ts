import { expect, test } from 'vitest';
import { scenarioIds } from '../../../src/sandbox/endpoint/scenarios.ts';
import type { ResolvedScenario } from '../../../src/sandbox/endpoint/scenario.ts';
import { ask, chat, generate, HUB, open, refusals, resolved, TGI, type Asked } from './support/ask.ts';

/** Requests that make a scenario show a refusal: all are sent at `t = 0`, and the last one is refused. */
interface Provocation {
  readonly scenario: string;
  readonly settings?: Readonly<Record<string, number>>;
  readonly requests: readonly Asked[];
}

interface Letters {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const JSON_TYPE = ['content-type', 'application/json'] as const;
const HUB_TYPE = ['content-type', 'application/json; charset=utf-8'] as const;
const models: Asked = { url: `${HUB}/api/models` };
const commit: Asked = { url: `${HUB}/api/datasets/you/data/commit/main`, json: { files: [] } };
const plain: Asked = { url: 'https://api.example.com/jobs' };
const router: Asked = { ...chat(), url: 'https://router.huggingface.co/v1/chat/completions' };
const embed = (inputs: readonly string[]): Asked => ({ url: `${TGI}/embed`, json: { inputs } });
const openaiEmbed = (input: readonly string[]): Asked => ({ url: `${TGI}/v1/embeddings`, json: { input } });
const inputs = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `text ${index}`);
const streamHeaders = (characters: string): Letters['headers'] => [
  ['content-type', 'text/event-stream'],
  ['cache-control', 'no-cache'],
  ['x-compute-type', '1-nvidia-a10g'],
  ['x-compute-characters', characters],
  ['x-accel-buffering', 'no'],
];
const page = (rule: string): string => `<html>
   <head>
      <title>Too Many Requests</title>
   </head>
   <body>
      <h1>Too Many Requests</h1>
      <p>I only allow ${rule} to this Web site per
         logged in user.  Try again soon.</p>
   </body>
</html>
`;

/** Every form, how to meet it, and every letter of it: written out here once more, not taken from the data. */
const forms: Readonly<Record<string, Provocation & { readonly letters: Letters }>> = {
  'hub-window/account': {
    scenario: 'hf-hub-window',
    requests: [models],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [HUB_TYPE, ['ratelimit', '"api";r=0;t=55'], ['ratelimit-policy', '"fixed window";"api";q=1000;w=300']],
      body: '{"error":"We had to rate limit you, you hit the quota of 1000 api requests per 5 minutes period. Upgrade to a PRO user or Team/Enterprise organization account (https://hf.co/pricing) to get higher limits. See https://huggingface.co/docs/hub/rate-limits"}',
    },
  },
  'hub-window/anonymous': {
    scenario: 'hf-hub-window-anonymous',
    requests: [{ ...models, headers: { authorization: '' } }],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [HUB_TYPE, ['ratelimit', '"api";r=0;t=55'], ['ratelimit-policy', '"fixed window";"api";q=500;w=300']],
      body: '{"error":"We had to rate limit your IP (203.0.113.7). To continue using our service, create a HF account or login to your existing account, and make sure you pass a HF_TOKEN if you\'re using the API."}',
    },
  },
  'hub-action-limit/commits': {
    scenario: 'hf-hub-action-limit',
    settings: { remaining: 0 },
    requests: [commit],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [
        HUB_TYPE,
        ['ratelimit', '"api";r=949;t=271'],
        ['ratelimit-policy', '"fixed window";"api";q=1000;w=300'],
      ],
      body: '{"error":"You have exceeded the rate limit for repository commits (128 per hour). You can retry this action in about 1 hour."}',
    },
  },
  'hub-action-limit/repository-creation': {
    scenario: 'hf-hub-action-limit',
    requests: [{ url: `${HUB}/api/repos/create`, json: { name: 'data' } }],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [
        HUB_TYPE,
        ['ratelimit', '"api";r=949;t=271'],
        ['ratelimit-policy', '"fixed window";"api";q=1000;w=300'],
      ],
      body: '{"error":"You have exceeded the rate limit for repository creation (300 per day)."}',
    },
  },
  'hub-git-queue/waited-too-long': {
    scenario: 'hf-hub-git-queue',
    settings: { queueSeconds: 1 },
    requests: [commit, commit],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [
        HUB_TYPE,
        ['ratelimit', '"api";r=948;t=271'],
        ['ratelimit-policy', '"fixed window";"api";q=1000;w=300'],
      ],
      body: '{"error":"maximum time in concurrency queue reached"}',
    },
  },
  'tgi-overloaded/plain': {
    scenario: 'tgi-busy',
    requests: [generate()],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [JSON_TYPE],
      body: '{"error":"Model is overloaded","error_type":"overloaded"}',
    },
  },
  'tgi-overloaded/generate-stream': {
    scenario: 'tgi-stream-overload',
    requests: [{ ...generate(), url: `${TGI}/generate_stream` }],
    letters: {
      status: 200,
      statusText: 'OK',
      headers: streamHeaders('20'),
      body: 'data: {"error":"Model is overloaded","error_type":"overloaded"}\n\n',
    },
  },
  'tgi-overloaded/chat-stream': {
    scenario: 'tgi-stream-overload',
    requests: [chat({ stream: true })],
    letters: {
      status: 200,
      statusText: 'OK',
      headers: streamHeaders('20'),
      body: 'data: {"error":{"message":"Model is overloaded","http_status_code":422}}\n\ndata: [DONE]\n\n',
    },
  },
  'tei-overloaded/native': {
    scenario: 'tei-container',
    settings: { limit: 40 },
    requests: [embed(inputs(32)), embed(inputs(9))],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [JSON_TYPE],
      body: '{"error":"Model is overloaded","error_type":"Overloaded"}',
    },
  },
  'tei-overloaded/openai': {
    scenario: 'tei-container-small',
    requests: [openaiEmbed(inputs(8)), openaiEmbed(inputs(8)), openaiEmbed(['one more'])],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [JSON_TYPE],
      body: '{"message":"Model is overloaded","code":429,"type":"Overloaded"}',
    },
  },
  'tei-batch-too-large/native': {
    scenario: 'tei-container',
    requests: [embed(inputs(33))],
    letters: {
      status: 413,
      statusText: 'Payload Too Large',
      headers: [JSON_TYPE],
      body: '{"error":"batch size 33 > maximum allowed batch size 32","error_type":"Validation"}',
    },
  },
  'tei-batch-too-large/openai': {
    scenario: 'tei-container',
    requests: [openaiEmbed(inputs(33))],
    letters: {
      status: 413,
      statusText: 'Payload Too Large',
      headers: [JSON_TYPE],
      body: '{"message":"batch size 33 > maximum allowed batch size 32","code":413,"type":"Validation"}',
    },
  },
  'llama-cpp-loading/loading': {
    scenario: 'llama-cpp-loading',
    requests: [{ url: `${TGI}/health` }],
    letters: {
      status: 503,
      statusText: 'Service Unavailable',
      headers: [HUB_TYPE],
      body: '{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}',
    },
  },
  'endpoint-cold/starting': {
    scenario: 'endpoint-cold',
    requests: [generate()],
    letters: {
      status: 503,
      statusText: 'Service Unavailable',
      headers: [JSON_TYPE],
      body: '{"error":"503 Service Unavailable","code":"SERVICE_UNAVAILABLE"}',
    },
  },
  'endpoint-paused/paused': {
    scenario: 'endpoint-paused',
    requests: [generate()],
    letters: {
      status: 400,
      statusText: 'Bad Request',
      headers: [JSON_TYPE],
      body: '{"error":"Bad Request: The endpoint is paused, ask a maintainer to restart it","code":"BAD_REQUEST"}',
    },
  },
  'endpoint-unauthorized/bad-token': {
    scenario: 'endpoint-bad-token',
    requests: [{ ...generate(), headers: { authorization: 'Bearer undefined' } }],
    letters: {
      status: 401,
      statusText: 'Unauthorized',
      headers: [JSON_TYPE],
      body: '{"error":"401 Unauthorized","code":"UNAUTHORIZED"}',
    },
  },
  'providers-credits/depleted': {
    scenario: 'providers-credits',
    requests: [router],
    letters: {
      status: 402,
      statusText: 'Payment Required',
      headers: [
        HUB_TYPE,
        [
          'x-error-message',
          'You have depleted your monthly included credits. Purchase pre-paid credits to continue using Inference Providers. Alternatively, subscribe to PRO to get 20x more included usage.',
        ],
      ],
      body: '{"error":"You have depleted your monthly included credits. Purchase pre-paid credits to continue using Inference Providers. Alternatively, subscribe to PRO to get 20x more included usage."}',
    },
  },
  'providers-rate-limit/groq-tokens': {
    scenario: 'providers-rate-limit',
    requests: [
      {
        url: 'https://router.huggingface.co/groq/openai/v1/chat/completions',
        // 30 tokens of prompt, and the 1,024 that may be written when nobody says.
        json: { messages: [{ role: 'user', content: 'x'.repeat(120) }] },
      },
    ],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [JSON_TYPE],
      body: '{"error":{"message":"Rate limit reached for model `llama-3.3-70b-versatile` in organization `org_01jrsx647rf4jbw1ndc19t1p1d` service tier `on_demand` on tokens per minute (TPM): Limit 300000, Used 299695, Requested 1054. Please try again in 149.8ms. ","type":"tokens","code":"rate_limit_exceeded"}}',
    },
  },
  'legacy-gone/gone': {
    scenario: 'legacy-gone',
    requests: [{ url: 'https://api-inference.huggingface.co/models/gpt2', json: { inputs: 'Hello' } }],
    letters: {
      status: 410,
      statusText: 'Gone',
      headers: [HUB_TYPE],
      body: '{"error":"https://api-inference.huggingface.co is no longer supported. Please use https://router.huggingface.co instead."}',
    },
  },
  'standard-429/seconds': {
    scenario: 'standard-retry-after',
    settings: { limit: 1 },
    requests: [plain, plain],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [
        ['content-type', 'text/html'],
        ['retry-after', '10'],
      ],
      body: page('1 requests per 10 seconds'),
    },
  },
  'standard-429/date': {
    scenario: 'standard-retry-after-date',
    settings: { limit: 1 },
    requests: [plain, plain],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [
        ['content-type', 'text/html'],
        ['retry-after', 'Tue, 24 Nov 2026 02:00:10 GMT'],
      ],
      body: page('1 requests per 10 seconds'),
    },
  },
  'standard-429/without-hint': {
    scenario: 'concurrency',
    requests: [plain, plain, plain],
    letters: {
      status: 429,
      statusText: 'Too Many Requests',
      headers: [['content-type', 'text/html']],
      body: page('2 requests at a time'),
    },
  },
};

test.for(Object.entries(forms))('%s comes over the wire to the letter', async ([, provocation]) => {
  const { scenario, settings, requests, letters } = provocation;
  const endpoint = open(scenario, settings);
  const answers = [];
  for (const [index, request] of requests.entries()) answers.push(await ask(endpoint, 0, index + 1, request));
  const last = answers.at(-1);
  expect(last).toMatchObject({ status: letters.status, statusText: letters.statusText, headers: letters.headers });
  expect(last?.text).toBe(letters.body);
  for (const before of answers.slice(0, -1)) expect(before.status).toBe(200);
});

test('every form of every refusal is met by a scenario, and nothing else is', () => {
  const written = [...refusals.values()].flatMap(({ id, forms }) => forms.map(({ name }) => `${id}/${name}`));
  expect(Object.keys(forms).sort()).toEqual(written.sort());
});

/** The forms that a scenario's data names. */
function namedForms({ hosts }: ResolvedScenario): readonly string[] {
  return hosts.flatMap(({ guard, routes }) => [
    ...(guard === undefined ? [] : [guard]),
    ...routes.flatMap(({ does, gates }) => [
      ...(does.kind === 'refuse' ? [does.form] : []),
      ...gates.flatMap(({ form, streamed }) => (streamed === undefined ? [form] : [form, streamed])),
    ]),
  ]);
}

test('every scenario names only forms that exist, and all but the two network failures name one', () => {
  const silentOnes: string[] = [];
  for (const id of scenarioIds) {
    const named = namedForms(resolved(id));
    if (named.length === 0) silentOnes.push(id);
    for (const form of named) expect(Object.keys(forms), `${id} names ${form}`).toContain(form);
  }
  expect(silentOnes).toEqual(['dropped-connection', 'no-answer']);
});
