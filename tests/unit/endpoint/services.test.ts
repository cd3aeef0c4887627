import { expect, test } from 'vitest';
import { ask, chat, generate, headerOf, HUB, open, TGI, type Asked } from './support/ask.ts';

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const MADE_AT = Date.UTC(2026, 10, 24, 2) / 1_000;

async function answerOf(scenario: string, request: Asked) {
  const answer = await ask(open(scenario), 0, 1, request);
  return { ...answer, json: (): unknown => JSON.parse(answer.text) };
}

/** The payloads of an event stream. */
function eventsOf(text: string): readonly string[] {
  expect(text.endsWith('\n\n')).toBe(true);
  return text
    .split('\n\n')
    .slice(0, -1)
    .map((event) => event.replace(/^data: /, ''));
}

test('TGI answers `/` with a list and `/generate` with an object', async () => {
  const list = await answerOf('tgi-container', { ...generate(), url: `${TGI}/` });
  expect(list.json()).toEqual([{ generated_text: matching(/^[A-Z].+/) }]);
  const one = await answerOf('tgi-container', generate());
  expect(one.json()).toEqual({ generated_text: matching(/^[A-Z].+\.$/) });
  expect(headerOf(one, 'content-type')).toBe('application/json');
  expect(headerOf(one, 'x-compute-characters')).toBe('20');
});

test('TGI writes no more words than it may', async () => {
  const answer = await answerOf('tgi-container', generate({ parameters: { max_new_tokens: 3 } }));
  expect(answer.json()).toEqual({ generated_text: matching(/^\S+ \S+ \S+$/) });
});

test('TGI streams a token an event, and the whole text in the last one', async () => {
  for (const request of [
    { ...generate(), url: `${TGI}/generate_stream` },
    { ...generate({ stream: true }), url: `${TGI}/` },
  ]) {
    const answer = await answerOf('tgi-container', request);
    expect(headerOf(answer, 'content-type')).toBe('text/event-stream');
    const events = eventsOf(answer.text).map(
      (event) => JSON.parse(event) as { token: { text: string }; generated_text: string | null },
    );
    const text = events.map(({ token }) => token.text).join('');
    expect(events.at(-1)).toMatchObject({ index: events.length, generated_text: text, details: null });
    expect(events.slice(0, -1).every(({ generated_text }) => generated_text === null)).toBe(true);
    expect(answer.chunks).toHaveLength(events.length);
    const instants = answer.chunks.map(({ atMs }) => atMs);
    expect(answer.headersAtMs).toBeLessThan(instants[0] ?? 0);
    expect(answer.end).toEqual({ kind: 'close', atMs: instants.at(-1) });
  }
});

test.for([
  ['TGI', 'tgi-container', chat()],
  ['the router', 'legacy-gone', { ...chat(), url: 'https://router.huggingface.co/v1/chat/completions' }],
  [
    'a provider by name',
    'legacy-gone',
    { ...chat(), url: 'https://router.huggingface.co/groq/openai/v1/chat/completions' },
  ],
] as const)('%s completes a chat in OpenAI’s shape', async ([, scenario, request]) => {
  const answer = await answerOf(scenario, request);
  expect(answer.json()).toMatchObject({
    object: 'chat.completion',
    created: MADE_AT,
    choices: [{ index: 0, message: { role: 'assistant', content: matching(/\.$/) }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 5 },
  });
});

test('a chat names the model that was asked for and says when it was cut', async () => {
  const answer = await answerOf('tgi-container', chat({ model: 'my-org/my-model', max_tokens: 2 }));
  expect(answer.json()).toMatchObject({
    model: 'my-org/my-model',
    choices: [{ finish_reason: 'length', message: { content: matching(/^\S+ \S+$/) } }],
    usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
  });
});

test('a streamed chat ends in [DONE], and its deltas make the answer', async () => {
  const answer = await answerOf('tgi-container', chat({ stream: true }));
  const events = eventsOf(answer.text);
  expect(events.at(-1)).toBe('[DONE]');
  const chunks = events.slice(0, -1).map(
    (event) =>
      JSON.parse(event) as {
        object: string;
        choices: [{ delta: { content: string }; finish_reason: string | null }];
      },
  );
  expect(chunks.every(({ object }) => object === 'chat.completion.chunk')).toBe(true);
  expect(chunks.map(({ choices: [choice] }) => choice.finish_reason)).toEqual([
    ...chunks.slice(1).map(() => null),
    'stop',
  ]);
  const text = chunks.map(({ choices: [choice] }) => choice.delta.content).join('');
  const whole = await answerOf('tgi-container', chat());
  expect(whole.json()).toMatchObject({ choices: [{ message: { content: text } }] });
});

test('TEI embeds each input into a vector of length 1 that depends on the text alone', async () => {
  const answer = await answerOf('tei-container', { url: `${TGI}/embed`, json: { inputs: ['one', 'two', 'one'] } });
  const vectors = answer.json() as number[][];
  expect(vectors).toHaveLength(3);
  expect(vectors[0]).toEqual(vectors[2]);
  expect(vectors[0]).not.toEqual(vectors[1]);
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
  const single = await answerOf('tei-container', { url: `${TGI}/embed`, json: { inputs: 'one' } });
  expect(single.json()).toEqual([vectors[0]]);
});

test('TEI embeds in OpenAI’s shape too', async () => {
  const answer = await answerOf('tei-container', { url: `${TGI}/v1/embeddings`, json: { input: ['one', 'two'] } });
  expect(answer.json()).toMatchObject({
    object: 'list',
    data: [
      { object: 'embedding', index: 0 },
      { object: 'embedding', index: 1 },
    ],
    model: '/repository',
    usage: { prompt_tokens: 2, total_tokens: 2 },
  });
});

test('TEI takes longer for a batch than for one input, but not as long as for all of them one by one', async () => {
  const time = async (count: number): Promise<number> => {
    const inputs = Array.from({ length: count }, () => 'text');
    return (await answerOf('tei-container', { url: `${TGI}/embed`, json: { inputs } })).headersAtMs ?? 0;
  };
  expect(await time(32)).toBeGreaterThan(2 * (await time(1)));
  expect(await time(32)).toBeLessThan(8 * (await time(1)));
});

test('the Hub lists models, knows repositories and their files, and takes commits', async () => {
  const list = await answerOf('hf-hub-window-small', { url: `${HUB}/api/models?limit=2` });
  expect(list.json()).toEqual([
    expect.objectContaining({ id: 'openai-community/gpt2' }),
    expect.objectContaining({ id: 'google-bert/bert-base-uncased' }),
  ]);
  const all = await answerOf('hf-hub-window-small', { url: `${HUB}/api/models?search=llama` });
  expect((all.json() as unknown[]).length).toBeGreaterThan(5);
  const one = await answerOf('hf-hub-window-small', { url: `${HUB}/api/models/my-org/my-model` });
  expect(one.json()).toMatchObject({ id: 'my-org/my-model', private: false });
  const tree = await answerOf('hf-hub-window-small', { url: `${HUB}/api/models/my-org/my-model/tree/main` });
  expect(tree.json()).toContainEqual(expect.objectContaining({ type: 'file', path: 'config.json' }));
  const commit = await answerOf('hf-hub-action-limit', {
    url: `${HUB}/api/datasets/you/data/commit/main`,
    text: '{}\n{}',
  });
  expect(commit.json()).toMatchObject({
    success: true,
    commitUrl: matching(/^https:\/\/huggingface\.co\/datasets\/you\/data\/commit\/[0-9a-f]{40}$/),
  });
});

test('llama.cpp says that it is well once the model is loaded', async () => {
  const endpoint = open('llama-cpp-loading');
  expect(await ask(endpoint, 24_999, 1, { url: `${TGI}/health` })).toMatchObject({ status: 503 });
  expect(await ask(endpoint, 25_000, 2, { url: `${TGI}/health` })).toMatchObject({
    status: 200,
    text: '{"status":"ok"}',
  });
  expect(await ask(endpoint, 25_000, 3, chat())).toMatchObject({ status: 200 });
});

test('asks for no slot to say that it is healthy', async () => {
  expect(await answerOf('tgi-busy', { url: `${TGI}/health` })).toMatchObject({ status: 200, text: '', limits: [] });
});

const axumSays = 'text/plain; charset=utf-8';
test.for([
  [
    'no JSON type',
    'tgi-container',
    { url: `${TGI}/generate`, text: '{"inputs":"Hello"}' },
    415,
    axumSays,
    'Expected request with `Content-Type: application/json`',
  ],
  [
    'no JSON',
    'tgi-container',
    { url: `${TGI}/generate`, text: '{', headers: { 'content-type': 'application/json' } },
    400,
    axumSays,
    'Failed to parse the request body as JSON',
  ],
  [
    'no inputs',
    'tgi-container',
    { url: `${TGI}/generate`, json: { input: 'Hello' } },
    422,
    axumSays,
    'Failed to deserialize the JSON body into the target type: missing field `inputs`',
  ],
  [
    'no messages',
    'tgi-container',
    { url: `${TGI}/v1/chat/completions`, json: { messages: [] } },
    422,
    axumSays,
    'Failed to deserialize the JSON body into the target type: missing field `messages`',
  ],
  [
    'inputs that are no texts',
    'tei-container',
    { url: `${TGI}/embed`, json: { inputs: ['a', 1] } },
    422,
    axumSays,
    'Failed to deserialize the JSON body into the target type: missing field `inputs`',
  ],
  [
    'no JSON for a provider',
    'legacy-gone',
    { url: 'https://router.huggingface.co/v1/chat/completions', text: 'Hello' },
    400,
    'application/json; charset=utf-8',
    '{"error":"The body is not a JSON object."}',
  ],
] as const)('says what is wrong with a body: %s', async ([, scenario, request, status, type, body]) => {
  const answer = await answerOf(scenario, request);
  expect(answer).toMatchObject({ status, text: body, limits: [] });
  expect(headerOf(answer, 'content-type')).toBe(type);
});
