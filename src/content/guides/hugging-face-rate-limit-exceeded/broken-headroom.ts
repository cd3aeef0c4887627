const HUB = 'https://huggingface.co/api/models';
const HF_TOKEN = 'hf_your_token_here';

for (let number = 1; number <= 8; number++) {
  const response = await fetch(`${HUB}/my-org/model-${number}`, {
    headers: { Authorization: `Bearer ${HF_TOKEN}` },
  });
  if (!response.ok) throw new Error(`Model ${number}: ${response.status}`);
  console.log(`Model ${number}: all is well`);
}
