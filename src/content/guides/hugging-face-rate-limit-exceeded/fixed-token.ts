const MODEL = 'https://huggingface.co/api/models/my-org/my-model';
const HF_TOKEN = 'hf_your_token_here'; // Better: process.env.HF_TOKEN.

const response = await fetch(MODEL, {
  headers: { Authorization: `Bearer ${HF_TOKEN}` },
});
console.log(response.status, await response.json());
