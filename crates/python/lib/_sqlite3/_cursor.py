"""`Cursor`."""

import operator

import _loopscope_sqlite as _sqlite

from . import _adapting
from ._errors import ProgrammingError

_PARSE_DECLTYPES, _PARSE_COLNAMES = 1, 2
_LEGACY = -1


class Cursor:
    """SQLite database cursor class."""

    __slots__ = (
        "connection", "description", "lastrowid", "rowcount", "_arraysize", "_row_factory", "_statement", "_closed", "_locked",
        "_casts", "_native", "__weakref__",
    )
    __module__ = "sqlite3"

    def __new__(cls, *args, **kwargs):
        cursor = super().__new__(cls)
        cursor.connection = None
        cursor._closed = False
        cursor._locked = False
        cursor._statement = None
        cursor._native = None
        cursor._row_factory = None
        cursor.description = None
        cursor.lastrowid = None
        cursor.rowcount = -1
        cursor._arraysize = 1
        return cursor

    def __init__(self, connection, /):
        from ._connection import Connection

        if not isinstance(connection, Connection):
            raise TypeError(f"Cursor() argument 1 must be sqlite3.Connection, not {_kind(connection)}")
        if self._locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        self.connection = connection
        self._let_go()
        self.description = None
        self.lastrowid = None
        self.rowcount = -1
        self._arraysize = 1
        self._row_factory = None
        self._casts = None
        connection._check_thread()

    def __del__(self):
        self._let_go()

    @property
    def arraysize(self):
        return self._arraysize

    @arraysize.setter
    def arraysize(self, size):
        self._arraysize = _uint32(size)

    @arraysize.deleter
    def arraysize(self):
        raise AttributeError("arraysize attribute cannot be deleted")

    @property
    def row_factory(self):
        return self._row_factory

    @row_factory.setter
    def row_factory(self, factory):
        self._row_factory = factory

    @row_factory.deleter
    def row_factory(self):
        raise AttributeError("cannot delete row_factory attribute")

    def execute(self, sql, parameters=(), /):
        """Executes an SQL statement."""
        return self._execute(False, sql, parameters)

    def executemany(self, sql, seq_of_parameters, /):
        """Repeatedly executes an SQL statement."""
        return self._execute(True, sql, seq_of_parameters)

    def executescript(self, sql_script, /):
        """Executes multiple SQL statements at once."""
        if not isinstance(sql_script, str):
            raise TypeError(f"executescript() argument must be str, not {_kind(sql_script)}")
        self._check()
        connection = self.connection
        text = sql_script.encode("utf-8")
        if b"\0" in text:
            raise ValueError("embedded null character")
        native = connection._native
        if len(text) > native.limit(1, -1):
            from ._errors import DataError

            raise DataError("query string is too large")
        with connection._alone():
            _sqlite.query("executescript")
            if connection._autocommit is _LEGACY and not native.commits_itself():
                connection._run("COMMIT")
            while text:
                statement, length = native.prepare(text)
                text = text[length:]
                while statement is not None and statement.step():
                    pass
                if statement is None and not text.strip():
                    break
        return self

    def fetchone(self):
        """Fetches one row from the resultset."""
        return next(self, None)

    def fetchmany(self, size=None):
        """Fetches several rows from the resultset."""
        left = self._arraysize if size is None else _uint32(size)
        rows = []
        while left:
            row = next(self, rows)
            if row is rows:
                break
            rows.append(row)
            left -= 1
        return rows

    def fetchall(self):
        """Fetches all rows from the resultset."""
        return list(self)

    def close(self):
        """Closes the cursor."""
        if self._locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        if self.connection is None:
            raise ProgrammingError("Base Cursor.__init__ not called.")
        self.connection._check()
        self._let_go()
        self._closed = True

    def setinputsizes(self, sizes, /):
        """Required by DB-API. Does nothing in sqlite3."""

    def setoutputsize(self, size, column=None, /):
        """Required by DB-API. Does nothing in sqlite3."""

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        self._check()
        native = self._native
        if native is None:
            raise StopIteration
        if not native.values():
            self._let_go()
            raise StopIteration
        connection = self.connection
        self._locked = True
        try:
            row = native.row(connection._text_factory, self._casts)
        finally:
            self._locked = False
        self._locked = True
        try:
            if connection._shared:
                with connection._alone():
                    more = native.step()
            else:
                more = native.step()
        except BaseException:
            self._locked = False
            self._let_go()
            raise
        self._locked = False
        if not more:
            if self._statement is not None and self._statement.is_dml:
                self.rowcount = connection._native.changes()
            self._let_go()
        if self._row_factory is not None:
            row = self._row_factory(self, row)
        return row

    def _let_go(self):
        """Lets go of the statement."""
        statement, self._statement, self._native = self._statement, None, None
        if statement is not None:
            statement.reset()

    def _check(self):
        """`check_cursor`."""
        connection = self.connection
        if connection is None:
            raise ProgrammingError("Base Cursor.__init__ not called.")
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        if self._locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        connection._check()

    def _execute(self, many, sql, parameters):
        """`_pysqlite_query_execute`."""
        if not isinstance(sql, str):
            raise TypeError(f"{'executemany' if many else 'execute'}() argument 1 must be str, not {_kind(sql)}")
        self._check()
        connection = self.connection
        self._locked = True
        try:
            rows = iter(parameters) if many else iter((parameters,))
            self._let_go()
            # Reset the description and the rest also where the statement turns out to be none.
            self.description = None
            self._casts = None
            with connection._alone():
                statement = connection._statement(sql)
                if statement.is_busy():
                    statement = connection._new_statement(sql)
                self._statement = statement
                native = self._native = statement._native
                statement.reset()
                self.rowcount = 0 if statement.is_dml else -1
                database = connection._native
                if (
                    connection._autocommit is _LEGACY
                    and connection._begins is not None
                    and statement.is_dml
                    and database.commits_itself()
                ):
                    connection._run(connection._begins)
                if many and native is not None and native.only_reads():
                    raise ProgrammingError("executemany() can only execute DML statements.")
                more = False
                for row in rows:
                    statement.bind(row)
                    _sqlite.query(f"cursor.{'executemany' if many else 'execute'}")
                    more = native is not None and native.step()
                    if self._casts is None:
                        self._describe(native, connection)
                    if statement.is_dml and not more:
                        self.rowcount += database.changes()
                    if more and many:
                        raise ProgrammingError("executemany() can only execute DML statements.")
                    if not more:
                        statement.reset()
                if not many:
                    self.lastrowid = database.last_row()
            self._locked = False
            if not more:
                self._let_go()
            return self
        except BaseException:
            self._locked = False
            self._let_go()
            self.rowcount = -1
            raise

    def _describe(self, native, connection):
        """Column names, and what their values are converted with: `build_row_cast_map`."""
        count = native.columns() if native is not None else 0
        if not count:
            return
        detect = connection._detect_types
        names = [native.column_name(at) for at in range(count)]
        casts = []
        for at in range(count if detect else 0):
            converter = None
            name = names[at]
            if detect & _PARSE_COLNAMES and "[" in name:
                kind = name[name.index("[") + 1 :]
                if "]" in kind:
                    converter = _adapting.converter(kind[: kind.index("]")].upper())
            if converter is None and detect & _PARSE_DECLTYPES:
                declared = native.declared(at)
                if declared:
                    end = min((declared.index(mark) for mark in " (" if mark in declared), default=len(declared))
                    converter = _adapting.converter(declared[:end].upper())
            casts.append(converter)
        self._casts = tuple(casts) if any(cast is not None for cast in casts) else None
        if detect & _PARSE_COLNAMES:
            names = [name[: name.index(" [")] if " [" in name else name for name in names]
        self.description = tuple((name, None, None, None, None, None, None) for name in names)


def _uint32(value):
    if not hasattr(type(value), "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    value = operator.index(value)
    if value < 0:
        raise ValueError("value must be positive")
    if value >= 2**32:
        raise OverflowError("Python int too large for C uint32_t")
    return value


def _kind(value):
    return "None" if value is None else type(value).__name__


