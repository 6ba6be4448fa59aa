"""What becomes of Python's objects on their way to SQLite, and what of its values on their way back."""

import functools
import sys
import warnings

from . import _errors

adapters = {}
converters = {}


class PrepareProtocol:
    """PEP 246 style object adaption protocol type."""


PrepareProtocol.__module__ = "sqlite3"

_HERE = sys._getframe().f_code.co_filename.rpartition("/")[0]
_PLAIN = {int, float, str, bytearray}
#: Whether one of those has an adapter.
_plain_adapted = False
_NONE = object()


def register_adapter(type, adapter, /):
    global _plain_adapted
    if type in _PLAIN:
        _plain_adapted = True
    adapters[type, PrepareProtocol] = adapter


def register_converter(typename, converter, /):
    converters[typename.upper()] = converter


def adapt(obj, proto=PrepareProtocol, alt=_NONE, /):
    """`pysqlite_microprotocols_adapt`."""
    adapter = adapters.get((type(obj), proto))
    if adapter is not None:
        return _from_script(adapter, obj) if _is_usual(adapter) else adapter(obj)
    adapt = getattr(proto, "__adapt__", None)
    if adapt is not None:
        adapted = _try(adapt, obj)
        if adapted is not None:
            return adapted
    conform = getattr(obj, "__conform__", None)
    if conform is not None:
        adapted = _try(conform, proto)
        if adapted is not None:
            return adapted
    if alt is not _NONE:
        return alt
    raise _errors.ProgrammingError("can't adapt")


def converter(name):
    """What converts values of the type of that name."""
    found = converters.get(name)
    return functools.partial(_from_script, found) if _is_usual(found) else found


def _is_usual(function):
    """Whether it is one of the library's own, which warn whoever lets them be called."""
    return getattr(function, "__module__", None) == "sqlite3.dbapi2"


def _from_script(function, argument):
    """Calls one of those; what it warns of, it warns of at the line that called into this module, as from C."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        result = function(argument)
    if warned:
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_code.co_filename.startswith(_HERE):
            frame = frame.f_back
        names = frame.f_globals
        for each in warned:
            warnings.warn_explicit(
                each.message, each.category, frame.f_code.co_filename, frame.f_lineno, names.get("__name__", "<sys>"),
                names.setdefault("__warningregistry__", {}),
            )
    return result


def _try(function, argument):
    try:
        return function(argument)
    except TypeError:
        return None


def adapted(value):
    """What a parameter is bound to."""
    if type(value) in _PLAIN and not _plain_adapted:
        return value
    return adapt(value, PrepareProtocol, value)
