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

from _pydecimal import *
from _pydecimal import __libmpdec_version__, __version__
