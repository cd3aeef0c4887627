"""Runs pytest in each folder that is named on stdin, and prints how it ended there and what it said.

Each run is a child of this process, which has loaded what takes long to load.
"""

import json
import os
import sys
from pathlib import Path

import httpx
import pytest
import requests

assert httpx and requests


def test_in(folder: str) -> tuple[int, str]:
    output = Path(folder, "output.txt")
    child = os.fork()
    if child == 0:
        with output.open("w") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        os.chdir(folder)
        # Plain asserts: rewriting them takes longer than the tests.
        os._exit(pytest.main(["-q", "-x", "-p", "no:cacheprovider", "--assert=plain", "--tb=line"]))
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), output.read_text()


print(json.dumps([test_in(folder.strip()) for folder in sys.stdin]))
