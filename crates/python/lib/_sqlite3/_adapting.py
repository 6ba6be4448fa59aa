"""What becomes of Python's objects on their way to SQLite, and what of its values on their way back."""

from . import _errors

adapters = {}
converters = {}


class PrepareProtocol:
    """PEP 246 style object adaption protocol type."""


PrepareProtocol.__module__ = "sqlite3"

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
        return adapter(obj)
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
