# SPDX-License-Identifier: MIT-0
# rate-limiter 1.1.0 sha256:a7e020a272d551da https://try-again-later.example/fixes/rate-limiter/
# Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
"""Starts no more requests than a rate limit allows, and learns it from the server.

    limiter = RateLimiter(limit=1000, window_s=300)
    with limiter:
        response = session.get(url)
    limiter.learn(response.headers)

    limiter = AsyncRateLimiter(limit=1000, window_s=300)
    async with limiter:
        response = await client.get(url)
    limiter.learn(response.headers)

All callers of one server share one limiter: threads a `RateLimiter`, the tasks of an
event loop an `AsyncRateLimiter`, which is for asyncio only: under trio it fails. Where
the server counts buckets apart, as the Hugging Face Hub does with its API and its files,
make one for each. First come, first served; an interrupt or a cancelled task leaves the
queue. A full queue refuses at once with `QueueFullError`.

In any stretch of `window_s`, wherever it begins, no more than `limit * share` requests
start. So it suits servers whose windows slide and those whose windows stand: a burst at
the end of one window and another at the start of the next is never sent. One `with`
counts as one request: to pace each attempt of a retry, take it in `send` of a requests
adapter, or in `handle_request` of an httpx transport. The time in the queue then counts
against the retry's deadline_s, and with an `AsyncClient` against attempt_timeout_s too:
left as they are, these end before a turn comes. Raise them above the longest wait, which
is a `window_s` for each `limit * share` that wait:

    class Paced(httpx.AsyncHTTPTransport):
        async def handle_async_request(self, request):
            async with limiter:
                response = await super().handle_async_request(request)
            limiter.learn(response.headers)
            return response

    client = httpx.AsyncClient(transport=Paced())
    # The former is also how long a silent server is given.
    options = RetryOptions(attempt_timeout_s=1800, deadline_s=3600)

`learn` takes the headers of any answer, as requests and httpx give them. It reads
`RateLimit-Policy` and `RateLimit` (IETF draft ratelimit-headers, its older forms and what
the Hub makes of it), `x-ratelimit-remaining` and `-reset`, and before these
`retry-after-ms` (Azure's `x-ms-` too) and `Retry-After`, unless they say 0. It passes
over answers with `Age`: a cache sent them, with old counts.

Python 3.10 or later: nothing but its own library.
"""

import asyncio
import math
import random
import re
import threading
import time
from bisect import bisect_left
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

T = TypeVar("T")


class QueueFullError(Exception):
    """Raised when as many wait as may, the next of them for `wait_s` seconds."""

    def __init__(self, queued: int, wait_s: float) -> None:
        super().__init__(
            f"{queued} wait, the next for {wait_s:.1f} s: no more are taken."
        )
        self.queued = queued
        self.wait_s = wait_s


# Counts that reset so close to each other are of one window: headers have whole seconds.
SAME_RESET_S = 2.0
# The newest starts are remembered, so many, for a longer window that is learned later.
MOST_REMEMBERED = 10_000
# No sleep is longer at once; the longest that Python can do differs by platform.
LONGEST_SLEEP_S = 86_400.0
# The three forms of RFC 9110, section 5.6.7. Newer Pythons would take 24:00, too.
HTTP_DATE = re.compile(
    r"[A-Za-z]+, \d+([ -])\w{3}\1(\d\d){1,2} \d\d:\d\d:\d\d GMT", re.ASCII
)
ASCTIME = re.compile(r"^(\w{3}) (\w{3}) +(\d+) (\S+) (\d{4})$", re.ASCII)
RFC_3339 = re.compile(
    r"([1-9]\d{3}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:[0-5]\d)", re.ASCII
)
# More digits are no number that a server means, and might come to infinity.
NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]+)?")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
# The members of a list field; commas inside quotes part nothing.
MEMBER = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^,"])+')


@dataclass(frozen=True)
class _Window:
    """So many starts in any stretch of that length."""

    starts: int
    window_s: float


@dataclass
class _Allowance:
    """What the server last said is left for us, and when it counts anew."""

    left: int
    reset_at: float
    opens_at: float


@dataclass(kw_only=True, eq=False)
class _Pace:
    """What both limiters take and know."""

    limit: float | None = None  # requests in a window; none, until one is learned
    window_s: float | None = None  # its length in seconds
    # The part of the limit to use, above 0 and up to 1. Clients that share one limit,
    # such as the processes behind one token, take 0.9 / clients each. What is left is
    # room for requests that the network delays into another window.
    share: float = 0.9
    max_queued: float = math.inf  # how many may wait; 0 refuses what can't start at once
    clock: Callable[[], float] = time.monotonic  # never jumps
    now: Callable[[], float] = time.time  # since 1970, for the dates of servers
    # Spreads clients after a wait: in [0, 1), any other counts as 1.
    random: Callable[[], float] = random.random

    def __post_init__(self) -> None:
        limit, window_s = self.limit, self.window_s
        if (limit is None) != (window_s is None):
            raise ValueError("limit and window_s must be given together, or neither")
        if not ((limit is None or limit > 0) and (window_s is None or window_s > 0)):
            raise ValueError("limit and window_s must be positive")
        if not 0 < self.share <= 1:
            raise ValueError("share must be above 0 and at most 1")
        if not self.max_queued >= 0:
            raise ValueError("max_queued must be 0 or more")
        self._given = [] if not limit or not window_s else [self._take(limit, window_s)]
        self._windows = self._given
        self._allowances: dict[str, _Allowance] = {}
        self._paused_until = -math.inf
        # When requests started, at least as far back as the longest window goes.
        self._started_at: list[float] = []
        self._in_flight = 0

    def _take(self, limit: float, window_s: float) -> _Window:
        starts = limit * self.share
        # Less than one in a window is one in several.
        if starts < 1:
            return _Window(1, window_s / starts)
        # Infinity has no floor.
        return _Window(math.floor(min(starts, 1e15)), window_s)

    def _wait_s(self) -> float:
        ready_at = self._paused_until
        for window in self._windows:
            if len(self._started_at) >= window.starts:
                ready_at = max(
                    ready_at, self._started_at[-window.starts] + window.window_s
                )
        for allowance in self._allowances.values():
            if allowance.left < 1:
                ready_at = max(ready_at, allowance.opens_at)
        return max(0.0, ready_at - self.clock())

    def _count_start(self) -> None:
        now = self.clock()
        longest_s = max((window.window_s for window in self._windows), default=0.0)
        past = bisect_left(self._started_at, now - longest_s)
        surplus = len(self._started_at) - MOST_REMEMBERED
        del self._started_at[: max(0, min(past, surplus))]
        self._started_at.append(now)
        for name, allowance in list(self._allowances.items()):
            if allowance.opens_at <= now:
                del self._allowances[name]
            else:
                allowance.left -= 1
        self._in_flight += 1

    def _learn(self, given: Mapping[str, str]) -> None:
        # Not every library strips the values.
        headers = {name.lower(): value.strip() for name, value in given.items()}
        if headers.get("age") is not None:
            return
        policies = _read_policies(headers.get("ratelimit-policy"))
        if policies:
            self._windows = self._given + [self._take(*policy) for policy in policies]
        retry_after_s = _parse_retry_after(headers, self.now)
        if retry_after_s > 0:
            self._paused_until = max(self._paused_until, self._spread(retry_after_s))
            return
        for counter in _read_counters(headers, self.now):
            self._note(*counter)

    def _spread(self, seconds: float) -> float:
        """Everyone was told the same instant: come back behind it, by up to a tenth."""
        drawn = self.random()
        return self.clock() + seconds * (1 + (drawn if 0 <= drawn < 1 else 1) / 10)

    def _note(self, name: str, remaining: float, reset_s: float) -> None:
        now = self.clock()
        # Requests in flight may not be counted yet.
        free = remaining - self._in_flight
        # Who has the larger part of the limit may take the last one too.
        last = min(1, math.floor(free)) if self.share > 0.5 else 0
        left = max(last, math.floor(free * self.share))
        known = self._allowances.get(name)
        is_running = known is not None and known.opens_at > now
        if known and is_running and abs(known.reset_at - now - reset_s) <= SAME_RESET_S:
            # Answers overtake each other; within a window the lowest count is the latest.
            known.left = min(known.left, left)
        else:
            opens_at = self._spread(reset_s)
            self._allowances[name] = _Allowance(left, now + reset_s, opens_at)


@dataclass(kw_only=True, eq=False)
class RateLimiter(_Pace):
    """Paces threads. Takes what `_Pace` does."""

    # Waits; for tests. Without it a wait ends early when `learn` shortens it.
    sleep: Callable[[float], object] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self._mutex = threading.Lock()
        self._waiting: list[threading.Event] = []

    @property
    def queued(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def acquire(self) -> None:
        """Returns when the limit allows a request. Once that is answered: `release`."""
        turn = threading.Event()
        with self._mutex:
            wait_s = self._wait_s()
            if not self._waiting and wait_s <= 0:
                return self._count_start()
            if len(self._waiting) >= self.max_queued:
                raise QueueFullError(len(self._waiting), wait_s)
            if not self._waiting:
                turn.set()
            self._waiting.append(turn)
        try:
            turn.wait()
            while (wait_s := self._try_start(turn)) > 0:
                (self.sleep or turn.wait)(min(wait_s, LONGEST_SLEEP_S))
        finally:
            with self._mutex:
                self._waiting.remove(turn)
                if self._waiting:
                    self._waiting[0].set()

    def _try_start(self, turn: threading.Event) -> float:
        with self._mutex:
            wait_s = self._wait_s()
            if wait_s <= 0:
                self._count_start()
            turn.clear()  # Set again by what may shorten the wait.
            return wait_s

    def release(self) -> None:
        with self._mutex:
            self._in_flight -= 1

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()

    def run(self, task: Callable[[], T]) -> T:
        """Runs `task` as soon as the limit allows, and returns what it returns."""
        with self:
            return task()

    def learn(self, headers: Mapping[str, str]) -> None:
        """Takes what the server says of its limit, from an answer, refusal or not."""
        with self._mutex:
            self._learn(headers)
            if self._waiting:
                self._waiting[0].set()


@dataclass(kw_only=True, eq=False)
class AsyncRateLimiter(_Pace):
    """Paces the tasks of one event loop, asyncio only. Takes what `_Pace` does."""

    # Waits; for tests. Without it a wait ends early when `learn` shortens it.
    sleep: Callable[[float], Awaitable[object]] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self._news = asyncio.Event()
        # It serves those who wait in the order in which they came.
        self._turn = asyncio.Lock()
        self._queued = 0

    @property
    def queued(self) -> int:
        """How many wait."""
        return self._queued

    async def acquire(self) -> None:
        """Returns when the limit allows a request. Once that is answered: `release`."""
        wait_s = self._wait_s()
        if self._queued == 0 and wait_s <= 0:
            return self._count_start()
        if self._queued >= self.max_queued:
            raise QueueFullError(self._queued, wait_s)
        self._queued += 1
        try:
            async with self._turn:
                while (wait_s := self._wait_s()) > 0:
                    await (self.sleep or self._nap)(min(wait_s, LONGEST_SLEEP_S))
                self._count_start()
        finally:
            self._queued -= 1

    async def _nap(self, seconds: float) -> None:
        self._news.clear()
        timer = asyncio.get_running_loop().call_later(seconds, self._news.set)
        try:
            await self._news.wait()
        finally:
            timer.cancel()

    def release(self) -> None:
        self._in_flight -= 1

    async def __aenter__(self) -> None:
        await self.acquire()

    async def __aexit__(self, *_: object) -> None:
        self.release()

    async def run(self, task: Callable[[], Awaitable[T]]) -> T:
        """Runs `task` as soon as the limit allows, and returns what it returns."""
        async with self:
            return await task()

    def learn(self, headers: Mapping[str, str]) -> None:
        """Takes what the server says of its limit, from an answer, refusal or not."""
        self._learn(headers)
        self._news.set()


def _split_list(value: str | None) -> list[str]:
    return MEMBER.findall(value or "")


def _read_parameter(member: str, keys: str) -> float | None:
    """The whole number behind a key of a list's member, such as 500 behind `;q=`."""
    found = re.search(rf"(?:^|[;,\s])(?:{keys})=([0-9]+)", QUOTED.sub("", member))
    return _parse_number(found[1]) if found else None


def _read_policies(value: str | None) -> list[tuple[float, float]]:
    """`"burst";q=100;w=60, "daily";q=1000;w=86400`, or `10;w=1, 50;w=60` in draft 06.

    By a pattern, since the Hub sends `"fixed window";"api";q=500;w=300`, which no strict
    parser takes.
    """
    policies = []
    for member in _split_list(value):
        # A quota of bytes or of connections is no rate of requests.
        if re.search(r';\s*qu="(?!requests")', member):
            continue
        bare = re.match(r"\s*([0-9]+)\s*;", member)
        limit = _read_parameter(member, "q") or _parse_number(bare[1] if bare else None)
        window_s = _read_parameter(member, "w")
        if limit and window_s:
            policies.append((limit, window_s))
    return policies


def _read_counters(
    headers: Mapping[str, str], now: Callable[[], float]
) -> list[tuple[str, float, float]]:
    """What is left and for how long, by whatever name the server counts it."""
    value = headers.get("ratelimit")
    # Draft 07 is one list of three: `limit=100, remaining=50, reset=5`.
    members = [value] if value and "remaining=" in value else _split_list(value)
    found: list[tuple[str, float | None, float | None]] = []
    for member in members:
        name = re.match(r'\s*"([^"]*)"', member)
        remaining = _read_parameter(member, "r|remaining")
        reset_s = _read_parameter(member, "t|reset")
        found.append((name[1] if name else "", remaining, reset_s))
    for prefix in ("ratelimit", "x-ratelimit"):
        remaining = _parse_number(headers.get(f"{prefix}-remaining"))
        found.append((prefix, remaining, _parse_reset(headers, f"{prefix}-reset", now)))
    return [
        (name, remaining, reset_s)
        for name, remaining, reset_s in found
        if remaining is not None and reset_s is not None
    ]


def _parse_number(value: str | None) -> float | None:
    return float(value) if value is not None and NUMBER.fullmatch(value) else None


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
    epoch_s: float, headers: Mapping[str, str], now: Callable[[], float]
) -> float:
    """By the server's clock where it tells the time, since ours may be wrong."""
    date = _parse_date(headers.get("date"))
    return max(0.0, epoch_s - (date or now()))


def _parse_retry_after(
    headers: Mapping[str, str], now: Callable[[], float]
) -> float:
    """Of several joined on the way ("120, 120") the longest. 0 is none."""
    for name in ("retry-after-ms", "x-ms-retry-after-ms"):
        if wait_ms := _parse_number(headers.get(name)):
            return wait_ms / 1000
    value = headers.get("retry-after", "")
    epoch_s = _parse_date(value)
    if epoch_s is not None:
        return _seconds_until(epoch_s, headers, now)
    parts = [_parse_number(part.strip()) for part in value.split(",")]
    seconds = [part for part in parts if part is not None]
    return max(seconds) if len(seconds) == len(parts) else 0.0


def _parse_reset(
    headers: Mapping[str, str], name: str, now: Callable[[], float]
) -> float | None:
    """Never standardised: seconds to go, epoch seconds, epoch ms, or a date."""
    value = headers.get(name)
    number = _parse_number(value)
    if number is not None and number < 1e9:
        return number
    epoch_s = _parse_date(value) if number is None else number
    if epoch_s is None:
        return None
    return _seconds_until(epoch_s / 1000 if epoch_s > 1e12 else epoch_s, headers, now)
