"""Statements, as a connection keeps them."""

from types import MappingProxyType

import _loopscope_sqlite as _sqlite

from . import _adapting
from ._errors import DataError, ProgrammingError

_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def _begins(sql):
    """SQL without the blanks and comments that it begins with: `lstrip_sql`."""
    at = 0
    while at < len(sql):
        if sql[at] in " \t\f\n\r":
            at += 1
        elif sql.startswith("--", at):
            at = sql.find("\n", at) + 1
            if not at:
                return ""
        elif sql.startswith("/*", at):
            at = sql.find("*/", at + 2) + 2
            if at == 1:
                return ""
        else:
            return sql[at:]
    return ""


class Statement:
    """`sqlite3.Statement`."""

    __slots__ = ("sql", "is_dml", "_native", "_names", "connection")
    __module__ = "sqlite3"

    def __init__(self, connection, sql):
        text = sql.encode("utf-8")
        longest = connection._native.limit(1, -1)
        if len(text) > longest:
            raise DataError("query string is too large")
        if b"\0" in text:
            raise ProgrammingError("the query contains a null character")
        self._native, length = connection._native.prepare(text)
        if _begins(text[length:].decode("utf-8", "replace")):
            raise ProgrammingError("You can only execute one statement at a time.")
        self.sql = sql
        self.is_dml = _begins(sql)[:7].upper().startswith(_CHANGES)
        self._names = None

    def is_busy(self):
        return self._native is not None and self._native.is_busy()

    def reset(self):
        if self._native is not None:
            self._native.reset()

    def bind(self, parameters):
        """`bind_parameters`."""
        native = self._native
        if self._names is None:
            count = native.parameters() if native is not None else 0
            self._names = [native.parameter(at) for at in range(1, count + 1)]
        names = self._names
        kind = type(parameters)
        if kind is tuple or kind is list or not isinstance(parameters, dict) and _is_sequence(parameters):
            given = len(parameters)
            if given != len(names):
                raise ProgrammingError(
                    "Incorrect number of bindings supplied. The current statement uses "
                    f"{len(names)}, and there are {given} supplied."
                )
            for at, name in enumerate(names):
                if name is not None and name[0] != "?":
                    raise ProgrammingError(
                        f"Binding {at + 1} ('{name}') is a named parameter, but you supplied a sequence which requires "
                        "nominal (qmark) placeholders."
                    )
                value = _adapting.adapted(parameters[at])
                if not native.bind(at + 1, value):
                    raise ProgrammingError(f"Error binding parameter {at + 1}: type '{type(value).__name__}' is not supported")
        elif hasattr(type(parameters), "__getitem__"):
            for at, name in enumerate(names):
                if name is None:
                    raise ProgrammingError(f"Binding {at + 1} has no name, but you supplied a dictionary (which has only names).")
                name = name[1:]
                try:
                    value = parameters[name]
                except LookupError:
                    raise ProgrammingError(f"You did not supply a value for binding parameter :{name}.") from None
                value = _adapting.adapted(value)
                if not native.bind(at + 1, value):
                    raise ProgrammingError(f"Error binding parameter ':{name}': type '{type(value).__name__}' is not supported")
        else:
            raise ProgrammingError("parameters are of unsupported type")


def _is_sequence(value):
    """`PySequence_Check`."""
    return hasattr(type(value), "__getitem__") and not isinstance(value, MappingProxyType)


def complete_statement(statement):
    return _sqlite.complete(statement)
