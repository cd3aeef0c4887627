"""Runs the file at the path given, and prints what its `post` does at servers that answer from a list."""

import json
import runpy
import sys

import requests

post = runpy.run_path(sys.argv[1])["post"]


def meet(answers):
    """Calls it, answered by (status, Retry-After) or by an exception; the last answers for ever."""
    asked = []
    waits = []

    def answer(url, **options):
        said = answers[min(len(asked), len(answers) - 1)]
        asked.append(options)
        if isinstance(said, Exception):
            raise said
        response = requests.Response()
        response.status_code, retry_after = said
        if retry_after is not None:
            response.headers["Retry-After"] = retry_after
        return response

    requests.post = answer
    post.retry.sleep = waits.append
    try:
        outcome = post("https://api.example.com/", json={}).status_code
    except Exception as error:
        outcome = type(error).__name__
    return {"outcome": outcome, "requests": len(asked), "waits": waits, "options": asked[0]}


print(
    json.dumps(
        {
            "told": meet([(429, "7"), (503, "7"), (200, None)]),
            "final": meet([(404, None)]),
            "always": meet([(429, None)]),
            "dropped": meet([requests.ConnectionError(), (200, None)]),
            "bug": meet([ValueError()]),
        }
    )
)
