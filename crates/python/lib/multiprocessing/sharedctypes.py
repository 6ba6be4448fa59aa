"""Single values and arrays that processes share."""

from .shared import share
from .synchronize import _ReentrantLock


class _Cell:
    def __init__(self, typecode, value=0, *, lock=True):
        self.value = value
        self._lock = _ReentrantLock()

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self


class _Cells(list):
    def __init__(self, typecode, items, *, lock=True):
        super().__init__([0] * items if isinstance(items, int) else items)
        self._lock = _ReentrantLock()

    __hash__ = object.__hash__

    def get_lock(self):
        return self._lock


Value, Array = share(_Cell), share(_Cells)
