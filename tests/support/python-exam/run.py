"""One run of a case: its clock, which the local endpoint keeps, and what its callers are to do."""

import http.client
import json
import math
import random
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

MOST_REQUESTS = 300
MOST_VIRTUAL_MS = 3 * 24 * 60 * 60 * 1000
MOST_CHARACTERS = 20_000
# Real seconds, in case the endpoint fails: what is under test has the clock's time.
PATIENCE_S = 60.0


class OverBudget(BaseException):
    """The client goes on and on. Not an Exception, so that no client takes it for a failure."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Run:
    """What the clients of one run share."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.url: str = order["url"]
        self.plan: dict[str, Any] = order["plan"]
        self.seed: int = order["seed"]
        self.start_epoch_ms: int = order["startEpochMs"]
        self.now_ms = 0
        self.requests = 0
        # Of the exam itself: no client may take it for an answer.
        self.fault: Exception | None = None
        self._control = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE_S)
        self._mutex = threading.Lock()

    def control(self, method: str, path: str, body: object = None) -> Any:
        try:
            with self._mutex:
                self._control.request(method, path, None if body is None else json.dumps(body))
                response = self._control.getresponse()
                answer = json.load(response)
            if response.status != 200:
                raise RuntimeError(f"{method} {path}: {answer}")
            return answer
        except Exception as error:
            self.fault = self.fault or error
            raise

    def close(self) -> None:
        self._control.close()

    def look_at_clock(self) -> None:
        """The endpoint moves it when a client waits in vain."""
        self.now_ms = max(self.now_ms, self.control("GET", "/__clock")["nowMs"])

    def move_clock_to(self, ms: int) -> None:
        if ms > MOST_VIRTUAL_MS:
            raise OverBudget("virtual-time", f"It waits until {ms / 1000:.0f} s.")
        self.now_ms = self.control("POST", "/__clock", {"toMs": ms})["nowMs"]

    def clock(self) -> float:
        return self.now_ms / 1000

    def options(self, retry: Any, caller: int) -> Any:
        """Patient enough for a server that is still starting, on the time and chance of the run."""
        return retry.RetryOptions(
            max_attempts=20,
            max_delay_s=10,
            deadline_s=300,
            random=random.Random(f"{self.seed} {caller}").random,
            clock=self.clock,
            now=lambda: (self.start_epoch_ms + self.now_ms) / 1000,
        )

    def text(self, caller: int) -> str:
        return self.plan["text"].replace("{caller}", str(caller))

    def headers(self) -> dict[str, str]:
        token = "Bearer hf_your_token_here"
        return {"authorization": token, "content-type": "application/json"}

    def begin_request(self, url: str, timeout_s: float) -> tuple[str, dict[str, str]]:
        """Where the endpoint has that address, and how it is told when the client hangs up."""
        with self._mutex:
            self.requests += 1
            if self.requests > MOST_REQUESTS:
                raise OverBudget("requests", f"It sends more than {MOST_REQUESTS} requests.")
        parts = urlsplit(url)
        target = f"{self.url}/{parts.netloc}{parts.path or '/'}"
        query = f"?{parts.query}" if parts.query else ""
        return target + query, {"x-endpoint-timeout-ms": str(whole_ms(timeout_s))}

    def tell(self, caller: int, outcome: dict[str, Any]) -> None:
        """Adds what a caller was told to the trace, in the words of src/exam/outcome.ts."""
        words = json.dumps({"caller": caller, **outcome})
        self.control("POST", "/__log", {"text": f"exam outcome {words}"})


def whole_ms(seconds: float) -> int:
    # Sums of seconds are off by less than this.
    return max(1, math.ceil(seconds * 1000 - 1e-6))


def returned(response: Any) -> dict[str, Any]:
    text = response.text[:MOST_CHARACTERS]
    return {"kind": "returned", "status": response.status_code, "text": text}


def threw(error: BaseException) -> dict[str, Any]:
    message = str(error)[:MOST_CHARACTERS]
    return {"kind": "threw", "name": type(error).__name__, "message": message}


class Crowd:
    """Callers in threads of their own. The clock moves on when all of them sleep."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.awake = run.plan["callers"]
        self.wakes_at: list[int] = []
        self.changed = threading.Condition()
        self.over_budget: OverBudget | None = None

    def sleep(self, seconds: float) -> None:
        with self.changed:
            wake_ms = self.run.now_ms + whole_ms(seconds) if seconds > 0 else self.run.now_ms
            self.wakes_at.append(wake_ms)
            self._go_quiet()
            while wake_ms > self.run.now_ms and self.over_budget is None:
                self.changed.wait()
            self.wakes_at.remove(wake_ms)
            self.awake += 1
            if self.over_budget:
                raise self.over_budget

    def _go_quiet(self) -> None:
        self.awake -= 1
        if self.awake > 0 or not self.wakes_at or min(self.wakes_at) <= self.run.now_ms:
            return
        try:
            self.run.move_clock_to(min(self.wakes_at))
        except OverBudget as error:
            self.over_budget = error
        self.changed.notify_all()

    def call_all(self, call: Callable[["Crowd", int], Any]) -> None:
        threads = [
            threading.Thread(target=self._call_one, args=(call, caller), daemon=True)
            for caller in range(self.run.plan["callers"])
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE_S)
        if any(thread.is_alive() for thread in threads):
            raise RuntimeError("A caller hangs.")
        if self.over_budget:
            raise self.over_budget

    def _call_one(self, call: Callable[["Crowd", int], Any], caller: int) -> None:
        try:
            outcome = returned(call(self, caller))
        except OverBudget as error:
            self.over_budget = error
            outcome = None
        except Exception as error:
            outcome = threw(error)
        if outcome is not None:
            self.run.tell(caller, outcome)
        with self.changed:
            self._go_quiet()
            self.changed.notify_all()
