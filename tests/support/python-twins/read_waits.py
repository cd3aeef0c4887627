"""How long the fixes in Python wait after a refusal.

On stdin: {"now": seconds since 1970, "refusals": [{header: value}]}. Prints for each refusal the seconds
of `retry` (null where it reads no wait) and of the rate limiter.
"""

import json
import sys

sys.path[:0] = sys.argv[1:]

import httpx
from rate_limiter import QueueFullError, RateLimiter
from retry_httpx import RetryError, RetryOptions, request_with_retry

given = json.load(sys.stdin)


# Answers each request with a refusal that has the headers of the request.
client = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(429, headers=request.headers)))


def now() -> float:
    return float(given["now"])


def retry(headers: dict[str, str]) -> float | None:
    client.headers = httpx.Headers(headers)
    try:
        request_with_retry(client, "GET", "https://endpoint.example", options=RetryOptions(max_attempts=1, now=now))
    except RetryError as error:
        return error.retry_in_s
    raise AssertionError("A refusal was taken for an answer.")


def rate_limiter(headers: dict[str, str]) -> float:
    limiter = RateLimiter(max_queued=0, clock=lambda: 0.0, now=now, random=lambda: 0.0)
    limiter.learn(headers)
    try:
        limiter.run(lambda: None)
    except QueueFullError as error:
        return error.wait_s
    return 0.0


print(json.dumps([[retry(headers), rate_limiter(headers)] for headers in given["refusals"]]))
