"""huggingface_hub's own retry, for requests of yours. InferenceClient and most calls of HfApi do not go through it."""

from functools import partial

from huggingface_hub.utils import http_backoff

request = partial(
    http_backoff,
    # How often it tries again; 5 times by default. https://github.com/huggingface/huggingface_hub/blob/v2.0.0/src/huggingface_hub/utils/_http.py
    max_retries=19,
    # The longest of its own waits, in seconds; 8 by default. https://github.com/huggingface/huggingface_hub/blob/v2.0.0/src/huggingface_hub/utils/_http.py
    max_wait_time=10,
    # How many seconds one attempt may take. https://github.com/huggingface/huggingface_hub/blob/v2.0.0/src/huggingface_hub/utils/_http.py
    timeout=60,
)
