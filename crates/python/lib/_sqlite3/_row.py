"""`Row`: a row whose columns have names."""

from collections.abc import Sequence


class Row:
    __slots__ = ("_data", "_description")
    __module__ = "sqlite3"

    def __new__(cls, cursor, data, /):
        from ._cursor import Cursor

        if not issubclass(type(cursor), Cursor):
            raise TypeError(f"Row() argument 1 must be sqlite3.Cursor, not {type(cursor).__name__}")
        if not isinstance(data, tuple):
            raise TypeError(f"Row() argument 2 must be tuple, not {type(data).__name__}")
        row = super().__new__(cls)
        row._data = data
        row._description = cursor.description
        return row

    def keys(self):
        """Returns the keys of the row."""
        return [column[0] for column in self._description or ()]

    def __getitem__(self, key):
        if isinstance(key, int):
            return self._data[key]
        if isinstance(key, str):
            if self._description is None:
                raise IndexError(f"No item with key {key!r}")
            for index, column in enumerate(self._description):
                if _same(column[0], key):
                    return self._data[index]
            raise IndexError("No item with that key")
        if isinstance(key, slice):
            return self._data[key]
        raise IndexError("Index must be int or string")

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(self._data)

    def __hash__(self):
        return hash(self._description) ^ hash(self._data)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self._description == other._description and self._data == other._data

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal


def _same(name, key):
    """Whether two names are the same but for the case of letters of ASCII."""
    if name == key:
        return True
    return name.isascii() and key.isascii() and name.lower() == key.lower() or _lower(name) == _lower(key)


def _lower(text):
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


Sequence.register(Row)
