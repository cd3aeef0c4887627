import math
import os

import pytest
import requests

from retry_requests import request_with_retry

ENDPOINT = os.environ.get("ENDPOINT", "http://127.0.0.1:4290")


def control(path: str, body: dict) -> None:
    requests.post(ENDPOINT + path, json=body, timeout=10).raise_for_status()


def sleep(seconds: float) -> None:
    """Moves the endpoint's clock instead of waiting."""
    control("/__clock", {"advanceMs": math.ceil(seconds * 1000)})


@pytest.fixture(autouse=True)
def fresh_endpoint() -> None:
    control("/__reset", {})


def test_waits_until_the_window_ends_and_then_gets_through() -> None:
    waits = []

    def counted(seconds: float) -> None:
        waits.append(seconds)
        sleep(seconds)

    response = request_with_retry(
        "GET",
        f"{ENDPOINT}/api/models",
        headers={"Authorization": "Bearer hf_your_token_here"},
        sleep=counted,
    )

    assert response.status_code == 200
    assert len(waits) == 1
    assert waits[0] >= 55
