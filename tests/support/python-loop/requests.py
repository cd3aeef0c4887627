"""Stands in for `requests`, as far as fixed-copied-loop.py uses it: plays answers, keeps requests."""

import json as json_
from email.message import Message
from types import SimpleNamespace


class RequestException(IOError):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ChunkedEncodingError(RequestException):
    pass


exceptions = SimpleNamespace(ChunkedEncodingError=ChunkedEncodingError)

# Set by play.py: the answers to come, of which the last is repeated, and who moves the clock.
answers = []
clock = None
seen = []


class Response:
    def __init__(self, answer):
        self.status_code = answer["status"]
        self.ok = self.status_code < 400
        self.headers = Message()  # It finds names in whatever case, as that of requests does.
        for name, value in answer.get("headers", {}).items():
            self.headers[name] = value
        self.text = answer.get("body", "")
        self.content = self.text.encode()


class Session:
    def __init__(self):
        self.headers = {}

    def post(self, url, json=None, timeout=None):
        seen.append(
            {
                "atS": clock.now,
                "url": url,
                "headers": dict(self.headers),
                "json": json,
                "timeoutS": timeout,
            }
        )
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        takes = answer.get("takesS", 0)
        if takes > timeout[1]:
            clock.now += timeout[1]
            raise Timeout("Read timed out.")
        clock.now += takes
        if "raises" in answer:
            raise globals()[answer["raises"]]("Played.")
        json_.dumps(json)  # A payload that is no JSON fails here, as it does there.
        return Response(answer)
