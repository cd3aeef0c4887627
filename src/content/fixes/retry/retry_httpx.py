# SPDX-License-Identifier: MIT-0
# retry 1.1.0 sha256:a1af32482dbfbec5 https://try-again-later.example/fixes/retry/
# Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
"""httpx that tries again when trying again can help, and says why when it stops.

    with httpx.Client() as client:
        options = RetryOptions(deadline_s=90)
        response = request_with_retry(client, "POST", url, json=payload, options=options)

    async with httpx.AsyncClient() as client:
        response = await async_request_with_retry(client, "POST", url, json=payload)

Retries 408, 429, 500, 502, 503, 504 and network failures, for every method, POST
included. RFC 9110 (section 9.2.2) asks for care there, since a request that failed may
still have been carried out: where doing it twice does harm, forbid it with
`should_retry`.

Waits as long as the server says, plus jitter, and never less. It reads `retry-after-ms`,
with Azure's `x-ms-` before it too; `Retry-After` (RFC 9110, section 10.2.3); `RateLimit`
with nothing left (IETF draft ratelimit-headers, also in its older forms);
`x-ratelimit-reset`; "try again in 1.5s", "retry in" or Google's `retryDelay` in the body.
Without a hint, or with one of 0 or in the past, it backs off: initial_delay_s, doubling
up to max_delay_s, with full jitter (AWS Architecture Blog, "Exponential Backoff And
Jitter").

Returns any other answer (200, 400, 401, 404 ...) as httpx does. Raises `RetryError` when
it gives up, and at once on what no wait cures: a 402, an empty account, a limit per hour
or day that names no wait. A KeyboardInterrupt or the cancelling of the task ends it at
once, also during a wait.

What `should_retry`, `on_retry` and `random` raise ends the call.

With an AsyncClient, under asyncio or trio, attempt_timeout_s and deadline_s hold for an
attempt as a whole, up to the headers with `stream=True` and else with the body. With a
Client they can't: httpx counts a timeout for each step (connecting, every write, every
read), so a server that drips can outlast both. A refusal's body is let go 2 s later, with
a Client 4 s if it drips and then stalls. Give the client's transport no `retries`: two
layers multiply.

Python 3.10 or later, httpx 0.23 or later with the anyio that it brings.
"""

import math
import random
import re
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal, get_args

import anyio
import httpx
from httpx import Response

NETWORK_ERRORS = (
    TimeoutError,
    httpx.TimeoutException,
    httpx.NetworkError,
    httpx.ProxyError,
    httpx.RemoteProtocolError,
)

# From here to "Up to here", retry_requests.py and retry_httpx.py are equal.

Jitter = Literal["full", "equal", "decorrelated", "none"]
GiveUpReason = Literal["attempts", "deadline", "final", "forbidden", "body"]


@dataclass(frozen=True)
class Failure:
    """An attempt that failed: it has a `response`, or the `error` that came instead."""

    attempt: int  # counts from 1
    method: str
    url: str
    response: Response | None
    error: Exception | None


@dataclass(frozen=True)
class Retry(Failure):
    """A failure after which we try again."""

    delay_s: float  # the wait that begins now
    reason: str  # who asked for it: a header by name, the "body", or our "backoff"


@dataclass(frozen=True)
class RetryOptions:
    """How to retry. Times are in seconds."""

    max_attempts: int = 5  # the first included
    # For everything until the answer is there, waits included; math.inf for none.
    deadline_s: float = 120.0
    attempt_timeout_s: float = 60.0  # for one attempt, see above
    initial_delay_s: float = 0.5  # before the first retry, before jitter
    max_delay_s: float = 30.0  # of our own backoff; a server's wait may be longer
    jitter: Jitter = "full"  # how chance spreads out many clients
    should_retry: Callable[[Failure], bool] | None = None  # only False forbids it
    on_retry: Callable[[Retry], None] | None = None  # called before each wait
    random: Callable[[], float] = random.random  # in [0, 1); any other counts as 1
    clock: Callable[[], float] = time.monotonic  # the deadline is measured on it
    now: Callable[[], float] = time.time  # since 1970, for the dates of servers

    def __post_init__(self) -> None:
        spans_s = (self.deadline_s, self.attempt_timeout_s)
        if not (self.max_attempts >= 1 and all(each > 0 for each in spans_s)):
            what = "max_attempts, deadline_s and attempt_timeout_s"
            raise ValueError(f"{what} must be positive")
        if not (self.initial_delay_s >= 0 and self.max_delay_s >= 0):
            raise ValueError("initial_delay_s and max_delay_s must be 0 or more")
        if self.jitter not in get_args(Jitter):
            raise ValueError(f"jitter must be one of {get_args(Jitter)}")


class RetryError(Exception):
    """Raised on giving up. `__cause__` is what the last attempt raised, if it raised.

    `reason` is "final": no wait cures it; "attempts"; "deadline"; "forbidden": by
    should_retry; or "body": it can't be sent twice. `waits_s` are the waits between the
    attempts. `response` is the last one, closed, with the start of its body; or None.
    `retry_in_s` is the wait that the server asked for last, without jitter, or None; 0 if
    it is over already.
    """

    def __init__(
        self,
        reason: GiveUpReason,
        why: str,
        waits_s: Sequence[float],
        last: Failure,
        retry_in_s: float | None,
    ) -> None:
        response = last.response
        status = "no response" if response is None else f"status {response.status_code}"
        super().__init__(f"Gave up after attempt {last.attempt} ({status}): {why}.")
        self.reason = reason
        self.attempts = last.attempt
        self.waits_s = tuple(waits_s)
        self.response = response
        self.retry_in_s = retry_in_s
        self.__cause__ = last.error


RETRYABLE = (408, 429, 500, 502, 503, 504)
NO_FUNDS = re.compile(
    "insufficient_quota|(monthly|included|prepaid) credits|credit_balance"
    "|(spend(ing)?|organization_usage)[ _]limit|PerDay",
    re.IGNORECASE,
)
# Also said of a limit per minute, and then with a wait.
QUOTA = re.compile("exceeded your current quota", re.IGNORECASE)
LONG_LIMIT = re.compile(r"\bper (hour|day|week|month)\b", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
NUMBERS = re.compile(f"{NUMBER.pattern}( *, *{NUMBER.pattern})*")
# The three forms of RFC 9110, section 5.6.7. Newer Pythons would take 24:00, too.
HTTP_DATE = re.compile(
    r"[A-Za-z]+, \d+([ -])\w{3}\1(\d\d){1,2} \d\d:\d\d:\d\d GMT", re.ASCII
)
ASCTIME = re.compile(r"^(\w{3}) (\w{3}) +(\d+) (\S+) (\d{4})$", re.ASCII)
RFC_3339 = re.compile(
    r"([1-9]\d{3}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:[0-5]\d)", re.ASCII
)
TRY_AGAIN = re.compile(
    # The latter in Google's JSON (google.rpc.RetryInfo).
    r'(?:(?:try again|retry) in|retryDelay)[\\": ]+(?:about )?'
    r"((?:[0-9]+(?:\.[0-9]+)? ?(?:[dhs]|m(?!il|on))[a-z]*,? ?(?:and )?)+)",
    re.IGNORECASE,
)
# Such as "about 1 hour", or hours or days alone.
VAGUE = re.compile(
    r"(?:try again|retry) in (about |[0-9.]+ ?[dh][a-z]*\b(?!,? ?(and )?[0-9]))",
    re.IGNORECASE,
)
UNITS_S = {"d": 86_400.0, "h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
MOST_PEEKED = 10_000  # bytes of a refusal's body
MOST_PEEKED_S = 2.0
# No socket takes a longer timeout, and not every platform a longer sleep.
LONGEST_TIMEOUT_S = 2_147_483.0
LONGEST_SLEEP_S = 86_400.0


def _naps(delay_s: float) -> Iterator[float]:
    while delay_s > LONGEST_SLEEP_S:
        yield LONGEST_SLEEP_S
        delay_s -= LONGEST_SLEEP_S
    yield delay_s


def _is_refusal(response: Response) -> bool:
    return response.status_code == 402 or response.status_code in RETRYABLE


class _Call:
    """Counts the attempts of one call, and says after each failure what comes next."""

    def __init__(
        self, method: str, url: object, options: RetryOptions, given: Mapping[str, object]
    ) -> None:
        if "timeout" in given:
            raise TypeError("Instead of timeout pass RetryOptions(attempt_timeout_s=...)")
        self.options, self.method, self.url = options, method, str(url)
        bodies = [given.get(name) for name in ("content", "data", "files")]
        self.can_resend = not _is_one_shot(bodies)
        self.attempt = 0
        self.waits_s: list[float] = []
        self.last_s = options.initial_delay_s
        self.attempt_end = self.end = options.clock() + options.deadline_s
        self.failure: Failure | None = None
        self.told: _Hint | None = None

    def begin_attempt(self) -> float:
        """Returns the seconds that it may take. Raises RetryError if it is too late."""
        now = self.options.clock()
        if self.failure is not None and now >= self.end:
            why, retry_in_s = "it passed during the wait", 0.0 if self.told else None
            raise RetryError("deadline", why, self.waits_s, self.failure, retry_in_s)
        self.attempt += 1
        timeout_s = min(self.options.attempt_timeout_s, max(0.001, self.end - now))
        timeout_s = min(timeout_s, LONGEST_TIMEOUT_S)
        self.attempt_end = now + timeout_s
        return timeout_s

    def begin_peek(self) -> float:
        """Returns the seconds that reading a refusal's body may take."""
        now = self.options.clock()
        # Where each step has a timeout of its own, it may be over already.
        if now >= self.attempt_end:
            self.attempt_end = math.inf
        self.attempt_end = min(self.attempt_end, now + MOST_PEEKED_S)
        return self.attempt_end - now

    def has_peeked(self, start: bytes) -> bool:
        """Whether we know enough of a refusal's body, or have waited enough for it."""
        return len(start) >= MOST_PEEKED or self.options.clock() >= self.attempt_end

    def next_delay(self, response: Response | None, error: Exception | None) -> float:
        """The seconds until the next attempt. Raises RetryError if there is none."""
        options = self.options
        failure = Failure(self.attempt, self.method, self.url, response, error)
        self.failure, self.told = failure, None

        def give_up(reason: GiveUpReason, why: str) -> RetryError:
            retry_in_s = None if self.told is None else self.told.wait_s
            return RetryError(reason, why, self.waits_s, failure, retry_in_s)

        if response is not None:
            text = response.content.decode("utf-8", "replace")
            hint = _read_hint(response, text, options.now)
            if _is_final(response.status_code, text, hint):
                why = "an account or a long-term limit is used up"
                raise give_up("final", f"{why}, and waiting will not help")
            self.told = hint
        if self.attempt >= options.max_attempts:
            raise give_up("attempts", "no attempt is left")
        if not self.can_resend:
            raise give_up("body", "its body is a stream, which cannot be sent twice")
        delay_s = self._delay(self.told)
        if options.clock() + delay_s >= self.end:
            why = f"the next is due in {delay_s:.1f} s, past the deadline"
            raise give_up("deadline", why)
        # Asked last, so that a budget pays only for what is sent.
        if options.should_retry is not None and options.should_retry(failure) is False:
            raise give_up("forbidden", "should_retry said no")
        if options.on_retry is not None:
            reason = "backoff" if self.told is None else self.told.reason
            options.on_retry(Retry(**vars(failure), delay_s=delay_s, reason=reason))
        self.waits_s.append(delay_s)
        return delay_s

    def _chance(self) -> float:
        drawn = self.options.random()
        return drawn if 0 <= drawn < 1 else 1.0

    def _delay(self, hint: "_Hint | None") -> float:
        options = self.options
        if hint is None:
            return self._backoff()
        if options.jitter == "none":
            return hint.wait_s
        # Everyone was told the same instant: spread out, but in time for an attempt.
        most_s = max(0, (self.end - options.clock() - hint.wait_s) / 2)
        spread_s = min(most_s, max(options.initial_delay_s, hint.wait_s / 10))
        return hint.wait_s + self._chance() * spread_s

    def _backoff(self) -> float:
        options, initial_s = self.options, self.options.initial_delay_s
        # 2.0 to a higher power would overflow.
        ceiling_s = min(options.max_delay_s, initial_s * 2.0 ** min(self.attempt - 1, 99))
        if options.jitter == "none":
            return ceiling_s
        if options.jitter == "full":
            return self._chance() * ceiling_s
        if options.jitter == "equal":
            return (ceiling_s + self._chance() * ceiling_s) / 2
        grown_s = initial_s + self._chance() * max(0, self.last_s * 3 - initial_s)
        self.last_s = min(options.max_delay_s, grown_s)
        return self.last_s


def _is_one_shot(body: object) -> bool:
    """Whether the body runs out when sent: a generator, an open file, or one inside."""
    if isinstance(body, Mapping):
        return _is_one_shot(list(body.values()))
    if isinstance(body, (list, tuple)):
        return any(_is_one_shot(part) for part in body)
    return any(hasattr(body, name) for name in ("read", "__next__", "__anext__"))


@dataclass(frozen=True)
class _Hint:
    wait_s: float
    reason: str


def _is_final(status: int, text: str, hint: _Hint | None) -> bool:
    """True when no wait helps. Who names a wait means a limit which does pass."""
    if status == 402:
        return True
    if status != 429:
        return False
    if NO_FUNDS.search(text) or (hint is None and QUOTA.search(text)):
        return True
    vague = hint is None or (hint.reason == "body" and VAGUE.search(text) is not None)
    return vague and LONG_LIMIT.search(text) is not None


def _read_hint(
    response: Response, text: str, now: Callable[[], float]
) -> _Hint | None:
    """The first form in which the server names a wait."""
    # Not every library strips the values.
    headers = {name.lower(): value.strip() for name, value in response.headers.items()}
    status = response.status_code
    ms, azure_ms = "retry-after-ms", "x-ms-retry-after-ms"
    forms = (
        (ms, _parse_number(headers.get(ms), 1000)),
        (azure_ms, _parse_number(headers.get(azure_ms), 1000)),
        ("retry-after", _parse_retry_after(headers, now)),
        ("ratelimit", _parse_rate_limit(headers.get("ratelimit"))),
        ("ratelimit-reset", _parse_reset(headers, status, "ratelimit", now)),
        ("x-ratelimit-reset", _parse_reset(headers, status, "x-ratelimit", now)),
        ("body", _parse_text(text)),
    )
    for reason, wait_s in forms:
        if wait_s is not None and wait_s > 0:
            return _Hint(wait_s, reason)
    return None


def _parse_number(value: str | None, per_second: int = 1) -> float | None:
    if value is None or not NUMBER.fullmatch(value):
        return None
    return float(value) / per_second


def _parse_date(value: str | None) -> float | None:
    """In seconds since 1970. All else is no date, whatever Python makes of it."""
    date = ASCTIME.sub(r"\1, \3 \2 \5 \4 GMT", value or "")
    # 50 is 1950, as JavaScript has it.
    date = re.sub(r"(?<=[ -])[5-9]\d(?= \d\d:)", r"19\g<0>", date)
    try:
        if found := RFC_3339.fullmatch(date):
            # Python 3.10 takes neither a Z nor every fraction.
            zoned = found[1] + found[3].replace("Z", "+00:00")
            return datetime.fromisoformat(zoned).timestamp() + float(found[2] or 0)
        if HTTP_DATE.fullmatch(date):
            return parsedate_to_datetime(date).timestamp()
    except (OverflowError, TypeError, ValueError):
        pass  # It only looks like a date.
    return None


def _seconds_until(
    epoch_s: float | None, headers: Mapping[str, str], now: Callable[[], float]
) -> float | None:
    """By the server's clock where it tells the time, since ours may be wrong."""
    date = _parse_date(headers.get("date"))
    return None if epoch_s is None else epoch_s - (date or now())


def _parse_retry_after(
    headers: Mapping[str, str], now: Callable[[], float]
) -> float | None:
    """A date, or seconds: of several joined on the way ("120, 120") the longest."""
    value = headers.get("retry-after")
    if value is not None and NUMBERS.fullmatch(value):
        return max(map(float, value.split(",")))
    return _seconds_until(_parse_date(value), headers, now)


def _parse_rate_limit(value: str | None) -> float | None:
    """`"api";r=0;t=55`, in draft 07 `limit=100, remaining=0, reset=5`: the longest."""
    if value is None:
        return None
    bare = re.sub('"[^"]*"', "", value)  # Names may look like anything.
    items = [bare] if "remaining=" in bare else bare.split(",")
    spent = [item for item in items if re.search(r"\b(r|remaining)=0\b", item)]
    found = [re.search(r"\b(?:t|reset)=([0-9]+)", item) for item in spent]
    return max((float(each[1]) for each in found if each), default=None)


def _parse_reset(
    headers: Mapping[str, str], status: int, prefix: str, now: Callable[[], float]
) -> float | None:
    """Never standardised: seconds to go, epoch seconds, epoch ms, or a date."""
    left = _parse_number(headers.get(f"{prefix}-remaining"))
    # Some send a reset with every answer; alone it counts only in a 429.
    if left or (left is None and status != 429):
        return None
    value = headers.get(f"{prefix}-reset")
    number = _parse_number(value)
    if number is None:
        return _seconds_until(_parse_date(value), headers, now)
    if number > 1e12:
        return _seconds_until(number / 1000, headers, now)
    return _seconds_until(number, headers, now) if number > 1e9 else number


def _parse_text(text: str) -> float | None:
    """ "Please try again in 149.8ms", "in 7m12s", "in about 1 hour"."""
    found = TRY_AGAIN.search(text)
    if found is None:
        return None
    parts = re.findall("([0-9.]+) ?(ms|[a-z])", found[1].lower())
    return sum(float(count) * UNITS_S[unit] for count, unit in parts)


# Up to here.


def request_with_retry(
    client: httpx.Client,
    method: str,
    url: httpx.URL | str,
    *,
    options: RetryOptions = RetryOptions(),
    sleep: Callable[[float], None] = time.sleep,
    stream: bool = False,
    **kwargs: Any,
) -> Response:
    """`client.request`, retried: takes what that takes, but for `timeout`.

    With `stream=True` the body is left to be read, and the response to be closed; what
    breaks off there is no longer retried.
    """
    call = _Call(method, url, options, kwargs)
    send_kwargs = _take_send_kwargs(kwargs)
    while True:
        response: Response | None = None
        error: Exception | None = None
        timeout_s = call.begin_attempt()
        request = client.build_request(method, url, timeout=timeout_s, **kwargs)
        try:
            response = client.send(request, stream=True, **send_kwargs)
            if not _is_refusal(response):
                return response if stream else _read(response)
        except NETWORK_ERRORS as caught:
            response, error = None, caught
        if response is not None:
            _peek(response, call)
        for nap_s in _naps(call.next_delay(response, error)):
            sleep(nap_s)


async def async_request_with_retry(
    client: httpx.AsyncClient,
    method: str,
    url: httpx.URL | str,
    *,
    options: RetryOptions = RetryOptions(),
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    stream: bool = False,
    **kwargs: Any,
) -> Response:
    """The same for an `AsyncClient`."""
    call = _Call(method, url, options, kwargs)
    send_kwargs = _take_send_kwargs(kwargs)
    while True:
        response: Response | None = None
        error: Exception | None = None
        timeout_s = call.begin_attempt()
        request = client.build_request(method, url, timeout=timeout_s, **kwargs)
        try:
            with anyio.fail_after(timeout_s):
                response = await client.send(request, stream=True, **send_kwargs)
                if not _is_refusal(response):
                    return response if stream else await _async_read(response)
        except NETWORK_ERRORS as caught:
            response, error = None, caught
        if response is not None:
            await _async_peek(response, call)
        for nap_s in _naps(call.next_delay(response, error)):
            await sleep(nap_s)


def _take_send_kwargs(kwargs: dict[str, Any]) -> dict[str, Any]:
    """Takes out what is for sending a request; the rest is for building it."""
    names = [name for name in ("auth", "follow_redirects") if name in kwargs]
    return {name: kwargs.pop(name) for name in names}


def _read(response: Response) -> Response:
    try:
        response.read()
    finally:
        response.close()
    return response


async def _async_read(response: Response) -> Response:
    try:
        await response.aread()
    finally:
        await response.aclose()
    return response


def _peek(response: Response, call: _Call) -> None:
    """Reads the start of the body and lets go of the rest."""
    start = b""
    # The transport looks there once more when the body is begun.
    response.request.extensions["timeout"]["read"] = call.begin_peek()
    try:
        for chunk in response.iter_bytes():
            start += chunk
            if call.has_peeked(start):
                break
    except httpx.HTTPError:
        pass  # The status and what there is of the body must do.
    finally:
        response.close()
    _keep(response, start)


async def _async_peek(response: Response, call: _Call) -> None:
    start = b""
    try:
        with anyio.move_on_after(call.begin_peek()):
            async for chunk in response.aiter_bytes():
                start += chunk
                if call.has_peeked(start):
                    break
    except httpx.HTTPError:
        pass  # As above.
    finally:
        await response.aclose()
    _keep(response, start)


def _keep(response: Response, start: bytes) -> None:
    # So that `content`, `text` and `json()` give what there is: there is no public way.
    vars(response).update(_content=start)
