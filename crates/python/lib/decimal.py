"""Decimal numbers, by the standard library's Python version of them; a trapped signal is told as CPython's C version does."""

import _pydecimal


def _raise_error(self, condition, explanation=None, *args):
    error = _pydecimal._condition_map.get(condition, condition)
    if error in self._ignored_flags:
        return error().handle(self, *args)
    self.flags[error] = 1
    if not self.traps[error]:
        return condition().handle(self, *args)
    raise error([condition])


_pydecimal.Context._raise_error = _raise_error

_new = _pydecimal.Decimal.__new__


def __new__(cls, value="0", context=None):
    try:
        return _new(cls, value, context)
    except TypeError as error:
        if not str(error).startswith("Cannot convert"):
            raise
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported") from None
    except ValueError as error:
        if not str(error).startswith("Invalid tuple size"):
            raise
        raise ValueError("argument must be a sequence of length 3") from None


_pydecimal.Decimal.__new__ = __new__

#: What the Python version says of values that cannot be converted or shown, and what the C version says.
_WORDS = {
    "Cannot convert NaN to integer": "cannot convert NaN to integer",
    "Cannot convert infinity to integer": "cannot convert Infinity to integer",
    "Cannot convert signaling NaN to float": "cannot convert signaling NaN to float",
    "Cannot hash a signaling NaN value": "Cannot hash a signaling NaN value",
    "Invalid format specifier": "invalid format string",
    "cannot round a NaN": "cannot convert NaN to integer",
    "cannot round an infinity": "cannot convert Infinity to integer",
}


def _worded(method):
    def worded(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except (OverflowError, TypeError, ValueError) as error:
            text = str(error)
            for begin, words in _WORDS.items():
                if text.startswith(begin):
                    raise type(error)(words) from None
            raise

    worded.__name__, worded.__qualname__ = method.__name__, method.__qualname__
    return worded


for _name in ("__int__", "__trunc__", "__floor__", "__ceil__", "__round__", "__float__", "__hash__", "__format__"):
    setattr(_pydecimal.Decimal, _name, _worded(getattr(_pydecimal.Decimal, _name)))

from _pydecimal import *
from _pydecimal import __libmpdec_version__, __version__
