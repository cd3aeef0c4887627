import { fetchWithRetry } from './retry.ts';

const MODEL = 'https://huggingface.co/api/models/my-org/my-model';
const HF_TOKEN = 'hf_your_token_here';

const response = await fetchWithRetry(
  MODEL,
  { headers: { Authorization: `Bearer ${HF_TOKEN}` } },
  {
    deadlineMs: 360_000,
    onRetry({ attempt, delayMs, reason }) {
      console.log(`Attempt ${attempt}: waiting ${delayMs} ms, says ${reason}`);
    },
  },
);
if (!response.ok) throw new Error(`Status ${response.status}`);
console.log(response.status, await response.json());
