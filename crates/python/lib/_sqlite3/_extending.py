"""What a connection can be told to call, to be, and to become."""

import operator
import time
import warnings

from . import _constants, _errors
from ._errors import OperationalError, ProgrammingError


def _deprecated(method, names):
    listed = ", ".join(f"'{name}'" for name in names[:-1]) + f" and '{names[-1]}'"
    warnings.warn(
        f"Passing keyword argument{'s' if len(names) > 1 else ''} {listed if len(names) > 1 else repr(names[0])} to "
        f"_sqlite3.Connection.{method}() is deprecated. Parameter{'s' if len(names) > 1 else ''} "
        f"{listed if len(names) > 1 else repr(names[0])} will become positional-only in Python 3.15.",
        DeprecationWarning,
        stacklevel=4,
    )


def _c_int(value):
    value = operator.index(value)
    if not -(2**31) <= value < 2**31:
        raise OverflowError(f"signed integer is {'greater' if value > 0 else 'less'} than {'maximum' if value > 0 else 'minimum'}")
    return value


def _arguments(method, names, given, named):
    """Arguments that may still be given by name."""
    left = [name for name in names[len(given) :] if name in named]
    if left:
        _deprecated(method, names)
    values = list(given)
    for name in names[len(given) :]:
        if name not in named:
            raise TypeError(f"{method}() missing required argument '{name}' (pos {names.index(name) + 1})")
        values.append(named.pop(name))
    if len(values) > len(names):
        raise TypeError(f"{method}() takes exactly {len(names)} positional arguments ({len(values)} given)")
    return values


class Extending:
    __slots__ = ()

    def create_function(self, *given, deterministic=False, **named):
        """Creates a new function."""
        name, narg, func = _arguments("create_function", ("name", "narg", "func"), given, named)
        if named:
            raise TypeError(f"create_function() got an unexpected keyword argument '{next(iter(named))}'")
        self._check()
        narg = self._count(narg, "narg")
        if not self._native.add_function(name, narg, bool(deterministic), func):
            raise OperationalError("Error creating function")

    def _count(self, count, name):
        """How many arguments a function takes: `check_num_params`."""
        count = _c_int(count)
        most = self._native.limit(_constants.LIMITS["SQLITE_LIMIT_FUNCTION_ARG"], -1)
        if not -1 <= count <= most:
            raise ProgrammingError(f"'{name}' must be between -1 and {most}, not {count}")
        return count

    def create_aggregate(self, *given, **named):
        """Creates a new aggregate."""
        name, count, kind = _arguments("create_aggregate", ("name", "n_arg", "aggregate_class"), given, named)
        self._check()
        if not self._native.add_aggregate(name, self._count(count, "n_arg"), False, kind):
            raise OperationalError("Error creating aggregate")

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Creates or redefines an aggregate window function. Non-standard."""
        self._check()
        count = self._count(num_params, "num_params")
        if not self._native.add_aggregate(name, count, True, aggregate_class):
            raise self._native.fault()

    def create_collation(self, name, callback, /):
        """Creates a collation function."""
        self._check()
        if callback is not None and not callable(callback):
            raise TypeError("parameter must be callable")
        self._native.add_collation(name, callback)

    def set_authorizer(self, *given, **named):
        """Set authorizer callback."""
        (callback,) = _arguments("set_authorizer", ("authorizer_callback",), given, named)
        self._check()
        if not self._native.set_authorizer(callback):
            raise OperationalError("Error setting authorizer callback")

    def set_progress_handler(self, *given, **named):
        """Set progress handler callback."""
        if len(given) == 2:
            handler, n = given
        else:
            n = named.pop("n")
            (handler,) = _arguments("set_progress_handler", ("progress_handler",), given, named)
        self._check()
        self._native.set_progress(handler, _c_int(n))

    def set_trace_callback(self, *given, **named):
        """Set a trace callback called for each SQL statement (passed as unicode)."""
        (callback,) = _arguments("set_trace_callback", ("trace_callback",), given, named)
        self._check()
        self._native.set_trace(callback, _errors.DataError)

    def getlimit(self, category, /):
        """Get connection run-time limits."""
        return self.setlimit(category, -1)

    def setlimit(self, category, limit, /):
        """Set connection run-time limits."""
        self._check()
        before = self._native.limit(_c_int(category), _c_int(limit))
        if before < 0:
            raise ProgrammingError("'category' is out of bounds")
        return before

    def getconfig(self, op, /):
        """Query a boolean connection configuration option."""
        self._check()
        if op not in _constants.CONFIG.values():
            raise ValueError(f"unknown config 'op': {op}")
        return self._native.configure(op, None)

    def setconfig(self, op, enable=True, /):
        """Set a boolean connection configuration option."""
        self._check()
        if op not in _constants.CONFIG.values():
            raise ValueError(f"unknown config 'op': {op}")
        enable = bool(enable)
        if self._native.configure(op, enable) != enable:
            raise OperationalError("Unable to set config")

    def iterdump(self, *, filter=None):
        """Returns iterator to the dump of the database in an SQL text format."""
        self._check_open()
        from sqlite3.dump import _iterdump

        return _iterdump(self, filter=filter)

    def serialize(self, *, name="main"):
        """Serialize a database into a byte string."""
        self._check()
        content = self._native.serialize(name)
        if content is None:
            raise OperationalError(f"unable to serialize '{name}'")
        return content

    def deserialize(self, data, /, *, name="main"):
        """Load a serialized database."""
        self._check()
        self._native.deserialize(name, data.encode() if isinstance(data, str) else data)

    def backup(self, target, *, pages=-1, progress=None, name="main", sleep=0.250):
        """Makes a backup of the database."""
        if not isinstance(target, Extending):
            raise TypeError(f"backup() argument 1 must be sqlite3.Connection, not {_kind(target)}")
        pages = _c_int(pages)
        sleep = float(sleep)
        if not isinstance(name, str):
            raise TypeError(f"backup() argument 'name' must be str, not {_kind(name)}")
        self._check()
        if target._native is None:
            target._check_open()
        if target is self:
            raise ValueError("target cannot be the same connection instance")
        if progress is not None and not callable(progress):
            raise TypeError("progress argument must be a callable")
        pages = pages or -1
        copy = self._native.back_up(target._native, name)
        ok, busy, locked = 0, 5, 6
        while True:
            code = copy.step(pages)
            if progress is not None:
                progress(code, copy.remaining(), copy.pages())
            if code & 0xFF in (busy, locked):
                time.sleep(sleep)
            elif code != ok:
                break
        copy.finish()


def _kind(value):
    return "None" if value is None else type(value).__name__
