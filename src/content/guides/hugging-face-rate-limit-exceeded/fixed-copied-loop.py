"""Calls an Inference Endpoint, waits out what passes and raises on the rest."""

import json
import os
import random
import re
import threading
import time
from email.utils import parsedate_to_datetime

import requests

# As its page shows it, with a host under endpoints.huggingface.cloud.
ENDPOINT = os.environ["HF_ENDPOINT"]
TOKEN = os.environ["HF_TOKEN"]

MAX_ATTEMPTS = 10
DEADLINE_S = 900.0  # not counting the wait for a slot; a Hub window takes up to 300 s
MAX_BACKOFF_S = 30.0
SCALE_UP_S = 600  # the proxy holds the request while a replica starts
CONNECT_S = 10.0
READ_S = SCALE_UP_S + 60.0  # must outlast the start
MAY_PASS = {408, 429, 500, 502, 503, 504}
NETWORK_ERRORS = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
)

# Shared by all threads: the container refuses what exceeds its slots, 128 in TGI.
slots = threading.BoundedSemaphore(64)


class Refused(Exception):
    """Gave up. `response` is the last answer, or None if none came."""

    def __init__(self, why: str, response: requests.Response | None) -> None:
        status = "no response" if response is None else f"status {response.status_code}"
        super().__init__(f"{why} ({status})")
        self.response = response


class Connections(threading.local):
    """Kept open between calls, for each thread: a Session may not be thread-safe."""

    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {TOKEN}"
        self.session.headers["X-Scale-Up-Timeout"] = str(SCALE_UP_S)


local = Connections()


def error_in(response: requests.Response) -> str | None:
    """What went wrong, also inside a 200 with server-sent events."""
    if not response.ok:
        return response.text
    if "text/event-stream" not in response.headers.get("Content-Type", ""):
        return None
    for data in re.findall(rb"^data: *({.*)", response.content, re.MULTILINE):
        try:
            error = json.loads(data).get("error")
        except ValueError:
            continue
        if error:
            return str(error)
    return None


def why_final(response: requests.Response, error: str) -> str | None:
    """Why no wait helps, or None if one may."""
    if response.status_code not in MAY_PASS and "Model is overloaded" not in error:
        return "waiting does not cure this"
    hours = response.status_code == 429 and re.search("per (hour|day)", error)
    if hours and asked_wait(response) is None:
        return "an action limit, which lasts for hours"
    return None


def asked_wait(response: requests.Response) -> float | None:
    """The seconds that the server asks for, or None if it does not say."""
    retry_after = response.headers.get("Retry-After", "")
    if retry_after.isdecimal():
        return float(retry_after)
    try:
        return parsedate_to_datetime(retry_after).timestamp() - time.time()
    except (OverflowError, TypeError, ValueError):
        pass  # No date either: look for the Hub's header.
    found = re.search(r";r=0;t=(\d+)", response.headers.get("RateLimit", ""))
    return float(found[1]) if found else None


def query(payload: dict[str, object], repeatable: bool = True) -> requests.Response:
    """POSTs `payload` and returns a success.

    Sends again only what is safe to send twice. Generating twice costs money, no more;
    where twice does harm, pass `repeatable=False`.
    """
    end = time.monotonic() + DEADLINE_S
    attempt = 0
    while True:
        attempt += 1
        response: requests.Response | None = None
        cause: Exception | None = None
        try:
            queued = time.monotonic()
            with slots:
                end += time.monotonic() - queued
                timeout = (CONNECT_S, max(1.0, min(READ_S, end - time.monotonic())))
                response = local.session.post(ENDPOINT, json=payload, timeout=timeout)
        except NETWORK_ERRORS as dropped:
            cause = dropped
        else:
            error = error_in(response)
            if error is None:
                return response
            if why := why_final(response, error):
                raise Refused(f"{why}: {error[:200]}", response)
        if attempt == MAX_ATTEMPTS or not repeatable:
            raise Refused(f"failed at attempt {attempt}", response) from cause
        backoff = random.uniform(0, min(MAX_BACKOFF_S, 2.0**attempt))
        asked = None if response is None else asked_wait(response)
        wait = backoff if asked is None else max(asked, 1.0) * random.uniform(1, 1.1)
        if time.monotonic() + wait > end:
            why = f"{wait:.0f} s more would pass the deadline"
            raise Refused(why, response) from cause
        print(f"attempt {attempt} failed, waiting {wait:.1f} s")
        time.sleep(wait)


if __name__ == "__main__":
    print(query({"inputs": "Why is the sky blue?"}).json())
