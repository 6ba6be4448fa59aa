"""`_sqlite3`: what CPython has in C between Python's database interface and SQLite."""

import sys as _sys

import _loopscope_sqlite as _native

from . import _files

# Before SQLite is asked anything.
_native.install(_files)

from . import _adapting, _connection, _constants, _cursor, _errors, _extending, _methods, _row, _statement
from ._adapting import PrepareProtocol, adapt, adapters, converters, register_adapter, register_converter
from ._blob import Blob
from ._connection import LEGACY_TRANSACTION_CONTROL, Connection, connect
from ._cursor import Cursor
from ._errors import (
    DatabaseError,
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    Warning,
)
from ._errors import fault as _fault
from ._errors import report as _report
from ._row import Row
from ._statement import complete_statement

PARSE_DECLTYPES = 1
PARSE_COLNAMES = 2
sqlite_version = _native.version()
threadsafety = {0: 0, 1: 3, 2: 1}[_native.threadsafe()]
_deprecated_version = "2.6.0"

globals().update(_constants.ERRORS | _constants.ACTIONS | _constants.LIMITS | _constants.CONFIG)


def enable_callback_tracebacks(enable, /):
    """Enable or disable callback functions throwing errors to stderr."""
    _errors.tracebacks = bool(enable)


_methods.make(_sys.modules[__name__])
