"""Locks and their like that processes share."""

import threading as _threading

from .shared import share


class _Lock:
    def __init__(self):
        self._lock = self._kind()
        self.release = self._lock.release

    def acquire(self, block=True, timeout=None):
        return self._lock.acquire(block, -1 if timeout is None else max(timeout, 0)) if block else self._lock.acquire(False)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *error):
        return self._lock.__exit__(*error)


class _PlainLock(_Lock):
    _kind = staticmethod(_threading.Lock)


class _ReentrantLock(_Lock):
    _kind = staticmethod(_threading.RLock)


class _Acquire:
    """The names of the arguments are others than those of threading."""

    def acquire(self, block=True, timeout=None):
        return super().acquire(block, timeout)


class _Semaphore(_Acquire, _threading.Semaphore):
    pass


class _BoundedSemaphore(_Acquire, _threading.BoundedSemaphore):
    pass


Lock, RLock = share(_PlainLock, "Lock"), share(_ReentrantLock, "RLock")
Event, Condition = share(_threading.Event), share(_threading.Condition)
Semaphore, BoundedSemaphore = share(_Semaphore), share(_BoundedSemaphore)
Barrier = share(_threading.Barrier)
