"""Managers: what they make, all processes see. There is no process of its own behind one."""

from .queues import JoinableQueue, Queue
from .shared import share
from .sharedctypes import Array, Value
from .synchronize import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore


class _Namespace:
    def __init__(self, /, **values):
        self.__dict__.update(values)

    def __repr__(self):
        values = [f"{name}={value!r}" for name, value in self.__dict__.items() if not name.startswith("_")]
        return f"Namespace({', '.join(values)})"


class _SharedDict(dict):
    __hash__ = object.__hash__

    def copy(self):
        return dict(self)


class _SharedList(list):
    __hash__ = object.__hash__


class SyncManager:
    """Makes what processes share."""

    dict = share(_SharedDict)
    list = share(_SharedList)
    Namespace = share(_Namespace)
    Queue, JoinableQueue = Queue, JoinableQueue
    Lock, RLock = Lock, RLock
    Event, Condition = Event, Condition
    Semaphore, BoundedSemaphore = Semaphore, BoundedSemaphore
    Barrier = Barrier
    Value, Array = Value, Array

    @staticmethod
    def Pool(*args, **kwargs):
        from .context import Pool

        return Pool(*args, **kwargs)

    def start(self):
        pass

    def shutdown(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.shutdown()


def Manager():
    """A manager that is at work."""
    return SyncManager()
