"""`Blob`: a value that is read and written in parts."""

import operator

from ._errors import ProgrammingError


class Blob:
    __slots__ = ("_connection", "_native", "_at", "__weakref__")
    __module__ = "sqlite3"

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'sqlite3.Blob' instances")

    @classmethod
    def _open(cls, connection, native):
        blob = object.__new__(cls)
        blob._connection = connection
        blob._native = native
        blob._at = 0
        return blob

    def _check(self):
        self._connection._check()
        if self._native is None:
            raise ProgrammingError("Cannot operate on a closed blob.")

    def close(self):
        """Close the blob."""
        self._connection._check()
        self._let_go()

    def _let_go(self):
        if self._native is not None:
            self._native.close()
            self._native = None

    def read(self, length=-1, /):
        """Read data at the current offset position."""
        length = operator.index(length)
        self._check()
        left = self._native.length() - self._at
        if length < 0 or length > left:
            length = left
        if not length:
            return b""
        data = self._native.read(self._at, length)
        self._at += length
        return data

    def write(self, data, /):
        """Write data at the current offset."""
        data = _plain(data)
        self._check()
        if len(data) > self._native.length() - self._at:
            raise ValueError("data longer than blob length")
        self._native.write(self._at, data)
        self._at += len(data)

    def seek(self, offset, origin=0, /):
        """Set the current access position to offset."""
        offset, origin = _c_int(offset), _c_int(origin)
        self._check()
        length = self._native.length()
        if origin not in (0, 1, 2):
            raise ValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END")
        start = (0, self._at, length)[origin]
        if offset > 0 and start + offset > 2**31 - 1:
            raise OverflowError("seek offset results in offset overflow")
        if not 0 <= start + offset <= length:
            raise ValueError("offset out of blob range")
        self._at = start + offset

    def tell(self):
        """Return the current access position for the blob."""
        self._check()
        return self._at

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, type, val, tb, /):
        self._check()
        self._let_go()

    def __len__(self):
        self._check()
        return self._native.length()

    def __bool__(self):
        return True

    def _index(self, key):
        try:
            at = operator.index(key)
        except TypeError:
            raise TypeError("Blob indices must be integers") from None
        if not -(2**63) <= at < 2**63:
            raise IndexError(f"cannot fit '{type(key).__name__}' into an index-sized integer")
        length = self._native.length()
        if at < 0:
            at += length
        if not 0 <= at < length:
            raise IndexError("Blob index out of range")
        return at

    def _range(self, key):
        try:
            start, stop, step = key.indices(self._native.length())
        except TypeError:
            raise TypeError("slice indices must be integers or None or have an __index__ method") from None
        if step < 0 and range(start, stop, step):
            raise ValueError("Blob slices with a negative step are not supported")
        return start, stop, step

    def __getitem__(self, key):
        self._check()
        if isinstance(key, slice):
            start, stop, step = self._range(key)
            places = range(start, stop, step)
            if not places:
                return b""
            return self._native.read(start, places[-1] - start + 1)[::step]
        if not hasattr(type(key), "__index__"):
            raise TypeError("Blob indices must be integers")
        return self._native.read(self._index(key), 1)[0]

    def __setitem__(self, key, value):
        self._check()
        if isinstance(key, slice):
            start, stop, step = self._range(key)
            data = _plain(value)
            places = range(start, stop, step)
            if len(places) != len(data):
                raise IndexError("Blob slice assignment is wrong size")
            if not places:
                return
            if step == 1:
                self._native.write(start, data)
                return
            whole = bytearray(self._native.read(start, places[-1] - start + 1))
            whole[::step] = data
            self._native.write(start, whole)
            return
        if not hasattr(type(key), "__index__"):
            raise TypeError("Blob indices must be integers")
        at = self._index(key)
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        if not 0 <= value <= 255:
            raise ValueError("byte must be in range(0, 256)")
        self._native.write(at, bytes((value,)))

    def __delitem__(self, key):
        self._check()
        if isinstance(key, slice):
            raise TypeError("Blob doesn't support slice deletion")
        raise TypeError("Blob doesn't support item deletion")

    def __contains__(self, item):
        raise TypeError("argument of type 'sqlite3.Blob' is not a container or iterable")

    __iter__ = None


def _plain(value):
    """The bytes of what has some."""
    view = memoryview(value)
    if not view.c_contiguous:
        raise BufferError("underlying buffer is not C-contiguous")
    return bytes(view.cast("B"))


def _c_int(value):
    value = operator.index(value)
    if not -(2**31) <= value < 2**31:
        raise OverflowError(f"signed integer is {'greater' if value > 0 else 'less'} than {'maximum' if value > 0 else 'minimum'}")
    return value
