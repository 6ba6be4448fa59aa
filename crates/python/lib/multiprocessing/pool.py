"""Pools: that of processes, and the one with the same methods whose workers are threads."""

import os
import threading

from . import AsyncResult, Pool, TimeoutError

ApplyResult = AsyncResult


class ThreadPool(Pool):
    def __init__(self, processes=None, initializer=None, initargs=()):
        from concurrent.futures import ThreadPoolExecutor

        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        self._pool = ThreadPoolExecutor(processes, "ThreadPool", initializer, initargs)
        self._processes = processes
        self._closed = False
