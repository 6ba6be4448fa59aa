"""`Connection`."""

import os
import warnings
import weakref
from collections import OrderedDict
from contextlib import nullcontext

import _loopscope_sqlite as _sqlite
import _thread

from . import _errors, _parameters
from ._blob import Blob
from ._cursor import Cursor
from ._errors import ProgrammingError
from ._extending import Extending
from ._parameters import LEGACY_TRANSACTION_CONTROL
from ._statement import Statement
from ._turns import Turns

_NOBODY = nullcontext()


class Connection(Extending):
    """SQLite database connection object."""

    __slots__ = (
        "_native", "_ready", "_isolation_level", "_begins", "_autocommit", "_check_same_thread", "_thread", "_detect_types",
        "_row_factory", "_text_factory", "_statements", "_kept", "_blobs", "_shared", "_cache", "__weakref__",
    )
    __module__ = "sqlite3"

    for _each in _errors.ALL:
        locals()[_each.__name__] = _each
    del _each

    def __new__(cls, *args, **kwargs):
        connection = super().__new__(cls)
        connection._native = None
        connection._ready = False
        connection._check_same_thread = True
        connection._thread = _thread.get_ident()
        connection._blobs = []
        connection._shared = None
        connection._row_factory = None
        return connection

    def __init__(
        self,
        database,
        *late,
        **named,
    ):
        given = _parameters.given(late, named)
        timeout, detect_types, isolation_level, check_same_thread, factory, cached_statements, uri, autocommit = given
        name = os.fsencode(database)
        if not isinstance(timeout, (int, float)) and not hasattr(type(timeout), "__float__"):
            raise TypeError(f"must be real number, not {type(timeout).__name__}")
        level = _parameters.level(isolation_level)
        autocommit = _parameters.autocommit(autocommit)
        if self._ready:
            self._ready = False
            self._let_go()
        native = _sqlite.open(name, bool(uri), min(int(timeout * 1000), 2**31 - 1))
        self._native = native
        self._isolation_level = level
        self._begins = _parameters.begin(level)
        self._autocommit = autocommit
        self._check_same_thread = bool(check_same_thread)
        self._shared = None if self._check_same_thread else Turns()
        self._thread = _thread.get_ident()
        self._detect_types = detect_types
        self._statements = OrderedDict()
        self._kept = cached_statements
        # In CPython the cache of statements refers to its connection: one that nobody closes stays until garbage is collected.
        self._cache = self._statement
        self._blobs = []
        self._row_factory = None
        self._text_factory = str
        self._ready = True
        if autocommit is False:
            self._run("BEGIN")

    def __del__(self):
        try:
            if self._native is not None:
                warnings.warn(f"unclosed database in {self!r}", ResourceWarning, stacklevel=2, source=self)
        finally:
            self._let_go()

    def __call__(self, *given):
        """A statement."""
        self._check()
        if len(given) != 1:
            raise TypeError(f"Connection() takes exactly 1 positional argument ({len(given)} given)")
        return self._new_statement(*given)

    def _new_statement(self, sql):
        self._check()
        if not isinstance(sql, str):
            raise TypeError(f"argument 1 must be str, not {type(sql).__name__}")
        return Statement(self, sql)

    # What can be asked of an open connection.

    @property
    def in_transaction(self):
        self._check_open()
        return not self._native.commits_itself()

    @property
    def total_changes(self):
        self._check_open()
        return self._native.total_changes()

    @property
    def row_factory(self):
        return self._row_factory

    @row_factory.setter
    def row_factory(self, factory):
        self._row_factory = factory

    @row_factory.deleter
    def row_factory(self):
        raise AttributeError("cannot delete row_factory attribute")

    @property
    def text_factory(self):
        return self._text_factory

    @text_factory.setter
    def text_factory(self, factory):
        self._text_factory = factory

    @text_factory.deleter
    def text_factory(self):
        raise AttributeError("cannot delete text_factory attribute")

    @property
    def isolation_level(self):
        self._check_open()
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, level):
        if level is None:
            self._isolation_level = self._begins = None
            # Execute a COMMIT to re-enable autocommit mode.
            self._commit()
            return
        self._isolation_level = _parameters.level(level)
        self._begins = _parameters.begin(self._isolation_level)

    @isolation_level.deleter
    def isolation_level(self):
        raise AttributeError("cannot delete attribute")

    @property
    def autocommit(self):
        self._check()
        return self._autocommit

    @autocommit.setter
    def autocommit(self, value):
        self._check()
        value = _parameters.autocommit(value)
        if value is True:
            if not self._native.commits_itself():
                self._run("COMMIT")
        elif value is False and self._native.commits_itself():
            self._run("BEGIN")
        self._autocommit = value

    @autocommit.deleter
    def autocommit(self):
        raise AttributeError("cannot delete autocommit attribute")

    # Cursors and statements.

    def cursor(self, factory=Cursor):
        """Return a cursor for the connection."""
        self._check()
        cursor = factory(self)
        if not issubclass(type(cursor), Cursor):
            raise TypeError(f"factory must return a cursor, not {type(cursor).__name__}")
        if self._row_factory is not None:
            cursor._row_factory = self._row_factory
        return cursor

    def execute(self, sql, parameters=(), /):
        """Executes an SQL statement."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        """Repeatedly executes an SQL statement."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        """Executes multiple SQL statements at once."""
        return self.cursor().executescript(sql_script)

    def blobopen(self, table, column, rowid, /, *, readonly=False, name="main"):
        """Open and return a BLOB object."""
        self._check()
        if not -(2**63) <= rowid < 2**63:
            raise OverflowError("Python int too large to convert to C long")
        blob = Blob._open(self, self._native.open_blob(name, table, column, rowid, not readonly))
        self._blobs = [each for each in self._blobs if each() is not None]
        self._blobs.append(weakref.ref(blob))
        return blob

    # Transactions.

    def commit(self):
        """Commit any pending transaction to the database."""
        self._commit()

    def _commit(self):
        self._check()
        if self._autocommit is LEGACY_TRANSACTION_CONTROL:
            if not self._native.commits_itself():
                self._run("COMMIT")
        elif self._autocommit is False:
            self._run("COMMIT")
            self._run("BEGIN")

    def rollback(self):
        """Roll back to the start of any pending transaction."""
        self._check()
        if self._autocommit is LEGACY_TRANSACTION_CONTROL:
            if not self._native.commits_itself():
                self._run("ROLLBACK")
        elif self._autocommit is False:
            self._run("ROLLBACK")
            self._run("BEGIN")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, value, traceback, /):
        if self._autocommit is True:
            return False
        if type is None and value is None and traceback is None:
            try:
                self.commit()
            except BaseException:
                # Commit failed; try to rollback in order to unlock the database.
                self.rollback()
                raise
        else:
            self.rollback()
        return False

    def close(self):
        """Close the database connection."""
        self._check_thread()
        if not self._ready:
            raise ProgrammingError("Base Connection.__init__ not called.")
        if self._native is None:
            return
        try:
            if self._autocommit is False and not self._native.commits_itself():
                self._run("ROLLBACK")
        finally:
            self._let_go()

    def interrupt(self):
        """Abort any pending database operation."""
        self._check_open()
        self._native.interrupt()

    # How it is made sure that all this may be done.

    def _check_thread(self):
        if self._check_same_thread:
            here = _thread.get_ident()
            if here != self._thread:
                raise ProgrammingError(
                    "SQLite objects created in a thread can only be used in that same thread. The object was created in thread "
                    f"id {self._thread} and this is thread id {here}."
                )

    def _check_open(self):
        if not self._ready:
            raise ProgrammingError("Base Connection.__init__ not called.")
        if self._native is None:
            raise ProgrammingError("Cannot operate on a closed database.")

    def _check(self):
        if self._check_same_thread and _thread.get_ident() != self._thread:
            self._check_thread()
        if self._native is None or not self._ready:
            self._check_open()

    def _alone(self):
        """One thread at a time is within SQLite for a connection."""
        return self._shared or _NOBODY

    def _run(self, sql):
        with self._alone():
            _sqlite.query(f"connection.{ {'BEGIN': 'begin', 'ROLL': 'rollback'}.get(sql[:4], 'commit') }")
            statement, _ = self._native.prepare(sql.encode())
            statement.step()

    def _statement(self, sql):
        """A statement, kept for the next time: the one used longest ago goes first."""
        kept = self._statements
        statement = kept.pop(sql, None)
        if statement is None:
            statement = self._new_statement(sql)
            while len(kept) >= max(self._kept, 1):
                kept.popitem(last=False)
        if self._kept > 0:
            kept[sql] = statement
        return statement

    def _let_go(self):
        native, self._native = self._native, None
        if native is None:
            return
        blobs, self._blobs = self._blobs, []
        for blob in blobs:
            if (blob := blob()) is not None:
                blob._let_go()
        self._statements = OrderedDict()
        native.close()


def connect(database, *late, **named):
    factory = late[4] if len(late) > 4 else named.get("factory", Connection)
    if late:
        warnings.warn(
            "Passing more than 1 positional argument to sqlite3.connect() is deprecated. Parameters 'timeout', 'detect_types', "
            "'isolation_level', 'check_same_thread', 'factory', 'cached_statements' and 'uri' will become keyword-only parameters "
            "in Python 3.15.",
            DeprecationWarning,
            stacklevel=2,
        )
    return factory(database, *late, **named)
