"""Plays one case for each line on stdin, and answers each with a line: how the run ended.

Its argument: how callers call (requests, httpx, httpx_async or rate_limiter).
"""

import faulthandler
import importlib
import importlib.util
import json
import sys
import traceback
from types import ModuleType
from typing import Any

from run import PATIENCE_S, OverBudget, Run


def load(path: str) -> ModuleType:
    """The fix, or what became of it when a rule was taken out."""
    spec = importlib.util.spec_from_file_location("fix_under_exam", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look for their module there.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def play(order: dict[str, Any], way: ModuleType) -> dict[str, str]:
    run = Run(order)
    # A run that hangs says where, and ends all.
    faulthandler.dump_traceback_later(PATIENCE_S, exit=True)
    try:
        way.play(run, load(order["file"]))
    except OverBudget as error:
        return {"kind": "over-budget", "reason": error.reason, "message": str(error)}
    except BaseException:
        return {"kind": "broken", "message": traceback.format_exc()}
    finally:
        faulthandler.cancel_dump_traceback_later()
        run.close()
    if run.fault is not None:
        return {"kind": "broken", "message": repr(run.fault)}
    return {"kind": "over"}


# What anything else prints is no answer.
answers, sys.stdout = sys.stdout, sys.stderr
way = importlib.import_module(f"with_{sys.argv[1]}")
for line in sys.stdin:
    print(json.dumps(play(json.loads(line), way)), file=answers, flush=True)
