"""Single values and arrays that processes share, as CPython's multiprocessing.sharedctypes has them: each of a C type by its
typecode, to which what is assigned is converted."""

import operator
import struct

from .shared import share
from .synchronize import RLock

_NAMES = {
    "c": "c_char", "u": "c_wchar", "b": "c_byte", "B": "c_ubyte", "h": "c_short", "H": "c_ushort", "i": "c_int", "I": "c_uint",
    "l": "c_long", "L": "c_ulong", "q": "c_long", "Q": "c_ulong", "f": "c_float", "d": "c_double",
}  # fmt: skip


def _name(typecode):
    try:
        return _NAMES[typecode]
    except (KeyError, TypeError):
        raise TypeError("this type has no size") from None


def _converted(typecode, value):
    """What of a value is left in memory of a C type: integers lose what is too high, numbers their precision."""
    if typecode == "c":
        if isinstance(value, int) and 0 <= value < 256:
            return bytes([value])
        if isinstance(value, (bytes, bytearray)) and len(value) == 1:
            return bytes(value)
        what = type(value).__name__
        if isinstance(value, (bytes, bytearray)):
            what += f" of length {len(value)}"
        raise TypeError(f"one character bytes, bytearray, or an integer in range(256) expected, not {what}")
    if typecode == "u":
        if not isinstance(value, str):
            raise TypeError(f"a unicode character expected, not instance of {type(value).__name__}")
        if len(value) != 1:
            raise TypeError(f"a unicode character expected, not a string of length {len(value)}")
        return value
    if typecode in "fd":
        if not hasattr(value, "__float__") and not hasattr(value, "__index__"):
            raise TypeError(f"must be real number, not {type(value).__name__}")
        return struct.unpack(typecode, struct.pack(typecode, float(value)))[0]
    number = operator.index(value)
    bits = 8 * struct.calcsize(typecode)
    number &= (1 << bits) - 1
    return number - (1 << bits) if typecode.islower() and number >> (bits - 1) else number


def _zero(typecode):
    return {"c": b"\0", "u": "\0"}.get(typecode, 0.0 if typecode in "fd" else 0)


class _Raw:
    """A single value."""

    def __init__(self, typecode, *values):
        self._name = _name(typecode)
        if len(values) > 1:
            raise TypeError(f"__init__ expected at most 1 argument, got {len(values)}")
        self._typecode = typecode
        self._value = _converted(typecode, values[0]) if values else _zero(typecode)

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = _converted(self._typecode, value)

    def __repr__(self):
        return f"{self._name}({self._value!r})"


class _RawCells:
    """An array: of a fixed length, in which each item is converted."""

    def __init__(self, typecode, size_or_initializer):
        self._name = _name(typecode)
        self._typecode = typecode
        if isinstance(size_or_initializer, int):
            if size_or_initializer < 0:
                raise ValueError(f"Array length must be >= 0, not {size_or_initializer}")
            self._items = [_zero(typecode)] * size_or_initializer
        else:
            len(size_or_initializer)
            self._items = [_converted(typecode, item) for item in size_or_initializer]

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return self._joined(self._items[index])
        return self._items[self._place(index)]

    def __setitem__(self, index, value):
        if not isinstance(index, slice):
            self._items[self._place(index)] = _converted(self._typecode, value)
            return
        places = range(len(self._items))[index]
        if len(value) != len(places):
            raise ValueError("Can only assign sequence of same size")
        for place, item in zip(places, value):
            self._items[place] = _converted(self._typecode, item)

    def _place(self, index):
        try:
            place = operator.index(index)
        except TypeError:
            raise TypeError("indices must be integers") from None
        if not -len(self._items) <= place < len(self._items):
            raise IndexError("invalid index")
        return place

    def _joined(self, items):
        if self._typecode in "cu":
            return (b"" if self._typecode == "c" else "").join(items)
        return items

    def __repr__(self):
        name = f"{self._name}_Array_{len(self)}"
        return f"<multiprocessing.sharedctypes.{name} object at {id(self):#x}>"


class _RawText(_RawCells):
    """An array of characters: a string that ends at the first zero."""

    @property
    def value(self):
        whole = self._joined(self._items)
        return whole.split(_zero(self._typecode), 1)[0]

    @value.setter
    def value(self, value):
        if not isinstance(value, bytes if self._typecode == "c" else str):
            kind = "bytes" if self._typecode == "c" else "unicode string"
            raise TypeError(f"{kind} expected instead of {type(value).__name__} instance")
        if len(value) > len(self):
            raise ValueError("byte string too long" if self._typecode == "c" else "string too long")
        self._put(value + _zero(self._typecode) if len(value) < len(self) else value)

    @property
    def raw(self):
        if self._typecode != "c":
            raise AttributeError(f"'{self._name}_Array_{len(self)}' object has no attribute 'raw'")
        return b"".join(self._items)

    @raw.setter
    def raw(self, value):
        if len(value) > len(self):
            raise ValueError("byte string too long")
        self._put(value)

    def _put(self, value):
        for place in range(len(value)):
            self._items[place] = value[place : place + 1]


class SynchronizedBase:
    """A shared object with its lock."""

    def __init__(self, obj, lock=None):
        self._obj = obj
        self._lock = lock or RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def get_obj(self):
        return self._obj

    def get_lock(self):
        return self._lock

    def __repr__(self):
        return f"<{type(self).__name__} wrapper for {self._obj}>"


def _guarded(name):
    """An attribute of the shared object, for which the lock is taken each time."""

    def get(self):
        with self:
            return getattr(self._obj, name)

    def put(self, value):
        with self:
            setattr(self._obj, name, value)

    return property(get, put)


class _Synchronized(SynchronizedBase):
    value = _guarded("value")


class _SynchronizedArray(SynchronizedBase):
    def __len__(self):
        return len(self._obj)

    def __getitem__(self, index):
        with self:
            return self._obj[index]

    def __setitem__(self, index, value):
        with self:
            self._obj[index] = value


class _SynchronizedString(_SynchronizedArray):
    value = _guarded("value")
    raw = _guarded("raw")


_Value, _Cells, _Text = share(_Raw), share(_RawCells), share(_RawText)
Synchronized, SynchronizedArray, SynchronizedString = map(share, (_Synchronized, _SynchronizedArray, _SynchronizedString))


def RawValue(typecode_or_type, *args):
    """A value without a lock."""
    return _Value(typecode_or_type, *args)


def RawArray(typecode_or_type, size_or_initializer):
    """An array without a lock."""
    # A lock in front of them hides the whole string of all but bytes, as in CPython.
    return (_Text if typecode_or_type in ("c", "u") else _Cells)(typecode_or_type, size_or_initializer)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A value with its lock; with `lock=False` without."""
    return synchronized(RawValue(typecode_or_type, *args), lock)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """An array with its lock; with `lock=False` without."""
    return synchronized(RawArray(typecode_or_type, size_or_initializer), lock)


def synchronized(obj, lock=None, ctx=None):
    """Puts a shared object behind a lock."""
    if lock is False:
        return obj
    if lock in (True, None):
        lock = RLock()
    elif not hasattr(lock, "acquire"):
        raise AttributeError(f"{lock!r} has no method 'acquire'")
    if isinstance(obj, _Raw):
        return Synchronized(obj, lock)
    return (SynchronizedString if obj._typecode == "c" else SynchronizedArray)(obj, lock)
