import OpenAI from 'openai';

/** openai as it comes, but for where it sends its requests. */
export function call(url: string, { method, headers, body, signal }: RequestInit): Promise<unknown> {
  const { origin, pathname } = new URL(url);
  const client = new OpenAI({ baseURL: origin, apiKey: 'hf_your_token_here' });
  const options = { headers, body, signal };
  return method === 'GET' ? client.get(pathname, options) : client.post(pathname, options);
}
