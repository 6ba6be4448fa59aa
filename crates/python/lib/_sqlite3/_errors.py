"""The exceptions of Python's database interface, and which of them SQLite's results are."""

import sys

from ._constants import NAMES


class Warning(Exception):
    pass


class Error(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class InternalError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


ALL = (
    Warning, Error, InterfaceError, DatabaseError, InternalError, OperationalError, ProgrammingError, IntegrityError, DataError,
    NotSupportedError,
)
for _each in ALL:
    _each.__module__ = "sqlite3"

_CLASSES = {11: DatabaseError, 18: DataError, 2: InternalError, 12: InternalError, 19: IntegrityError, 20: IntegrityError}
_CLASSES |= dict.fromkeys((1, 3, 4, 5, 6, 8, 9, 10, 13, 14, 15, 16, 17), OperationalError)
_CLASSES |= dict.fromkeys((21, 25), InterfaceError)

#: `enable_callback_tracebacks`.
tracebacks = False


def fault(code, message):
    """The exception for a result of SQLite's: `_pysqlite_seterror`."""
    if code & 0xFF == 7:
        return MemoryError()
    error = _CLASSES.get(code & 0xFF, DatabaseError)(message)
    error.sqlite_errorcode = code
    error.sqlite_errorname = NAMES.get(code, "unknown")
    return error


def report(error, function):
    """An exception of a function that SQLite called, which goes nowhere: `print_or_clear_traceback`."""
    if tracebacks:
        hook = sys.unraisablehook
        hook(_Unraisable(error, function))


class _Unraisable:
    def __init__(self, error, function):
        self.exc_type = type(error)
        self.exc_value = error
        self.exc_traceback = error.__traceback__
        self.err_msg = f"Exception ignored on sqlite3 callback {function!r}"
        self.object = None
