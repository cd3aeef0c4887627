import { fetchWithRetry } from './retry.ts';

const MODELS = 'https://huggingface.co/api/models?search=llama';
const HF_TOKEN = 'hf_your_token_here';

const response = await fetchWithRetry(
  MODELS,
  { headers: { Authorization: `Bearer ${HF_TOKEN}` } },
  { deadlineMs: 30_000 }, // The window may ask for up to 300 s.
);
console.log(response.status, await response.json());
