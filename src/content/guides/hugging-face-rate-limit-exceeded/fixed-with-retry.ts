import { fetchWithRetry } from './retry.ts';

const MODEL = 'https://huggingface.co/api/models/my-org/my-model';
const HF_TOKEN = 'hf_your_token_here';

const response = await fetchWithRetry(
  MODEL,
  { headers: { Authorization: `Bearer ${HF_TOKEN}` } },
  {
    deadlineMs: 360_000,
    onRetry({ attempt, delayMs, reason }) {
      const seconds = (delayMs / 1000).toFixed(1);
      console.log(
        `Attempt ${attempt} refused, waiting ${seconds} s: ${reason}`,
      );
    },
  },
);
console.log(response.status, await response.json());
