"""Callers of retry_httpx.py: tasks of one event loop, which goes by the endpoint's clock.

So the client's own `asyncio.sleep` waits by that clock, and a caller that loses patience cancels
its task as any caller would.
"""

import asyncio
import selectors
from collections.abc import AsyncIterator
from typing import Any

import httpx

from run import OverBudget, Run, returned, threw, whole_ms
from with_httpx import to_endpoint


class VirtualSelector(selectors.DefaultSelector):
    """Moves the clock to the next timer where a real loop would sleep until then."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run
        # Exchanges with the endpoint that are under way: they take real time, and no other.
        self.under_way = 0

    def select(self, timeout: float | None = None) -> Any:
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        if self.under_way > 0:
            return super().select(None)
        if timeout is None:
            raise RuntimeError("The callers wait for what will never come.")
        events = super().select(0)
        if not events:
            self.run.move_clock_to(self.run.now_ms + whole_ms(timeout))
        return events


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self, run: Run) -> None:
        self.run = run
        self.virtual_selector = VirtualSelector(run)
        super().__init__(self.virtual_selector)

    def time(self) -> float:
        return self.run.clock()


class CountedStream(httpx.AsyncByteStream):
    """A body that is under way until it is closed."""

    def __init__(self, stream: Any, selector: VirtualSelector) -> None:
        self.stream, self.selector, self.is_open = stream, selector, True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self.stream:
            yield part

    async def aclose(self) -> None:
        await self.stream.aclose()
        if self.is_open:
            self.is_open = False
            self.selector.under_way -= 1


class ToEndpoint(httpx.AsyncBaseTransport):
    """Sends what is for any server to the local endpoint, and times out by its clock."""

    def __init__(self, loop: VirtualLoop) -> None:
        self.run, self.selector = loop.run, loop.virtual_selector
        self.inner = httpx.AsyncHTTPTransport(verify=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        run, timeout_s = self.run, request.extensions["timeout"]["read"]
        begun_ms, patience_ms = run.now_ms, patience_of(run)
        may_be_cancelled = patience_ms is not None and begun_ms < patience_ms
        # Whoever loses patience first hangs up.
        left_s = (patience_ms - begun_ms) / 1000 if may_be_cancelled else timeout_s
        sent = to_endpoint(run, request, min(timeout_s, left_s))
        self.selector.under_way += 1
        try:
            response = await self.inner.handle_async_request(sent)
        except httpx.TransportError as error:
            self.selector.under_way -= 1
            run.look_at_clock()
            if may_be_cancelled and run.now_ms >= patience_ms:
                await asyncio.Event().wait()  # Its caller is about to cancel it.
            if run.now_ms - begun_ms >= timeout_s * 1000:
                raise httpx.ReadTimeout("The read operation timed out") from error
            raise
        except BaseException:
            self.selector.under_way -= 1
            raise
        run.look_at_clock()
        response.stream = CountedStream(response.stream, self.selector)
        return response

    async def aclose(self) -> None:
        await self.inner.aclose()


def patience_of(run: Run) -> int | None:
    """When the callers cancel, in ms after they began."""
    patience: int | None = run.plan["abortAfterMs"] or run.plan["timeoutMs"]
    return patience


async def in_halves(text: str) -> AsyncIterator[bytes]:
    body = text.encode()
    yield body[: len(body) // 2]
    yield body[len(body) // 2 :]


async def call(run: Run, retry: Any, client: httpx.AsyncClient, caller: int) -> None:
    text = run.text(caller)
    bodies = {"none": None, "text": text.encode(), "stream": in_halves(text)}
    try:
        response = await retry.async_request_with_retry(
            client,
            run.plan["method"],
            run.plan["url"],
            options=run.options(retry, caller),
            headers=run.headers(),
            content=bodies[run.plan["body"]],
        )
        run.tell(caller, returned(response))
    except (Exception, asyncio.CancelledError) as error:
        run.tell(caller, threw(error))


async def call_all(run: Run, retry: Any, loop: VirtualLoop) -> None:
    async with httpx.AsyncClient(transport=ToEndpoint(loop), trust_env=False) as client:
        tasks = [
            loop.create_task(call(run, retry, client, caller))
            for caller in range(run.plan["callers"])
        ]
        patience_ms = patience_of(run)
        if patience_ms is not None:
            for task in tasks:
                loop.call_later(patience_ms / 1000, task.cancel)
        await asyncio.gather(*tasks)


def play(run: Run, retry: Any) -> None:
    loop = VirtualLoop(run)
    try:
        loop.run_until_complete(call_all(run, retry, loop))
    except OverBudget:
        for task in asyncio.all_tasks(loop):
            task.cancel()
        raise
    finally:
        loop.close()
