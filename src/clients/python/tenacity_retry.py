"""tenacity around requests, with the settings that come closest. It needs tenacity 9.1 or later."""

from typing import Any

import requests
import tenacity

PASSING = (408, 429, 500, 502, 503, 504)


def may_pass(error: BaseException) -> bool:
    """Whether it may pass: a refusal that may, a failed network, an attempt that took too long."""
    if isinstance(error, requests.HTTPError):
        # No wait cures a spent quota.
        return error.response.status_code in PASSING and "insufficient_quota" not in error.response.text
    failures = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
    return isinstance(error, failures)


def retry_after_s(error: BaseException) -> float:
    """What Retry-After says in seconds; 0 if it says none."""
    value = error.response.headers.get("Retry-After", "") if isinstance(error, requests.HTTPError) else ""
    return float(value) if value.isdigit() else 0


@tenacity.retry(
    # What it tries again; any exception by default. https://tenacity.readthedocs.io/en/latest/#whether-to-retry
    retry=tenacity.retry_if_exception(may_pass),
    # How often, and for how many seconds; for ever by default. https://tenacity.readthedocs.io/en/latest/#stopping
    stop=tenacity.stop_after_attempt(20) | tenacity.stop_before_delay(300),
    # As long as Retry-After says, and then 0.5 to 10 s at random; by default it does not wait. https://tenacity.readthedocs.io/en/latest/#waiting-before-retrying
    wait=tenacity.wait_exception(retry_after_s) + tenacity.wait_random_exponential(min=0.5, max=10),
    # Raises what the last attempt raised, not a RetryError around it. https://tenacity.readthedocs.io/en/latest/#error-handling
    reraise=True,
)
def post(url: str, **options: Any) -> requests.Response:
    """As `requests.post`, trying again."""
    response = requests.post(url, timeout=60, **options)
    response.raise_for_status()
    return response
