import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { traitsOf } from '../../../src/components/error-traits.ts';
import { literalParts } from '../../../src/components/inline-text.ts';
import { matchErrors, type ListedError } from '../../../src/components/match-error.ts';
import { loadRefusals } from '../../../src/sandbox/endpoint/load-refusals.ts';

interface Frontmatter {
  title: string;
  errorStrings: string[];
  statusCodes: number[];
  refusals: string[];
}

const mdx = await readFile('src/content/guides/hugging-face-rate-limit-exceeded/index.mdx', 'utf8');
const guide = parse(mdx.split('---')[1] ?? '') as Frontmatter;
const refusals = await loadRefusals('src/content/refusals');

const listed = new Map<string, ListedError>([
  [
    'guide',
    {
      statuses: guide.statusCodes,
      statusText: '',
      urls: [],
      signs: guide.errorStrings,
      text: [...guide.errorStrings, guide.title].join(' '),
      isGuide: true,
    },
  ],
  ...guide.refusals.map((id): [string, ListedError] => {
    const refusal = refusals.get(id);
    if (refusal === undefined) throw new Error(`No refusal ${id}`);
    const text = [...literalParts(refusal.telltaleBody), refusal.status, refusal.sender].join(' ');
    return [id, { ...traitsOf(refusal), text, isGuide: false }];
  }),
]);
const errors = [...listed.values()];

/** The names of what a query finds, the best first. */
function find(query: string): string[] {
  const { how, errors: found } = matchErrors(query, errors);
  const names = found.map((error) => [...listed].find(([, other]) => other === error)?.[0] ?? '?');
  if (how === 'fit') return names;
  return how === 'near' ? [how, ...names] : [how];
}

const DATE = 'date: Tue, 24 Nov 2026 19:45:38 GMT';
const REQUEST_ID = 'x-request-id: Root=1-67a4f401-503a429b4021c7d04299b5ab';
const ENDPOINT = 'https://j3z5luu0ooo76jnl.us-east-1.aws.endpoints.huggingface.cloud/';
const ALL_429 = [
  'hub-window',
  'hub-action-limit',
  'hub-git-queue',
  'tgi-overloaded',
  'tei-overloaded',
  'providers-rate-limit',
];
const ENDPOINT_503 = ['endpoint-cold', 'llama-cpp-loading', 'engine-queue-full', 'endpoint-router-queue'];

const response = (...lines: string[]): string => lines.join('\n');
const traceback = (message: string): string => `Traceback (most recent call last):
  File "/usr/lib/python3/site-packages/huggingface_hub/utils/_http.py", line 429, in hf_raise_for_status
    response.raise_for_status()
  File "/usr/lib/python3/site-packages/requests/models.py", line 1024, in raise_for_status
    raise HTTPError(http_error_msg, response=self)
${message}`;

/** What a reader pastes or types, and what it can be, the likeliest first. */
const pastes: Readonly<Record<string, readonly [paste: string, found: readonly string[]]>> = {
  'a response of the Hub whose window is used up': [
    response('HTTP/1.1 429 Too Many Requests', DATE, 'content-type: application/json; charset=utf-8', REQUEST_ID, 'ratelimit: "api";r=0;t=55', 'ratelimit-policy: "fixed window";"api";q=500;w=300'), // prettier-ignore
    ['hub-window', 'guide'],
  ],
  'its header alone': ['ratelimit: "api";r=0;t=55', ['hub-window']],
  'its header in capitals': ['RateLimit: "resolvers";r=0;t=258', ['hub-window']],
  'a response whose window is not': [
    response('HTTP/2 429', DATE, 'ratelimit: "api";r=949;t=189', REQUEST_ID),
    ['hub-action-limit', 'hub-git-queue', 'guide'],
  ],
  'HTTP/2': ['HTTP/2 429', ['guide', ...ALL_429]],
  'HTTP and a status': ['HTTP 429', ['guide', ...ALL_429]],
  'a status': ['429', ['guide', ...ALL_429]],
  'a status with its phrase': ['429 Too Many Requests', ['guide', ...ALL_429]],
  'the phrase alone': ['too many requests', ['guide', ...ALL_429]],
  'a status in a sentence': ['Request failed with status code 429', ['guide', ...ALL_429]],
  'a browser’s own words': ['Error: HTTP error! status: 429', ['guide', ...ALL_429]],
  'a Python client at the Hub': [
    '429 Client Error: Too Many Requests for url: https://huggingface.co/api/models?limit=1000',
    ['hub-window', 'guide'],
  ],
  'a Python client at a file': [
    '429 Client Error: Too Many Requests for url: https://huggingface.co/gpt2/resolve/main/config.json',
    ['hub-window', 'guide'],
  ],
  'a Python client at a commit': [
    '429 Client Error: Too Many Requests for url: https://huggingface.co/api/datasets/me/data/commit/main',
    ['hub-action-limit', 'hub-git-queue', 'hub-window', 'guide'],
  ],
  'a Python client at an endpoint': [
    `429 Client Error: Too Many Requests for url: ${ENDPOINT}`,
    ['tgi-overloaded', 'tei-overloaded', 'guide'],
  ],
  'a Python client without an address': ['429 Client Error: Too Many Requests for url', ['guide', ...ALL_429]],
  'no credits, by the client': [
    '402 Client Error: Payment Required for url: https://router.huggingface.co/v1/chat/completions',
    ['providers-credits', 'guide'],
  ],
  'no credits, by the status': ['402 Payment Required', ['providers-credits', 'guide']],
  'a provider’s limit, by the address': [
    '429 Client Error: Too Many Requests for url: https://router.huggingface.co/groq/openai/v1/chat/completions',
    ['providers-rate-limit', 'guide'],
  ],
  'an endpoint that may sleep': [
    '503 Server Error: Service Unavailable for url: https://xyz.us-east-1.aws.endpoints.huggingface.cloud/',
    [...ENDPOINT_503, 'guide'],
  ],
  'a 503': ['503', ['guide', 'engine-queue-full', 'llama-cpp-loading', 'endpoint-cold', 'endpoint-router-queue']],
  'an endpoint’s token': [`401 Client Error: Unauthorized for url: ${ENDPOINT}`, ['endpoint-unauthorized', 'guide']],
  'the old address': [
    '410 Client Error: Gone for url: https://api-inference.huggingface.co/models/gpt2',
    ['legacy-gone', 'guide'],
  ],
  'an error of huggingface_hub': [
    traceback(`huggingface_hub.errors.HfHubHTTPError: 429 Client Error: Too Many Requests for url: https://huggingface.co/api/models/gpt2 (Request ID: Root=1-6941;9f)

We had to rate limit your IP (52.159.229.65). To continue using our service, create a HF account or login to your existing account, and make sure you pass a HF_TOKEN if you're using the API.`),
    ['hub-window', 'guide'],
  ],
  'the same with the address of the network cut out': [
    'HfHubHTTPError: 429 Client Error. We had to rate limit your IP (…). To continue',
    ['hub-window', 'guide'],
  ],
  'a quota of another plan': [
    'We had to rate limit you, you hit the quota of 2500 api requests per 5 minutes period.',
    ['hub-window', 'guide'],
  ],
  'huggingface_hub with its hint': [
    "429 Too Many Requests: you have reached your 'api' rate limit.\nRetry after 76 seconds (0/1000 requests remaining in current 300s window).\nUrl: https://huggingface.co/api/models/gpt2/xet-read-token/main",
    ['hub-window', 'guide'],
  ],
  'too many commits': ['You have exceeded the rate limit for repository commits (256 per hour).', ['hub-action-limit']],
  'the git queue': ['429: maximum time in concurrency queue reached', ['hub-git-queue', 'guide']],
  'a full TGI container by OpenAI’s client': [
    "openai.RateLimitError: Error code: 429 - {'error': 'Model is overloaded', 'error_type': 'overloaded'}",
    ['tgi-overloaded', 'guide'],
  ],
  'a full TGI container': [
    response('HTTP/1.1 429 Too Many Requests', '', '{"error": "Model is overloaded", "error_type": "overloaded"}'),
    ['tgi-overloaded', 'guide'],
  ],
  'a full TGI container while it streams': [
    response('HTTP/1.1 200 OK', 'content-type: text/event-stream', '', 'data: {"error":{"message":"Model is overloaded","http_status_code":422}}'), // prettier-ignore
    ['tgi-overloaded', 'guide'],
  ],
  'a full TEI container': ['{"error":"Model is overloaded","error_type":"Overloaded"}', ['tei-overloaded', 'guide']],
  'a full container': ['MODEL IS OVERLOADED', ['tgi-overloaded', 'tei-overloaded', 'guide']],
  'a provider’s limit by OpenAI’s client': [
    "openai.RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit reached for model `qwen-3` in organization `org_1` on tokens per minute (TPM): Limit 6000, Used 5810, Requested 1054. Please try again in 8.64s.', 'type': 'tokens', 'code': 'rate_limit_exceeded'}}",
    ['providers-rate-limit', 'guide'],
  ],
  'a 429 of OpenAI’s client that nobody knows': [
    "openai.RateLimitError: Error code: 429 - {'error': {'message': 'slow down'}}",
    ['guide', ...ALL_429],
  ],
  'a cold endpoint': ['{"error":"503 Service Unavailable","code":"SERVICE_UNAVAILABLE"}', ['endpoint-cold', 'guide']],
  'a paused endpoint': [
    'Bad Request: The endpoint is paused, ask a maintainer to restart it',
    ['endpoint-paused', 'guide'],
  ],
  'a batch that is too large, with its later status': [
    'HTTP/1.1 422 Unprocessable Entity\n\n{"error":"batch size 64 > maximum allowed batch size 48","error_type":"Validation"}',
    ['tei-batch-too-large'],
  ],
  'two errors in one log': [
    '{"error":"Model is overloaded","error_type":"overloaded"}\n{"error":"503 Service Unavailable","code":"SERVICE_UNAVAILABLE"}',
    ['endpoint-cold', 'tgi-overloaded', 'guide'],
  ],
  nothing: ['', ['all']],
  'only spaces': ['   ', ['all']],
  'a word': ['overloaded', ['tgi-overloaded', 'tei-overloaded', 'guide']],
  'the beginning of a word': ['overl', ['tgi-overloaded', 'tei-overloaded', 'guide']],
  'words in any order': ['tgi 429', ['tgi-overloaded', 'guide']],
  'words and a status': ['git 429', ['hub-git-queue', 'guide']],
  'the words of the guide alone': ['RateLimitExceeded', ['guide']],
  'a long word in a log': ['ClientError: RateLimitExceeded at line 7', ['guide']],
  'a host': ['router.huggingface.co', ['providers-credits', 'providers-rate-limit']],
  'a host that is cut': [
    '503 at endpoints.huggingface.cloud',
    ['engine-queue-full', 'llama-cpp-loading', 'endpoint-cold', 'endpoint-router-queue', 'guide'],
  ],
  'some of the words': ['credits vanished', ['near', 'providers-credits']],
  'an error of something else': ['Segmentation fault (core dumped)', ['none']],
  'a number that is no status': ['File "x.py", line 429, in main, took 429ms at 10.0.0.429', ['none']],
};

test.each(Object.entries(pastes))('finds %s', (_, [paste, found]) => {
  expect(find(paste)).toEqual(found);
});

test('lines that the field has run together are found too', () => {
  const glued = Object.values(pastes).map(([paste]) => [paste.replaceAll('\n', ' '), find(paste)] as const);
  for (const [paste, found] of glued) expect(find(paste)).toEqual(found);
});

test('other text around a match never turns it into nothing', () => {
  const found = Object.values(pastes).filter(([, [first = '']]) => !['all', 'none'].includes(first));
  const noise = fc
    .array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 8 })
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.constantFrom(...found), noise, noise, ([paste], before, after) => {
      expect(matchErrors(`${before}\n${paste}\n${after}`, errors).how).not.toBe('none');
    }),
    { numRuns: 300 },
  );
});

test('every form of every refusal leads to that refusal first', () => {
  for (const [id, { isGuide }] of listed) {
    if (isGuide) continue;
    for (const { status, statusText, headers, body, events = [] } of refusals.get(id)?.forms ?? []) {
      const lines = [`HTTP/1.1 ${status} ${statusText}`, ...headers.map((header) => header.join(': '))];
      const text = [...lines, '', body ?? events.map((event) => `data: ${event}`).join('\n\n')].join('\n');
      expect(find(text.replaceAll(/\{\{[^}]*\}\}/g, '7'))[0]).toBe(id);
    }
  }
});

test.each([
  ['dots', '1.'.repeat(500_000)],
  ['hyphens', 'a-'.repeat(500_000)],
  ['words', Array.from({ length: 200_000 }, (_, index) => `w${index.toString(36)}ord`).join(' ')],
])(
  'a million characters of nothing but %s hold nobody up, and the error is found before and after them',
  (_, flood) => {
    const error = '429 maximum time in concurrency queue reached';
    const start = performance.now();
    expect(find(`${error} ${flood}`)[0]).toBe('hub-git-queue');
    expect(find(`${flood} ${error}`)[0]).toBe('hub-git-queue');
    // It took minutes when each dot was tried to the end of the text.
    expect(performance.now() - start).toBeLessThan(10_000);
  },
);

test('a long log is looked through in no time', () => {
  const log = `${DATE} GET /v1/models 200 error of the endpoint\n`.repeat(3_000);
  const start = performance.now();
  expect(find(`${log}429 maximum time in concurrency queue reached`)[0]).toBe('hub-git-queue');
  expect(performance.now() - start).toBeLessThan(1_000);
});
