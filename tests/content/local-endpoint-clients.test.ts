import { InferenceClient } from '@huggingface/inference';
import OpenAI from 'openai';
import { expect, test, vi } from 'vitest';
import { clientSettings } from '../../src/components/client-settings.ts';
import { serve } from '../support/local-endpoint.ts';

const MESSAGES = [{ role: 'user' as const, content: 'Why is the sky blue?' }];

/** What the page says to set for a client. */
function settingOf(client: string, url: string): string {
  const found = clientSettings(url).find((one) => one.client.startsWith(client));
  if (found === undefined) throw new Error(`The page says nothing of ${client}.`);
  return found.setting;
}

test('openai goes where the page says, by its variable alone', async () => {
  const { url, trace } = await serve('tgi-container');
  const [name = '', value = ''] = settingOf('openai', url).split('=');
  vi.stubEnv(name, value);
  try {
    const client = new OpenAI({ apiKey: 'hf_your_token_here', maxRetries: 0 });
    const completion = await client.chat.completions.create({ model: 'tgi', messages: MESSAGES });
    expect(completion.choices[0]?.message.content).not.toBe('');
  } finally {
    vi.unstubAllEnvs();
  }
  expect((await trace()).events[0]).toMatchObject({ url: expect.stringMatching(/\/v1\/chat\/completions$/) as string });
});

test('@huggingface/inference goes where the page says', async () => {
  const { url, trace } = await serve('tgi-container');
  const endpointUrl = /endpointUrl: '([^']+)'/.exec(settingOf('@huggingface/inference', url))?.[1] ?? '';
  const client = new InferenceClient('hf_your_token_here', { endpointUrl });
  const completion = await client.chatCompletion({ messages: MESSAGES });
  expect(completion.choices[0]?.message.content).not.toBe('');
  expect((await trace()).events[0]).toMatchObject({ url: expect.stringMatching(/\/v1\/chat\/completions$/) as string });
});
