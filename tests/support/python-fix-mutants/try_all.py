"""Runs pytest in each folder that is named on stdin, and prints how it ended there and what it said.

Each run is a child of this process, which has loaded what takes long to load. The first is of the code as it is;
in the others a test that waits for what never comes has failed after a while.
"""

import json
import os
import signal
import sys
from pathlib import Path

import httpx
import pytest
import requests

assert httpx and requests


class Impatience:
    """Lets a test fail that takes longer."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        signal.signal(signal.SIGALRM, self.fail)

    def fail(self, *_: object) -> None:
        signal.alarm(self.seconds)
        raise AssertionError(f"Not done after {self.seconds} s.")

    def pytest_runtest_setup(self) -> None:
        signal.alarm(self.seconds)

    def pytest_runtest_teardown(self) -> None:
        signal.alarm(0)


def test_in(folder: str, seconds: int) -> tuple[int, str]:
    output = Path(folder, "output.txt")
    child = os.fork()
    if child == 0:
        with output.open("w") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        os.chdir(folder)
        # Plain asserts: rewriting them takes longer than the tests.
        options = ["-q", "-x", "-p", "no:cacheprovider", "--assert=plain", "--tb=line"]
        os._exit(pytest.main(options, plugins=[Impatience(seconds)]))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), output.read_text()


print(json.dumps([test_in(folder.strip(), 5 if index else 60) for index, folder in enumerate(sys.stdin)]))
