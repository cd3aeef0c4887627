import { InferenceClient } from '@huggingface/inference';

const parse: (json: string) => { readonly inputs: unknown } = JSON.parse;

const settings = {
  // By default it answers a 503 with the same request at once, for ever. https://github.com/huggingface/huggingface.js/blob/main/packages/inference/README.md#using-inference-endpoints
  retry_on_error: false,
};

/** @huggingface/inference with the settings that come closest. */
export function call(url: string, { body, signal }: RequestInit): Promise<unknown> {
  const client = new InferenceClient('hf_your_token_here', { endpointUrl: url, ...settings });
  return client.request(parse(typeof body === 'string' ? body : '{}'), { ...(signal && { signal }) });
}
