"""Runs `query` of the file named first against the answers on stdin, on a clock of its own.

Prints what came of it as JSON: the answer or the refusal, each request, each wait.
"""

import json
import random
import runpy
import sys
import time

import requests


class Clock:
    now = 0.0


script = json.load(sys.stdin)
clock = requests.clock = Clock()
requests.answers = script["answers"]
waits = []


def sleep(seconds):
    waits.append(seconds)
    clock.now += seconds


time.sleep = sleep
time.monotonic = lambda: clock.now
time.time = lambda: script["epochS"] + clock.now
# Chance is what the script says, so that the ends of each spread can be seen.
random.random = lambda: script["random"]
random.uniform = lambda low, high: low + (high - low) * script["random"]

printed, sys.stdout = sys.stdout, sys.stderr
loop = runpy.run_path(sys.argv[1])
outcome = {"answer": None, "refused": None, "cause": None}
try:
    outcome["answer"] = loop["query"](script["payload"], **script["options"]).text
except loop["Refused"] as refused:
    status = refused.response and refused.response.status_code
    outcome["refused"] = {"why": str(refused), "status": status}
    outcome["cause"] = refused.__cause__ and type(refused.__cause__).__name__
outcome.update(requests=requests.seen, waitsS=waits, endS=clock.now)
json.dump(outcome, printed)
