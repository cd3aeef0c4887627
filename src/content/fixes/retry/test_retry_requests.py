# SPDX-License-Identifier: MIT-0
# retry 1.1.0 sha256:b472c421df5a0aca https://try-again-later.example/fixes/retry/
# Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
"""Run with `pytest test_retry_requests.py`. Nothing sleeps: the clock is a number."""

import io
import math
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

import pytest
import requests
import urllib3
from requests.adapters import HTTPAdapter

from retry_requests import (
    Failure,
    Jitter,
    Retry,
    RetryError,
    RetryOptions,
    request_with_retry,
)

URL = "https://endpoint.example/v1/chat/completions"
START = datetime(2026, 11, 24, 2, tzinfo=timezone.utc).timestamp()


class Body(io.RawIOBase):
    """Counts what is read of it, and breaks off with an error if it has one."""

    def __init__(
        self, blocks: Iterator[bytes], error: BaseException | None = None
    ) -> None:
        self.blocks, self.error, self.read_bytes = blocks, error, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = next(self.blocks, b"")
        if not block and self.error:
            raise self.error
        buffer[: len(block)] = block
        self.read_bytes += len(block)
        return len(block)


NO_POOL: Any = None
SILENCE = urllib3.exceptions.ReadTimeoutError(NO_POOL, URL, "silence")
Answer = tuple[int, dict[str, str], "bytes | Body"] | Exception


class Server(HTTPAdapter):
    """Answers each request with the next answer, and every further one with the last."""

    def __init__(self, *answers: Answer) -> None:
        super().__init__()
        self.answers = answers
        self.now = 0.0
        self.sent: list[tuple[float, str, Any]] = []
        self.timeouts: list[float] = []
        self.responses: list[requests.Response] = []
        self.retries: list[Retry] = []
        self.takes_s = 0.0

    def send(self, request: Any, *args: Any, **kwargs: Any) -> requests.Response:
        question = request.body
        if question is not None and not isinstance(question, (bytes, str)):
            question = b"".join(question)
        self.sent.append((self.now, request.method, question))
        self.timeouts.append(kwargs["timeout"])
        answer = self.answers[min(len(self.sent), len(self.answers)) - 1]
        self.now += min(self.takes_s, kwargs["timeout"])
        if isinstance(answer, Exception):
            raise answer
        status, headers, content = answer
        body = Body(iter([content])) if isinstance(content, bytes) else content
        raw = urllib3.HTTPResponse(
            # As with a socket, a read waits until it has all that it asks for.
            io.BufferedReader(body),
            headers,
            status,
            preload_content=False,
        )
        build: Callable[..., requests.Response] = self.build_response
        response = build(request, raw)
        self.responses.append(response)
        return response

    def sleep(self, seconds: float) -> None:
        # The response was let go before the wait.
        assert all(response.raw.closed for response in self.responses)
        self.now += seconds

    def call(
        self, *, options: RetryOptions = RetryOptions(), **kwargs: Any
    ) -> requests.Response:
        taken = replace(
            options,
            clock=lambda: self.now,
            now=lambda: START + self.now,
            on_retry=options.on_retry or self.retries.append,
        )
        kwargs = {"data": "question", "sleep": self.sleep, **kwargs}
        with requests.Session() as session:
            session.mount("https://", self)
            return request_with_retry(
                "POST", URL, session=session, options=taken, **kwargs
            )

    def call_to_error(self, **kwargs: Any) -> RetryError:
        with pytest.raises(RetryError) as caught:
            self.call(**kwargs)
        return caught.value

    @property
    def times(self) -> list[float]:
        return [at for at, _, _ in self.sent]


OK: Answer = (200, {}, b"yes")


def refuse(status: int = 503, body: "bytes | Body" = b"no", **headers: str) -> Answer:
    return (
        status,
        {name.replace("_", "-"): value for name, value in headers.items()},
        body,
    )


def chance(value: float, **options: Any) -> RetryOptions:
    return RetryOptions(random=lambda: value, **options)


def test_returns_a_success_at_once() -> None:
    server = Server(OK)
    response = server.call()
    assert (response.status_code, response.text) == (200, "yes")
    assert server.times == [0]


def test_opens_a_session_of_its_own_and_closes_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server(OK)
    closed: list[requests.Session] = []
    monkeypatch.setattr(requests.Session, "get_adapter", lambda *_args, **_kwargs: server)
    monkeypatch.setattr(requests.Session, "close", lambda session: closed.append(session))
    assert request_with_retry("GET", URL).text == "yes"
    assert len(closed) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422])
def test_returns_other_answers_without_a_retry(status: int) -> None:
    server = Server(refuse(status))
    assert server.call().status_code == status
    assert len(server.sent) == 1


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_retries_with_the_same_method_and_body(status: int) -> None:
    server = Server(refuse(status), OK)
    assert server.call().status_code == 200
    assert [request[1:] for request in server.sent] == [("POST", "question")] * 2


@pytest.mark.parametrize(
    "error",
    [
        requests.ConnectionError("reset"),
        requests.ReadTimeout("silence"),
        requests.exceptions.ChunkedEncodingError("cut"),
    ],
)
def test_retries_a_network_failure_and_gives_it_as_the_cause(error: Exception) -> None:
    raised = Server(error).call_to_error(options=RetryOptions(max_attempts=2))
    assert (raised.reason, raised.attempts, raised.response) == ("attempts", 2, None)
    assert raised.__cause__ is error


def test_raises_for_a_bad_url_instead_of_retrying_it() -> None:
    with pytest.raises(requests.exceptions.MissingSchema):
        request_with_retry("GET", "endpoint.example")


@pytest.mark.parametrize(
    "options",
    [
        {"max_attempts": 0},
        {"deadline_s": float("nan")},
        {"attempt_timeout_s": -1},
        {"initial_delay_s": -1},
        {"max_delay_s": float("nan")},
        {"jitter": "some"},
    ],
)
def test_refuses_options_that_make_no_sense(options: Any) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        RetryOptions(**options)


def test_refuses_a_timeout_which_would_be_another_one() -> None:
    with pytest.raises(TypeError, match="attempt_timeout_s"):
        Server(OK).call(timeout=5)


@pytest.mark.parametrize(
    ("headers", "body", "wait_s", "reason"),
    [
        ({"Retry-After": "7"}, b"", 7, "retry-after"),
        ({"Retry-After": "Tue, 24 Nov 2026 02:00:30 GMT"}, b"", 30, "retry-after"),
        ({"Retry-After": "Tuesday, 24-Nov-26 02:00:30 GMT"}, b"", 30, "retry-after"),
        ({"Retry-After": "Tue Nov 24 02:00:30 2026"}, b"", 30, "retry-after"),
        ({"Retry-After": "5, 9"}, b"", 9, "retry-after"),
        ({"Retry-After": "120 ,7"}, b"", 120, "retry-after"),
        ({"retry-after-ms": "149.8"}, b"", 0.1498, "retry-after-ms"),
        (
            {"x-ms-retry-after-ms": "300", "Retry-After": "1"},
            b"",
            0.3,
            "x-ms-retry-after-ms",
        ),
        ({"RateLimit": '"api";r=0;t=55'}, b"", 55, "ratelimit"),
        ({"RateLimit": '"a";r=0;t=5, "b";r=0;t=9, "c";r=4;t=99'}, b"", 9, "ratelimit"),
        ({"RateLimit": "limit=100, remaining=0, reset=5"}, b"", 5, "ratelimit"),
        ({"Retry-After": "2", "RateLimit": '"api";r=0;t=55'}, b"", 2, "retry-after"),
        ({"Retry-After": "soon", "RateLimit": '"api";r=0;t=55'}, b"", 55, "ratelimit"),
        ({"Retry-After": "0", "RateLimit": '"api";r=0;t=55'}, b"", 55, "ratelimit"),
        (
            {"retry-after-ms": "0", "Retry-After": "Tue, 24 Nov 2026 02:00:30 GMT"},
            b"",
            30,
            "retry-after",
        ),
        (
            {"Retry-After": "Tue, 24 Nov 2026 01:00:00 GMT"},
            b"Try again in 20s.",
            20,
            "body",
        ),
        ({"Retry-After": "7 \t"}, b"", 7, "retry-after"),
        ({"Retry-After": "5, 9 "}, b"", 9, "retry-after"),
        ({"retry-after-ms": "300 "}, b"", 0.3, "retry-after-ms"),
        ({"x-ratelimit-remaining": "0 ", "x-ratelimit-reset": "12 "}, b"", 12, None),
        ({"RateLimit-Remaining": "0", "RateLimit-Reset": "3"}, b"", 3, "ratelimit-reset"),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "12"}, b"", 12, None),
        ({"x-ratelimit-reset": f"{START + 40:.0f}"}, b"", 40, None),
        ({"x-ratelimit-reset": f"{(START + 41) * 1000:.0f}"}, b"", 41, None),
        ({"x-ratelimit-reset": "2026-11-24T02:00:09Z"}, b"", 9, None),
        ({"Retry-After": "2026-11-24T04:00:09.25+02:00"}, b"", 9.25, "retry-after"),
        # Our clock is slow, or the server's is fast: its own counts.
        (
            {
                "Retry-After": "Tue, 24 Nov 2026 04:00:08 GMT",
                "Date": "Tue, 24 Nov 2026 04:00:00 GMT",
            },
            b"",
            8,
            "retry-after",
        ),
        ({}, b"Please try again in 149.8ms. ", 0.1498, "body"),
        ({}, b"Please try again in 2m59.56s.", 179.56, "body"),
        ({}, b"Please try again in 1h0m1s.", 3601, "body"),
        ({}, b"try again in 2m", 120, "body"),
        ({}, b"Try again in 1d.", 86_400, "body"),
        ({}, b"Try again in 1 minute.", 60, "body"),
        ({}, b"try again in 5 minutes", 300, "body"),
        ({}, b"Try again in about 1 hour.", 3600, "body"),
        ({}, b"Try again in 1 min and 30 seconds", 90, "body"),
        ({"Retry-After": "34"}, b"You exceeded your current quota", 34, "retry-after"),
        ({}, b"on tokens per day: please try again in 8.64s", 8.64, "body"),
        ({}, b"9 per day. Try again in 60s", 60, "body"),
        ({}, b"9 per day. Try again in 2 min", 120, "body"),
        ({}, b"9 per day. Try again in 1h0m0s", 3600, "body"),
        ({}, b"9 per day. Try again in 1 hour 5 min", 3900, "body"),
        ({}, b"You exceeded your current quota. Try again in 20s.", 20, "body"),
        # As Gemini words it, and as google.rpc.RetryInfo has it.
        ({}, b"exceeded your current quota.\nPlease retry in 47.434s.", 47.434, "body"),
        ({}, b"Please retry in 10h17m5.72s.", 37_025.72, "body"),
        ({}, b'exceeded your current quota, "retryDelay": "26s"', 26, "body"),
        ({}, rb'{"message":"{\"retryDelay\":\"4s\"}"}', 4, "body"),
        ({}, b'Please retry in 4.43s.","retryDelay":"4s"', 4.43, "body"),
        ({"Retry-After": "5"}, b'{"error":"INSUFFICIENT QUOTA"}', 5, "retry-after"),
    ],
)
def test_waits_as_the_server_says(
    headers: dict[str, str], body: bytes, wait_s: float, reason: str | None
) -> None:
    server = Server((429, headers, body), OK)
    server.call(options=chance(0, deadline_s=1e6))
    assert server.times == pytest.approx([0, wait_s], abs=1e-6)
    assert [retry.reason for retry in server.retries] == [reason or "x-ratelimit-reset"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "soon"},
        {"Retry-After": "-5"},
        {"Retry-After": "5, soon"},
        {"Retry-After": "0"},
        {"retry-after-ms": "0"},
        {"Retry-After": "Tue, 24 Nov 2026 01:00:00 GMT"},
        {"x-ratelimit-remaining": "0", "x-ratelimit-reset": f"{START - 40:.0f}"},
        {"Retry-After": "1e3"},
        {"Retry-After": "Tue, 99 Nov 2026 02:00:30 GMT"},
        {"x-ratelimit-reset": "2026-99-24T02:00:09Z"},
        {"Retry-After": "2026-11-24T02:00:30"},
        {"Retry-After": "2026-11-24T02:00:30+0000"},
        {"Retry-After": "2026-11-24"},
        {"Retry-After": "Tue, 24 Nov 2026 02:00:30 +0000"},
        {"Retry-After": "Wed, 25 Nov 2026 GMT"},
        {"Retry-After": "Tue, 24 Nov 2026 02:01 GMT"},
        {"Retry-After": "Tue, 31 Nov 2026 02:00:30 GMT"},
        {"Retry-After": "2026-11-31T02:00:30Z"},
        {"Retry-After": "2026-11-24T24:00:00Z"},
        {"Retry-After": "Tue, 24 Nov 2026 02:01:60 GMT"},
        {"Retry-After": "Thursday, 24-Nov-50 02:00:30 GMT"},
        {"RateLimit": '"api";r=647;t=55'},
        {"RateLimit": '"api";r=0'},
        {"RateLimit": '"r=0";r=9;t=5'},
        {"RateLimit": '"api";later=0;r=9;t=5'},
        {"x-ratelimit-remaining": "3", "x-ratelimit-reset": "12"},
    ],
)
def test_backs_off_on_its_own_after_nonsense(headers: dict[str, str]) -> None:
    server = Server((429, headers, b"no"), OK)
    server.call(options=chance(0.5))
    assert server.times == [0, 0.25]
    assert server.retries[0].reason == "backoff"


def test_takes_a_month_for_no_minute() -> None:
    server = Server(refuse(429, b"Try again in 1 month."), OK)
    server.call(options=chance(0.5))
    assert server.retries[0].reason == "backoff"


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        (429, {}, "x-ratelimit-reset"),
        (503, {}, "backoff"),
        (503, {"x-ratelimit-remaining": "0"}, "x-ratelimit-reset"),
        (503, {"x-ratelimit-remaining": "7"}, "backoff"),
    ],
)
def test_takes_a_reset_alone_for_a_wait_only_in_a_429(
    status: int, headers: dict[str, str], reason: str
) -> None:
    server = Server((status, {**headers, "x-ratelimit-reset": "12"}, b"no"), OK)
    server.call(options=chance(0))
    assert server.retries[0].reason == reason


@pytest.mark.parametrize(("hint", "wait_s"), [("100", 105), ("1", 1.25)])
def test_puts_jitter_on_top_of_what_the_server_says(hint: str, wait_s: float) -> None:
    server = Server(refuse(429, Retry_After=hint), OK)
    server.call(options=chance(0.5, deadline_s=1000))
    assert server.times == [0, wait_s]


@pytest.mark.parametrize("drawn", [0, 0.5, 0.999, float("nan")])
def test_spreads_out_no_further_than_the_deadline_allows(drawn: float) -> None:
    server = Server(refuse(429, Retry_After="112"), OK)
    server.call(options=chance(drawn))
    # Of the 8 s that are left, half are for the attempt.
    assert server.times == [0, 112 + 4 * (drawn if drawn < 1 else 1)]


@pytest.mark.parametrize("name", ["retry-after-ms", "x-ms-retry-after-ms"])
def test_loses_nothing_below_a_second_and_adds_no_more_than_jitter(name: str) -> None:
    server = Server((429, {name: "300"}, b"no"), OK)
    server.call(options=chance(0.5))
    assert server.times == pytest.approx([0, 0.55])


@pytest.mark.parametrize("value", ["0", "Tue, 24 Nov 2026 01:00:00 GMT"])
def test_waits_longer_each_time_after_a_wait_of_nothing(value: str) -> None:
    options = RetryOptions(jitter="none")
    error = Server(refuse(429, Retry_After=value)).call_to_error(options=options)
    assert error.waits_s == (0.5, 1, 2, 4)


@pytest.mark.parametrize(
    ("jitter", "value", "waits_s"),
    [
        ("none", 0.5, [1, 2, 4, 8, 10, 10]),
        ("full", 0.5, [0.5, 1, 2, 4, 5, 5]),
        ("equal", 0, [0.5, 1, 2, 4, 5, 5]),
        ("equal", 0.5, [0.75, 1.5, 3, 6, 7.5, 7.5]),
        ("decorrelated", 0, [1, 1, 1, 1, 1, 1]),
        ("decorrelated", 0.5, [2, 3.5, 5.75, 9.125, 10, 10]),
    ],
)
def test_spaces_its_retries(jitter: Jitter, value: float, waits_s: list[float]) -> None:
    options = chance(
        value, jitter=jitter, max_attempts=7, initial_delay_s=1, max_delay_s=10
    )
    error = Server(refuse()).call_to_error(options=options)
    assert error.waits_s == pytest.approx(waits_s)


@pytest.mark.parametrize("drawn", [-1, 1, 7, float("nan")])
def test_takes_no_chance_for_more_than_one(drawn: float) -> None:
    server = Server(refuse(), OK)
    server.call(options=chance(drawn))
    assert server.times == [0, 0.5]


def test_outlasts_a_thousand_refusals() -> None:
    options = chance(0, max_attempts=1100, jitter="none", max_delay_s=0)
    assert Server(refuse()).call_to_error(options=options).attempts == 1100


def test_gives_up_after_the_last_attempt_without_another_wait() -> None:
    server = Server(refuse(429, b"full", Retry_After="10"))
    error = server.call_to_error(options=RetryOptions(max_attempts=3, jitter="none"))
    assert server.now == 20
    assert (error.reason, error.attempts, error.waits_s) == ("attempts", 3, (10, 10))
    assert error.response is not None and error.response.text == "full"


def test_the_last_response_can_still_be_read_in_each_way() -> None:
    body = b'{"error":"full"}'
    error = Server(refuse(429, body)).call_to_error(options=RetryOptions(max_attempts=1))
    assert error.response is not None
    assert error.response.json() == {"error": "full"}
    assert b"".join(error.response.iter_content(4)) == body


@pytest.mark.parametrize("retry_after", ["55", "9" * 400])
def test_fails_at_once_when_the_wait_would_pass_the_deadline(retry_after: str) -> None:
    server = Server(refuse(429, Retry_After=retry_after))
    error = server.call_to_error(options=RetryOptions(deadline_s=30, jitter="none"))
    assert (error.reason, server.now) == ("deadline", 0)
    due = "55.0" if retry_after == "55" else "inf"
    why = f"the next is due in {due} s, past the deadline"
    assert str(error) == f"Gave up after attempt 1 (status 429): {why}."


def test_gives_up_at_once_on_a_wait_without_end_even_without_a_deadline() -> None:
    server = Server(refuse(429, Retry_After="9" * 400))
    error = server.call_to_error(options=RetryOptions(deadline_s=math.inf))
    assert (error.reason, error.retry_in_s) == ("deadline", math.inf)


def test_without_a_deadline_waits_however_long_the_server_says_a_day_at_a_time() -> None:
    server = Server(refuse(429, Retry_After=f"{2.5 * 86_400}"), OK)
    naps_s: list[float] = []

    def sleep(seconds: float) -> None:
        naps_s.append(seconds)
        server.sleep(seconds)

    endless = RetryOptions(
        deadline_s=math.inf, attempt_timeout_s=math.inf, jitter="none"
    )
    server.call(options=endless, sleep=sleep)
    assert naps_s == [86_400, 86_400, 43_200]
    assert server.times == [0, 2.5 * 86_400]


def test_a_timeout_without_end_is_one_that_a_socket_takes() -> None:
    server = Server(OK)
    server.call(options=RetryOptions(deadline_s=math.inf, attempt_timeout_s=math.inf))
    with socket.socket() as taker:
        for timeout in server.timeouts:
            taker.settimeout(timeout)


@pytest.mark.parametrize(
    ("reason", "options", "refusal", "retry_in_s"),
    [
        ("deadline", {"deadline_s": 5}, refuse(429, Retry_After="55"), 55),
        ("attempts", {"max_attempts": 1}, refuse(429, b"Try again in 1.5s"), 1.5),
        (
            "forbidden",
            {"should_retry": lambda _: False},
            refuse(503, Retry_After="7"),
            7,
        ),
        ("deadline", {"deadline_s": 0.1}, refuse(503), None),
        ("attempts", {"max_attempts": 1}, refuse(503, Retry_After="0"), None),
        ("final", {}, refuse(402, Retry_After="7"), None),
    ],
)
def test_tells_on_giving_up_what_wait_was_asked_for(
    reason: str, options: dict[str, Any], refusal: Answer, retry_in_s: float | None
) -> None:
    error = Server(refusal).call_to_error(options=chance(0.5, **options))
    assert (error.reason, error.retry_in_s) == (reason, retry_in_s)


@pytest.mark.parametrize(
    ("refusal", "retry_in_s"),
    [(refuse(429, b"full", Retry_After="10"), 0), (refuse(429, b"full"), None)],
)
def test_sends_nothing_after_the_deadline_when_it_wakes_late(
    refusal: Answer, retry_in_s: float | None
) -> None:
    server = Server(refusal)

    def oversleep(_: float) -> None:
        server.now = 30

    options = RetryOptions(deadline_s=30)
    error = server.call_to_error(options=options, sleep=oversleep)
    assert (error.reason, error.attempts, server.times) == ("deadline", 1, [0])
    assert error.retry_in_s == retry_in_s
    why = "it passed during the wait"
    assert str(error) == f"Gave up after attempt 1 (status 429): {why}."
    assert error.response is not None and error.response.text == "full"


def test_no_attempt_may_take_longer_than_what_is_left() -> None:
    server = Server(requests.ReadTimeout("silence"))
    server.takes_s = 1000
    options = RetryOptions(deadline_s=100, attempt_timeout_s=60, jitter="none")
    error = server.call_to_error(options=options)
    assert server.timeouts == [60, 39.5]
    assert (error.reason, server.now) == ("deadline", 100)


@pytest.mark.parametrize(
    "refusal",
    [
        refuse(402, b"You have depleted your monthly included credits."),
        refuse(429, b"You are out of monthly credits", Retry_After="1"),
        refuse(429, b"No included credits are left", Retry_After="1"),
        refuse(429, b"PREPAID CREDITS are used up", Retry_After="1"),
        refuse(429, b"You exceeded your current quota", Retry_After="0"),
        refuse(429, b"9 per day", Retry_After="Tue, 24 Nov 2026 01:00:00 GMT"),
        refuse(429, b'{"error":{"code":"insufficient_quota"}}', Retry_After="1"),
        refuse(429, b"You exceeded your current quota"),
        refuse(429, b"128 commits per hour. Try again in about 1 hour."),
        refuse(429, b"9 per day. You may retry in about 1 hour."),
        refuse(429, b"9 per day. Try again in about 5 minutes"),
        refuse(429, b"9 per day. Try again in 2 hours. 5 are free."),
        refuse(429, b"9 per week. Try again in 1d"),
        refuse(429, b"You have reached your spend limit."),
        refuse(429, b'{"error":{"code":"credit_balance_exhausted"}}', Retry_After="1"),
        refuse(429, b'{"error":{"code":"project_spend_limit_exceeded"}}'),
        refuse(429, b'{"error":{"code":"organization_usage_limit_exceeded"}}'),
        refuse(429, b'retry in 11s. "quotaId":"GenerateRequestsPerDayPerProject"'),
        refuse(
            429,
            b"the rate limit for commits (128 per hour).",
            RateLimit='"api";r=647;t=55',
        ),
    ],
)
def test_never_retries_what_no_wait_cures(refusal: Answer) -> None:
    server = Server(refusal, OK)
    error = server.call_to_error()
    assert (error.reason, error.attempts, error.waits_s) == ("final", 1, ())
    assert len(server.sent) == 1


def test_takes_a_503_for_what_passes_whatever_its_words() -> None:
    server = Server(refuse(503, b"insufficient_quota: 9 per day"), OK)
    server.call(options=chance(0.5))
    assert server.times == [0, 0.25]


def test_takes_a_window_with_an_upgrade_offer_for_what_it_is() -> None:
    body = b"you hit the quota of 1000 api requests per 5 minutes period. Upgrade to PRO"
    server = Server(refuse(429, body, RateLimit='"api";r=0;t=55'), OK)
    server.call(options=chance(0))
    assert server.times == [0, 55]


def test_believes_a_wait_that_the_server_names_over_the_words_per_hour() -> None:
    server = Server(refuse(429, b"5000 requests per hour", Retry_After="68"), OK)
    server.call(options=chance(0))
    assert server.times == [0, 68]


def test_asks_should_retry_which_sees_the_request() -> None:
    seen: list[Failure] = []

    def only_get(failure: Failure) -> bool:
        seen.append(failure)
        return failure.method == "GET"

    error = Server(refuse()).call_to_error(options=RetryOptions(should_retry=only_get))
    assert (error.reason, error.attempts) == ("forbidden", 1)
    assert (seen[0].url, seen[0].attempt, seen[0].response) == (URL, 1, error.response)


def test_only_the_answer_false_of_should_retry_forbids_a_retry() -> None:
    say_nothing: Any = lambda _: None  # noqa: E731
    options = chance(0.5, should_retry=say_nothing)
    assert Server(refuse(), OK).call(options=options).status_code == 200


def test_asks_should_retry_for_no_retry_that_the_deadline_forbids() -> None:
    asked: list[Failure] = []

    def never(failure: Failure) -> bool:
        asked.append(failure)
        return False

    options = RetryOptions(deadline_s=30, should_retry=never)
    error = Server(refuse(429, Retry_After="55")).call_to_error(options=options)
    assert (error.reason, asked) == ("deadline", [])


@pytest.mark.parametrize("where", ["sleep", "on_retry", "should_retry"])
def test_an_interrupt_ends_it_at_once(where: str) -> None:
    def interrupt(_: object) -> bool:
        raise KeyboardInterrupt

    server = Server(refuse(), OK)
    taken: dict[str, Any] = {where: interrupt}
    with pytest.raises(KeyboardInterrupt):
        server.call(**taken if where == "sleep" else {"options": RetryOptions(**taken)})
    assert len(server.sent) == 1


def test_an_interrupt_while_a_body_is_read_closes_the_response() -> None:
    for status in (200, 503):
        server = Server(refuse(status, Body(iter([b"some"]), KeyboardInterrupt())))
        with pytest.raises(KeyboardInterrupt):
            server.call()
        assert server.responses[0].raw.closed


@pytest.mark.parametrize(
    "make",
    [
        lambda: {"data": iter([b"question"])},
        lambda: {"data": io.BytesIO(b"question")},
        lambda: {"data": None, "files": {"file": io.BytesIO(b"question")}},
        lambda: {"data": None, "files": [("file", ("name", io.BytesIO(b"question")))]},
    ],
)
def test_refuses_to_resend_what_runs_out(make: Callable[[], dict[str, Any]]) -> None:
    server = Server(refuse(), OK)
    error = server.call_to_error(**make())
    assert (error.reason, error.attempts) == ("body", 1)
    assert b"question" in server.sent[0][2]


@pytest.mark.parametrize(
    "kwargs",
    [
        {"data": {"q": ["a", "b"]}},
        {"data": None, "json": {"q": "a"}},
        {"data": b"question"},
        {"data": None, "files": {"file": ("name", b"question")}},
    ],
)
def test_resends_all_else(kwargs: dict[str, Any]) -> None:
    server = Server(refuse(), OK)
    server.call(**kwargs)
    assert len(server.sent) == 2
    if "files" not in kwargs:  # The boundary differs.
        assert server.sent[0][2] == server.sent[1][2]


def test_reads_little_of_a_refusals_long_body() -> None:
    body = Body(iter([b" " * 1000] * 100))
    assert Server(refuse(503, body), OK).call().status_code == 200
    assert body.read_bytes < 20_000
    assert body.closed


@pytest.mark.parametrize(("attempt_timeout_s", "most_s"), [(50, 2), (1, 1)])
def test_reads_a_refusals_slow_body_for_two_seconds_or_as_long_as_an_attempt_may_take(
    attempt_timeout_s: float, most_s: float
) -> None:
    server = Server(OK)

    def drip() -> Iterator[bytes]:
        while True:
            server.now += 0.1
            yield b" "

    server.answers = (refuse(503, Body(drip())), OK)
    options = chance(0, attempt_timeout_s=attempt_timeout_s)
    assert server.call(options=options).status_code == 200
    assert most_s <= server.now < most_s + 0.9


def test_reads_a_refusals_body_even_if_its_headers_came_late() -> None:
    class Late(Server):
        def send(self, *args: Any, **kwargs: Any) -> requests.Response:
            self.now += 70  # In several steps, each of them in time.
            return super().send(*args, **kwargs)

    server = Late(refuse(429, b"Try again in 5s. "), OK)
    assert server.call(options=RetryOptions(deadline_s=900, jitter="none")).text == "yes"
    assert server.times == [70, 145]


def test_keeps_what_has_come_of_a_refusals_body_when_it_stalls() -> None:
    body = Body(iter([b"Try again in 5s. "]), SILENCE)
    options = RetryOptions(max_attempts=1)
    error = Server(refuse(429, body)).call_to_error(options=options)
    assert error.retry_in_s == 5
    assert error.response is not None and error.response.text == "Try again in 5s. "


def test_goes_on_when_a_refusals_body_breaks_off() -> None:
    body = Body(iter([b"some"]), urllib3.exceptions.ProtocolError("cut"))
    assert Server(refuse(503, body), OK).call().status_code == 200


def test_retries_when_the_body_of_a_success_breaks_off() -> None:
    body = Body(iter([b"some"]), urllib3.exceptions.ProtocolError("cut"))
    server = Server(refuse(200, body), OK)
    assert server.call().text == "yes"
    assert server.responses[0].raw.closed


def test_leaves_a_streamed_body_to_be_read() -> None:
    body = Body(iter([b"late"]))
    with Server(refuse(200, body), OK).call(stream=True) as response:
        assert body.read_bytes == 0
        assert response.content == b"late"
