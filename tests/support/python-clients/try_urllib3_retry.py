"""Runs the file at the path given, and prints what its Retry does. An older urllib3 is not given what it does not know."""

import inspect
import json
import runpy
import sys

import urllib3

real = urllib3.Retry
known = inspect.signature(real.__init__).parameters
unknown = []


def construct(**options):
    unknown.extend(name for name in options if name not in known)
    return real(**{name: value for name, value in options.items() if name in known})


urllib3.Retry = construct
made = runpy.run_path(sys.argv[1])
retries = made["retries"]
statuses = [status for status in range(400, 600) if retries.is_retry("POST", status)]
pool = made["http"].connection_pool_kw
waits = []
for _ in range(retries.total):
    retries = retries.increment("POST", "/", error=urllib3.exceptions.ProtocolError())
    waits.append(retries.get_backoff_time())
print(
    json.dumps(
        {
            "version": urllib3.__version__,
            "unknown": unknown,
            "statuses": statuses,
            "isUsed": pool["retries"] is made["retries"],
            "timeout": pool["timeout"].total,
            "waits": waits,
        }
    )
)
