"""Callers of retry_httpx.py: threads that share a client."""

from typing import Any

import httpx

from run import PATIENCE_S, Crowd, Run
from with_requests import in_halves


def to_endpoint(run: Run, request: httpx.Request, timeout_s: float) -> httpx.Request:
    """The same request, for the local endpoint."""
    url, headers = run.begin_request(str(request.url), timeout_s)
    return httpx.Request(
        request.method,
        url,
        headers={**request.headers, **headers, "host": httpx.URL(url).netloc.decode()},
        stream=request.stream,
        extensions={"timeout": httpx.Timeout(PATIENCE_S).as_dict()},
    )


class ToEndpoint(httpx.BaseTransport):
    """Sends what is for any server to the local endpoint, and times out by its clock."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.inner = httpx.HTTPTransport(verify=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        run, timeout_s = self.run, request.extensions["timeout"]["read"]
        begun_ms = run.now_ms
        try:
            response = self.inner.handle_request(to_endpoint(run, request, timeout_s))
        except httpx.TransportError as error:
            run.look_at_clock()
            if run.now_ms - begun_ms >= timeout_s * 1000:
                raise httpx.ReadTimeout("The read operation timed out") from error
            raise
        run.look_at_clock()
        return response

    def close(self) -> None:
        self.inner.close()


def play(run: Run, retry: Any) -> None:
    with httpx.Client(transport=ToEndpoint(run), trust_env=False) as client:

        def call(crowd: Crowd, caller: int) -> Any:
            text = run.text(caller)
            bodies = {"none": None, "text": text.encode(), "stream": in_halves(text)}
            return retry.request_with_retry(
                client,
                run.plan["method"],
                run.plan["url"],
                options=run.options(retry, caller),
                sleep=crowd.sleep,
                headers=run.headers(),
                content=bodies[run.plan["body"]],
            )

        Crowd(run).call_all(call)
