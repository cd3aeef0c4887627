"""Callers of rate_limiter.py: tasks that share a limiter, and never retry."""

from typing import Any

import httpx

from run import Run, returned
from with_httpx_async import ToEndpoint, VirtualLoop


async def call_all(run: Run, limiters: Any, loop: VirtualLoop) -> None:
    # As the server of the case has it.
    limiter = limiters.AsyncRateLimiter(limit=20, window_s=10, clock=run.clock)
    async with httpx.AsyncClient(transport=ToEndpoint(loop), trust_env=False) as client:

        async def call(caller: int) -> None:
            async with limiter:
                response = await client.post(run.plan["url"], content=run.text(caller))
            limiter.learn(response.headers)
            run.tell(caller, returned(response))

        for task in [loop.create_task(call(caller)) for caller in range(run.plan["callers"])]:
            await task


def play(run: Run, limiters: Any) -> None:
    loop = VirtualLoop(run)
    try:
        loop.run_until_complete(call_all(run, limiters, loop))
    finally:
        loop.close()
