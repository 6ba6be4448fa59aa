"""`sum` makes good what rounding floats loses, as CPython's since 3.12."""

import builtins

import _loopscope_sum


def mend():
    _loopscope_sum.sum.__module__ = "builtins"
    builtins.sum = _loopscope_sum.sum
