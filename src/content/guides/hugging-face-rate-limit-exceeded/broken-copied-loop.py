import time

import requests

API_URL = "https://api.huggingface.co/endpoints/my-model"
HEADERS = {"Authorization": "Bearer hf_your_token_here"}
MAX_RETRIES = 5


def query_with_backoff():
    wait_seconds = 1
    for attempt in range(MAX_RETRIES):
        response = requests.get(
            API_URL,
            headers=HEADERS,
        )
        if response.status_code == 429:
            print(f"Rate limited, waiting {wait_seconds} s")
            time.sleep(wait_seconds)
            wait_seconds *= 2
        else:
            break
    return response


print(query_with_backoff().json())
