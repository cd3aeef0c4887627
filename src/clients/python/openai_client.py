"""openai for Python with the settings that come closest."""

from openai import OpenAI

client = OpenAI(
    base_url="https://router.huggingface.co/v1",
    api_key="hf_your_token_here",
    # How often it tries again; twice by default. https://pypi.org/project/openai/3.22.1/
    max_retries=19,
    # How many seconds one attempt may take; ten minutes by default. https://pypi.org/project/openai/3.22.1/
    timeout=60,
)
