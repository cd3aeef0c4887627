"""Callers of retry_requests.py, each in a thread with a session of its own."""

from collections.abc import Iterator
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from run import PATIENCE_S, Crowd, Run


class ToEndpoint(HTTPAdapter):
    """Sends what is for any server to the local endpoint, and times out by its clock."""

    def __init__(self, run: Run) -> None:
        super().__init__()
        self.run = run

    def send(self, request: Any, stream: Any = False, timeout: Any = None, **kwargs: Any) -> Any:
        run = self.run
        sent = request.copy()
        sent.url, headers = run.begin_request(request.url, timeout)
        sent.headers.update(headers)
        begun_ms = run.now_ms
        try:
            response = super().send(sent, stream=stream, timeout=PATIENCE_S, **kwargs)
        except requests.ConnectionError as error:
            run.look_at_clock()
            if run.now_ms - begun_ms >= timeout * 1000:
                raise requests.ReadTimeout("Read timed out.", request=request) from error
            raise
        run.look_at_clock()
        response.url, response.request = request.url, request
        return response


def in_halves(text: str) -> Iterator[bytes]:
    body = text.encode()
    yield body[: len(body) // 2]
    yield body[len(body) // 2 :]


def play(run: Run, retry: Any) -> None:
    def call(crowd: Crowd, caller: int) -> Any:
        text = run.text(caller)
        bodies = {"none": None, "text": text.encode(), "stream": in_halves(text)}
        with requests.Session() as session:
            # No proxy stands between.
            session.trust_env = False
            session.mount("https://", ToEndpoint(run))
            return retry.request_with_retry(
                run.plan["method"],
                run.plan["url"],
                session=session,
                options=run.options(retry, caller),
                sleep=crowd.sleep,
                headers=run.headers(),
                data=bodies[run.plan["body"]],
            )

    Crowd(run).call_all(call)
