"""Whether retry and rate-limiter go together in Python as the limiter's header says. The clock is a number."""

import asyncio
import io
import selectors
from typing import Any

import httpx
import requests
import urllib3
from requests.adapters import HTTPAdapter

import retry_httpx
import retry_requests
from rate_limiter import AsyncRateLimiter, RateLimiter

URL = "https://endpoint.example/"
WINDOW_S = 300.0
# Nine tenths of the limit start in a window.
STARTS = 9


class JumpingSelector(selectors.DefaultSelector):
    """Moves the clock to the next timer where a real loop would sleep until then."""

    now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        self.now += max(0.0, timeout or 0.0)
        return super().select(0)


class JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.jumping = JumpingSelector()
        super().__init__(self.jumping)

    def time(self) -> float:
        return self.jumping.now


class Server(httpx.AsyncBaseTransport):
    """Refuses the first request alone."""

    def __init__(self, loop: JumpingLoop) -> None:
        self.loop, self.sent_at = loop, list[float]()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.sent_at.append(self.loop.time())
        return httpx.Response(503 if len(self.sent_at) == 1 else 200)


def call_all(callers: int, **times_s: float) -> tuple[list[Any], list[float]]:
    """So many at once. Returns what came of each, and when what was sent."""
    loop = JumpingLoop()
    limiter = AsyncRateLimiter(limit=10, window_s=WINDOW_S, clock=loop.time)

    class Paced(Server):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            async with limiter:
                response = await super().handle_async_request(request)
            limiter.learn(response.headers)
            return response

    server = Paced(loop)
    options = retry_httpx.RetryOptions(clock=loop.time, **times_s)

    async def run() -> list[Any]:
        async with httpx.AsyncClient(transport=server, trust_env=False) as client:
            calls = [
                retry_httpx.async_request_with_retry(client, "GET", URL, options=options)
                for _ in range(callers)
            ]
            return await asyncio.gather(*calls, return_exceptions=True)

    try:
        return loop.run_until_complete(run()), server.sent_at
    finally:
        loop.close()


def test_with_both_times_raised_all_get_through_a_retry_from_the_end_of_the_queue() -> None:
    outcomes, sent_at = call_all(5 * STARTS, attempt_timeout_s=1800, deadline_s=3600)
    assert {getattr(outcome, "status_code", outcome) for outcome in outcomes} == {200}
    assert len(sent_at) == 5 * STARTS + 1
    assert min(later - at for at, later in zip(sent_at, sent_at[STARTS:])) >= WINDOW_S


def test_with_the_times_of_retry_itself_who_waits_for_a_window_gives_up_without_having_sent() -> None:
    outcomes, sent_at = call_all(STARTS + 1)
    # The last in the queue, and the one that was refused and came back behind it.
    failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert [type(each) for each in failed] == [retry_httpx.RetryError] * 2
    assert len(sent_at) == STARTS


class Threads(HTTPAdapter):
    """Paces each attempt of requests, on a clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.sent_at = 0.0, list[float]()
        self.limiter = RateLimiter(
            limit=1, window_s=WINDOW_S, share=1, clock=lambda: self.now, sleep=self.sleep
        )

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def send(self, request: Any, *args: Any, **kwargs: Any) -> requests.Response:
        with self.limiter:
            self.sent_at.append(self.now)
            status, body = (429, b"Try again in 5s. ") if len(self.sent_at) == 2 else (200, b"yes")
            raw = urllib3.HTTPResponse(io.BytesIO(body), status=status, preload_content=False)
            return self.build_response(request, raw)


def call_requests(adapter: Threads, **times_s: float) -> requests.Response:
    options = retry_requests.RetryOptions(
        clock=lambda: adapter.now, now=lambda: adapter.now, jitter="none", **times_s
    )
    with requests.Session() as session:
        session.mount("https://", adapter)
        return retry_requests.request_with_retry(
            "GET", URL, session=session, options=options, sleep=adapter.sleep
        )


def test_with_requests_the_deadline_alone_counts_the_queue() -> None:
    adapter = Threads()
    answers = [call_requests(adapter, deadline_s=3600).text for _ in range(2)]
    assert answers == ["yes", "yes"]
    assert adapter.sent_at == [0, 300, 600]


def test_with_requests_a_retry_is_left_out_when_the_queue_has_taken_the_deadline() -> None:
    adapter = Threads()
    call_requests(adapter)
    try:
        call_requests(adapter)
    except retry_requests.RetryError as error:
        assert (error.reason, error.attempts, error.retry_in_s) == ("deadline", 1, 5)
    else:
        raise AssertionError("It had no time for a retry.")
