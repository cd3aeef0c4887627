import { fetchWithRetry } from './retry.ts';

const MODEL = 'https://huggingface.co/api/models/my-org/my-model';
const HF_TOKEN = 'hf_your_token_here';

const response = await fetchWithRetry(
  MODEL,
  { headers: { Authorization: `Bearer ${HF_TOKEN}` } },
  { deadlineMs: 30_000 }, // The window may ask for up to 300 s.
);
console.log(response.status, await response.json());
