"""Queues between processes."""

import queue as _queue

import _worlds

from .shared import share


class _PickledQueue(_queue.Queue):
    """What is put is pickled, and what is got is another object."""

    def _put(self, item):
        super()._put(_worlds.pack(item))

    def _get(self):
        return _worlds.unpack(super()._get())

    def close(self):
        pass

    join_thread = cancel_join_thread = close


Queue = JoinableQueue = SimpleQueue = share(_PickledQueue)
