import OpenAI from 'openai';

const settings = {
  // How often it tries again; by default twice. https://www.npmjs.com/package/openai/v/7.59.0#retries
  maxRetries: 19,
  // How long one attempt may take; by default ten minutes. https://www.npmjs.com/package/openai/v/7.59.0#timeouts
  timeout: 60_000,
};

/** openai with the settings that come closest. */
export function call(url: string, { method, headers, body, signal }: RequestInit): Promise<unknown> {
  const { origin, pathname } = new URL(url);
  const client = new OpenAI({ baseURL: origin, apiKey: 'hf_your_token_here', ...settings });
  const options = { headers, body, signal };
  return method === 'GET' ? client.get(pathname, options) : client.post(pathname, options);
}
