"""`operator.length_hint`: what is given for no hint may be negative."""

import operator

import _loopscope_builtin
import _operator

_NONE = 2**62


def mend():
    original = operator.length_hint

    def length_hint(obj, default=0, /):
        if not isinstance(default, int):
            return original(obj, default)
        hint = original(obj, _NONE)
        return default if hint == _NONE else hint

    operator.length_hint = _operator.length_hint = _loopscope_builtin.function(length_hint, "length_hint")
