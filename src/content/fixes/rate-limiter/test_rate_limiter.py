# SPDX-License-Identifier: MIT-0
# rate-limiter 1.1.0 sha256:b60e4727d4395822 https://try-again-later.example/fixes/rate-limiter/
# Guide: https://try-again-later.example/guides/hugging-face-rate-limit-exceeded/
"""Run with `pytest test_rate_limiter.py`. Nothing sleeps: the clock is a number."""

import asyncio
import math
import threading
from collections.abc import Awaitable, Callable
from datetime import datetime, timezone
from typing import Any

import pytest

from rate_limiter import AsyncRateLimiter, QueueFullError, RateLimiter

START = datetime(2026, 11, 24, 2, tzinfo=timezone.utc).timestamp()


class Clock:
    """Seconds since the start of the test, moved by whoever sleeps."""

    def __init__(self) -> None:
        self.at = 0.0
        self.before_sleep: Callable[[], None] = lambda: None

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.before_sleep()
        assert seconds <= 86_400  # Not every platform sleeps longer.
        self.at += seconds

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)
        # Others get their turn, as in any sleep.
        await asyncio.sleep(0)


class Bench:
    """A limiter on a clock of its own, of the kind that the test is run for."""

    is_async = False

    def __init__(self, **options: Any) -> None:
        clock = self.clock = Clock()
        given: dict[str, Any] = {
            "clock": clock,
            "now": lambda: START + clock.at,
            "random": lambda: 0.0,
            "share": 1,
            **options,
        }
        if given["share"] is None:
            del given["share"]
        self.limiter: RateLimiter | AsyncRateLimiter = (
            AsyncRateLimiter(sleep=clock.async_sleep, **given)
            if self.is_async
            else RateLimiter(sleep=clock.sleep, **given)
        )

    def run(self, task: Callable[[], object]) -> object:
        """Runs one task."""
        if isinstance(self.limiter, RateLimiter):
            return self.limiter.run(task)

        async def run() -> object:
            return task()

        return asyncio.run(self.limiter.run(run))

    def learn(self, **headers: str) -> None:
        self.limiter.learn({name.replace("_", "-"): headers[name] for name in headers})

    def start_times(self, count: int) -> list[float]:
        """When each of so many tasks starts, one after the other."""
        times: list[float] = []
        for _ in range(count):
            self.run(lambda: times.append(self.clock()))
        return times


@pytest.fixture(autouse=True, params=["threads", "asyncio"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test is run for both."""
    monkeypatch.setattr(Bench, "is_async", request.param == "asyncio")


def test_starts_no_more_than_the_limit_in_any_window() -> None:
    bench = Bench(limit=2, window_s=1)
    assert bench.start_times(1) == [0]
    bench.clock.at = 0.9
    assert bench.start_times(4) == pytest.approx([0.9, 1, 1.9, 2])


@pytest.mark.parametrize(("share", "at_once"), [(None, 18), (0.25, 5), (1, 20)])
def test_leaves_a_tenth_alone_unless_it_is_told_its_share(
    share: float | None, at_once: int
) -> None:
    bench = Bench(limit=20, window_s=1, share=share)
    assert bench.start_times(20).count(0) == at_once


def test_a_share_of_less_than_one_in_a_window_is_one_in_several() -> None:
    assert Bench(limit=2, window_s=1, share=0.125).start_times(3) == [0, 4, 8]


def test_a_task_that_fails_stops_nobody() -> None:
    bench = Bench(limit=1, window_s=1)
    with pytest.raises(ZeroDivisionError):
        bench.run(lambda: 1 / 0)
    assert bench.run(lambda: "yes") == "yes"
    assert bench.clock() == 1


def test_a_task_that_failed_is_not_in_flight() -> None:
    bench = Bench()
    with pytest.raises(ZeroDivisionError):
        bench.run(lambda: 1 / 0)
    bench.learn(ratelimit='"api";r=1;t=10')
    assert bench.start_times(2) == [0, 10]


def test_takes_what_is_left_of_the_servers_count_and_then_waits_for_the_reset() -> None:
    bench = Bench()
    bench.learn(ratelimit='"api";r=3;t=10')
    assert bench.start_times(5) == [0, 0, 0, 10, 10]


def test_takes_its_share_of_what_is_left() -> None:
    bench = Bench(share=0.5)
    bench.learn(ratelimit='"api";r=5;t=10')
    assert bench.start_times(3) == [0, 0, 10]


@pytest.mark.parametrize(
    ("share", "times"), [(None, [0, 10]), (0.51, [0, 10]), (0.5, [10, 10])]
)
def test_the_last_one_is_for_who_has_the_larger_part(
    share: float | None, times: list[float]
) -> None:
    bench = Bench(share=share)
    bench.learn(ratelimit='"api";r=1;t=10')
    assert bench.start_times(2) == times


@pytest.mark.parametrize(
    ("policy", "times"),
    [
        ('"fixed window";"api";q=2;w=1', [0, 0, 1, 1, 2]),
        ('"default";q=2;w=1', [0, 0, 1, 1, 2]),
        ("2;w=1", [0, 0, 1, 1, 2]),
        ('"burst";q=2;w=1, "day, or so";q=3;w=60', [0, 0, 1, 60, 60]),
        ('"bytes";q=2;w=1;qu="content-bytes"', [0, 0, 0, 0, 0]),
        ('"default";q=2;w=1;qu="requests"', [0, 0, 1, 1, 2]),
        ("q", [0, 0, 0, 0, 0]),
        ('"api";q=0;w=1', [0, 0, 0, 0, 0]),
        (f'"api";q={"9" * 400};w=1', [0, 0, 0, 0, 0]),
        (f'"api";q=2;w={"9" * 400}', [0, 0, 0, 0, 0]),
    ],
)
def test_learns_its_windows(policy: str, times: list[float]) -> None:
    bench = Bench()
    bench.learn(ratelimit_policy=policy)
    assert bench.start_times(5) == times


def test_counts_what_started_before_it_learned_a_window() -> None:
    bench = Bench()
    bench.start_times(1)
    bench.clock.at = 1
    bench.start_times(1)
    bench.learn(ratelimit_policy='"default";q=3;w=60')
    assert bench.start_times(2) == [1, 60]


def test_remembers_starts_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rate_limiter.MOST_REMEMBERED", 3)
    bench = Bench()
    for bench.clock.at in range(5):
        bench.start_times(1)
    bench.learn(ratelimit_policy='"default";q=5;w=60')
    assert bench.start_times(1) == [4]


def test_remembers_all_starts_of_a_window_that_it_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rate_limiter.MOST_REMEMBERED", 2)
    bench = Bench(limit=5, window_s=60)
    assert bench.start_times(7) == [0, 0, 0, 0, 0, 60, 60]


def test_takes_an_endless_limit() -> None:
    assert Bench(limit=math.inf, window_s=1).start_times(3) == [0, 0, 0]


def test_a_limit_that_was_given_holds_beside_the_one_that_was_learned() -> None:
    bench = Bench(limit=1, window_s=1)
    bench.learn(ratelimit_policy='"default";q=5;w=1')
    assert bench.start_times(3) == [0, 1, 2]


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"ratelimit": '"api";r=0;t=55'}, 55),
        ({"ratelimit": '"a";r=0;t=5, "b,c";r=0;t=9'}, 9),
        ({"ratelimit": '"a";r=0;t=9, "b,c";r=0;t=5'}, 9),
        ({"ratelimit": '"api";r=0'}, 0),
        ({"ratelimit": '"r=0";r=9;t=5'}, 0),
        ({"ratelimit": '"x,r=0;t=7,y";r=9;t=5'}, 0),
        ({"ratelimit": "limit=100, remaining=0, reset=5"}, 5),
        ({"ratelimit": f'"api";r={"9" * 400};t=5'}, 0),
        ({"ratelimit_remaining": "0", "ratelimit_reset": "7"}, 7),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": "12"}, 12),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": f"{START + 40:.0f}"}, 40),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": f"{START + 41:.0f}000"}, 41),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": "2026-11-24T02:00:09Z"}, 9),
        ({"x_ratelimit_remaining": "9", "x_ratelimit_reset": "12"}, 0),
        ({"retry_after": "2026-11-24T04:00:09.25+02:00"}, 9.25),
        ({"retry_after": "2026-11-24T02:00:30"}, 0),
        ({"retry_after": "2026-11-24T02:00:30+0000"}, 0),
        ({"retry_after": "Tue, 24 Nov 2026 02:00:30 +0000"}, 0),
        ({"retry_after": "Wed, 25 Nov 2026 GMT"}, 0),
        ({"retry_after": "Tue, 24 Nov 2026 02:01 GMT"}, 0),
        ({"retry_after": "Tue, 31 Nov 2026 02:00:30 GMT"}, 0),
        ({"retry_after": "2026-11-31T02:00:30Z"}, 0),
        ({"retry_after": "2026-11-24T24:00:00Z"}, 0),
        ({"retry_after": "Tue, 24 Nov 2026 02:01:60 GMT"}, 0),
        ({"retry_after": "Thursday, 24-Nov-50 02:00:30 GMT"}, 0),
        ({"retry_after": "3"}, 3),
        ({"retry_after": "1.5"}, 1.5),
        ({"retry_after": "3 \t"}, 3),
        ({"ratelimit_remaining": "0 ", "ratelimit_reset": "7 "}, 7),
        ({"retry_after": "5, 9"}, 9),
        ({"retry_after": "5, soon"}, 0),
        ({"retry_after_ms": "300", "retry_after": "1"}, 0.3),
        ({"x_ms_retry_after_ms": "300", "retry_after": "1"}, 0.3),
        ({"retry_after_ms": "0", "retry_after": "1"}, 1),
        ({"retry_after": "0", "ratelimit": '"api";r=0;t=55'}, 55),
        ({"Retry-After": "3"}, 3),
        ({"retry_after": "9" * 400}, 0),
        ({"ratelimit": f'"api";r=0;t={"9" * 400}'}, 0),
        ({"retry_after": "Tue, 24 Nov 2026 02:00:30 GMT"}, 30),
        ({"retry_after": "Tuesday, 24-Nov-26 02:00:30 GMT"}, 30),
        ({"retry_after": "Tue Nov 24 02:00:30 2026"}, 30),
        ({"retry_after": "Tue, 24 Nov 2026 01:00:00 GMT"}, 0),
        (
            {
                "retry_after": "Tue, 24 Nov 2026 04:00:08 GMT",
                "date": "Tue, 24 Nov 2026 04:00:00 GMT",
            },
            8,
        ),
        ({"retry_after": "3", "ratelimit": '"api";r=0;t=55'}, 3),
        ({"retry_after": "soon", "ratelimit": "r;t", "x_ratelimit_reset": "-1"}, 0),
        ({"retry_after": "Tue, 99 Nov 2026 02:00:30 GMT"}, 0),
        ({"ratelimit": '"api";r=0;t=55', "age": "29"}, 0),
        ({"retry_after": f"{30 * 86_400}"}, 30 * 86_400),
    ],
)
def test_waits_as_the_server_says(headers: dict[str, str], wait_s: float) -> None:
    bench = Bench()
    bench.learn(**headers)
    assert bench.start_times(1) == pytest.approx([wait_s])


def test_requests_in_flight_are_not_taken_for_counted() -> None:
    bench = Bench()

    def look() -> None:
        bench.learn(ratelimit='"api";r=1;t=10')

    bench.run(look)
    assert bench.start_times(1) == [10]


def test_a_request_that_was_answered_is_not_in_flight() -> None:
    bench = Bench()
    bench.run(lambda: None)
    bench.learn(ratelimit='"api";r=1;t=10')
    assert bench.start_times(2) == [0, 10]


def test_an_answer_that_was_overtaken_brings_nothing_back_but_a_new_window_does() -> None:
    bench = Bench()
    bench.learn(ratelimit='"api";r=0;t=10')
    bench.learn(ratelimit='"api";r=4;t=11')
    assert bench.start_times(1) == [10]
    bench.learn(ratelimit='"api";r=0;t=10')
    bench.learn(ratelimit='"api";r=4;t=300')
    assert bench.start_times(1) == [10]


def test_a_window_that_is_over_says_nothing_of_the_next() -> None:
    bench = Bench()
    bench.learn(ratelimit='"api";r=0;t=1')
    bench.clock.at = 1
    bench.learn(ratelimit='"api";r=2;t=1')
    assert bench.start_times(3) == [1, 1, 2]


def test_a_shorter_wait_that_is_named_later_shortens_none() -> None:
    bench = Bench()
    bench.learn(retry_after="30")
    bench.learn(retry_after="5")
    assert bench.start_times(1) == [30]


def test_comes_back_spread_out_behind_the_instant_that_everyone_was_told() -> None:
    bench = Bench(random=lambda: 0.5)
    bench.learn(ratelimit='"api";r=0;t=60')
    assert bench.start_times(1) == [63]


@pytest.mark.parametrize("drawn", [-1, 1, 7, float("nan")])
def test_takes_no_chance_for_more_than_one(drawn: float) -> None:
    bench = Bench(random=lambda: drawn)
    bench.learn(ratelimit='"api";r=0;t=60')
    assert bench.start_times(1) == [66]


def test_what_is_learned_during_a_wait_is_heeded() -> None:
    bench = Bench(limit=1, window_s=1)
    bench.start_times(1)

    def learn() -> None:
        bench.clock.before_sleep = lambda: None
        bench.learn(retry_after="30")

    bench.clock.before_sleep = learn
    assert bench.start_times(1) == [30]


def test_a_full_queue_refuses_at_once_and_says_how_long_the_next_waits() -> None:
    bench = Bench(limit=1, window_s=1, max_queued=0)
    bench.start_times(1)
    with pytest.raises(QueueFullError, match="0 wait, the next for 1.0 s") as caught:
        bench.start_times(1)
    assert (caught.value.queued, caught.value.wait_s) == (0, 1)
    assert bench.clock() == 0


@pytest.mark.parametrize(
    "options",
    [
        {"limit": 5},
        {"window_s": 1},
        {"limit": 0, "window_s": 1},
        {"limit": float("nan"), "window_s": 1},
        {"limit": 5, "window_s": -1},
        {"limit": 5, "window_s": 1, "share": 0},
        {"limit": 5, "window_s": 1, "share": 1.5},
        {"limit": 5, "window_s": 1, "max_queued": -1},
    ],
)
def test_refuses_options_that_make_no_sense(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=list(options)[-1]):
        Bench(**options)


def test_an_interrupt_during_a_wait_leaves_the_queue() -> None:
    bench = Bench(limit=1, window_s=1)
    bench.start_times(1)

    def interrupt() -> None:
        bench.clock.before_sleep = lambda: None
        raise KeyboardInterrupt

    bench.clock.before_sleep = interrupt
    with pytest.raises(KeyboardInterrupt):
        bench.start_times(1)
    assert bench.limiter.queued == 0
    assert bench.start_times(1) == [1]


def until_queued(limiter: RateLimiter, count: int) -> None:
    while limiter.queued < count:
        threading.Event().wait(0.0001)  # No test depends on how long.


ONE, TWO = ({"ratelimit-policy": f'"default";q={limit};w=3600'} for limit in (1, 2))


def test_a_thread_that_waits_hears_at_once_of_a_higher_limit() -> None:
    limiter = RateLimiter(share=1, clock=Clock())
    limiter.learn(ONE)
    limiter.run(lambda: None)
    started = threading.Event()
    threading.Thread(target=limiter.run, args=(started.set,), daemon=True).start()
    until_queued(limiter, 1)
    limiter.learn(TWO)
    assert started.wait(10)


def test_a_thread_that_hears_of_nothing_waits_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()

    class Event(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            clock.at += 0 if self.is_set() else timeout or 0
            return super().wait(None if timeout is None else 0)

    monkeypatch.setattr("rate_limiter.threading.Event", Event)
    limiter = RateLimiter(limit=1, window_s=30, share=1, clock=clock)
    assert [limiter.run(clock) for _ in range(3)] == [0, 30, 60]


def test_a_thread_that_comes_when_others_wait_waits_too_even_if_its_turn_would_be_now() -> (
    None
):
    clock, may_go = Clock(), threading.Event()
    limiter = RateLimiter(limit=1, window_s=1, share=1, max_queued=1, clock=clock)
    limiter.sleep = lambda _: may_go.wait(10)
    limiter.run(lambda: None)
    first = threading.Thread(target=limiter.run, args=(clock,), daemon=True)
    first.start()
    until_queued(limiter, 1)
    clock.at = 1
    with pytest.raises(QueueFullError):
        limiter.run(lambda: None)
    may_go.set()
    first.join(10)


def test_a_task_that_comes_when_others_wait_waits_too_even_if_its_turn_would_be_now() -> (
    None
):
    async def scenario() -> None:
        clock = Clock()
        limiter = AsyncRateLimiter(limit=1, window_s=1, share=1, max_queued=1, clock=clock)
        await limiter.acquire()
        waiting = asyncio.create_task(limiter.acquire())
        await asyncio.sleep(0)
        clock.at = 1
        with pytest.raises(QueueFullError):
            await limiter.acquire()
        waiting.cancel()

    asyncio.run(scenario())


def test_a_task_that_waits_hears_at_once_of_a_higher_limit() -> None:
    async def scenario() -> None:
        limiter = AsyncRateLimiter(share=1, clock=Clock())
        limiter.learn(ONE)
        await limiter.acquire()
        waiting = asyncio.create_task(limiter.acquire())
        await asyncio.sleep(0)
        assert limiter.queued == 1
        limiter.learn(TWO)
        await asyncio.wait_for(waiting, 10)

    asyncio.run(scenario())


def test_a_task_that_hears_of_nothing_waits_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scenario() -> None:
        clock = Clock()
        monkeypatch.setattr(asyncio.get_running_loop(), "time", clock)
        limiter = AsyncRateLimiter(limit=1, window_s=30, share=1, clock=clock)
        limiter.learn({})  # What was heard before the wait ends none.
        await limiter.acquire()
        waiting = asyncio.create_task(limiter.acquire())
        while not waiting.done() and clock.at < 100:
            await asyncio.sleep(0)
            clock.at += 1
        assert clock() == pytest.approx(30, abs=5)

    asyncio.run(scenario())


def test_threads_start_in_the_order_in_which_they_came() -> None:
    clock = Clock()
    limiter = RateLimiter(limit=1, window_s=1, share=1, clock=clock, sleep=clock.sleep)
    limiter.run(lambda: None)
    everyone_waits = threading.Event()

    def wait_for_everyone() -> None:
        everyone_waits.wait(10)

    clock.before_sleep = wait_for_everyone
    order: list[tuple[int, float]] = []
    threads = []
    for number in range(8):
        task = lambda number=number: order.append((number, clock()))  # noqa: E731
        threads.append(threading.Thread(target=limiter.run, args=(task,), daemon=True))
        threads[-1].start()
        until_queued(limiter, number + 1)
    everyone_waits.set()
    for thread in threads:
        thread.join(10)
    assert order == [(number, number + 1.0) for number in range(8)]
    assert limiter.queued == 0


def test_tasks_start_in_the_order_in_which_they_came_and_one_may_leave() -> None:
    async def scenario() -> None:
        clock = Clock()
        limiter = AsyncRateLimiter(limit=1, window_s=1, share=1, clock=clock)
        may_go = asyncio.Event()

        async def sleep(seconds: float) -> None:
            await may_go.wait()
            await clock.async_sleep(seconds)

        limiter.sleep = sleep
        order: list[tuple[int, float]] = []

        async def start(number: int) -> None:
            async with limiter:
                order.append((number, clock()))

        await start(0)
        tasks = [asyncio.create_task(start(number)) for number in range(1, 5)]
        await asyncio.sleep(0)
        assert limiter.queued == 4
        tasks[0].cancel()
        tasks[2].cancel()
        may_go.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert order == [(0, 0), (2, 1), (4, 2)]
        assert limiter.queued == 0

    asyncio.run(scenario())
