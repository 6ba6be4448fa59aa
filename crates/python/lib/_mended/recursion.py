"""A script may ask for any depth; what the memory cannot hold ends in a RecursionError all the same."""

import sys

import _loopscope_builtin

_set = sys.setrecursionlimit
_asked = 1000


def _bound():
    return min(_asked, _loopscope_builtin.MOST_FRAMES)


def mend():
    def setrecursionlimit(limit, /):
        global _asked
        _set(min(limit, _loopscope_builtin.MOST_FRAMES))
        _asked = limit

    sys.setrecursionlimit = _loopscope_builtin.function(setrecursionlimit, "setrecursionlimit")
    sys.getrecursionlimit = _loopscope_builtin.function(lambda: _asked, "getrecursionlimit")
    sys.setrecursionlimit(_asked)


def turns(begin):
    """A turn of the loop stands on two frames (`_run_once`, `_run`), which ours does not have."""
    try:
        _set(_bound() - 2 if begin else _bound())
    except (RecursionError, ValueError):
        pass
