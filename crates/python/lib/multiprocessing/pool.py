"""Pools: that of processes, and the one with the same methods whose workers are threads."""

import itertools
import os

from .context import TimeoutError


class AsyncResult:
    def __init__(self, future, callback=None, error_callback=None):
        self._future = future
        future.add_done_callback(lambda done: self._call_back(done, callback, error_callback))

    def _call_back(self, future, callback, error_callback):
        error = future.exception()
        if error is None and callback is not None:
            callback(future.result())
        elif error is not None and error_callback is not None:
            error_callback(error)

    def get(self, timeout=None):
        import concurrent.futures

        try:
            return self._future.result(timeout)
        except concurrent.futures.TimeoutError:
            if self._future.done():
                raise
            raise TimeoutError from None

    def wait(self, timeout=None):
        import concurrent.futures

        concurrent.futures.wait([self._future], timeout)

    def ready(self):
        return self._future.done()

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._future.exception() is None


def _map_chunk(function, items):
    return [function(item) for item in items]


def _starmap_chunk(function, items):
    return [function(*item) for item in items]


class Pool:
    """A pool of processes."""

    _state = "RUN"

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        from concurrent.futures import ProcessPoolExecutor

        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        self._pool = ProcessPoolExecutor(processes, context, initializer, initargs)
        self._processes = processes
        self._closed = False
        self._repopulate_pool()

    def _repopulate_pool(self):
        return self._repopulate_pool_static(self._pool, self._processes)

    @staticmethod
    def _repopulate_pool_static(pool, processes):
        for _ in range(processes):
            w = pool._new_worker("PoolWorker")
            w.start()
            pool._processes[w.pid] = w

    def _submit(self, function, *args):
        if self._closed:
            raise ValueError("Pool not running")
        return self._pool.submit(function, *args)

    def _chunks(self, items, chunksize):
        items = list(items)
        if chunksize is None:
            chunksize, extra = divmod(len(items), self._processes * 4)
            chunksize += bool(extra)
        return [list(chunk) for chunk in itertools.batched(items, chunksize)] if items else []

    def _map(self, work, function, iterable, chunksize):
        futures = [self._submit(work, function, chunk) for chunk in self._chunks(iterable, chunksize)]
        return [item for future in futures for item in future.result()]

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        from functools import partial

        return AsyncResult(self._submit(partial(func, *args, **kwds)), callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        return self._map(_map_chunk, func, iterable, chunksize)

    def starmap(self, func, iterable, chunksize=None):
        return self._map(_starmap_chunk, func, iterable, chunksize)

    def _map_async(self, work, function, iterable, chunksize, callback, error_callback):
        from concurrent.futures import Future

        whole, left, parts = Future(), set(), []

        def collect(part):
            left.discard(part)
            error = part.exception()
            if whole.done():
                return
            if error is not None:
                whole.set_exception(error)
            elif not left:
                whole.set_result([item for part in parts for item in part.result()])

        result = AsyncResult(whole, callback, error_callback)
        parts += [self._submit(work, function, chunk) for chunk in self._chunks(iterable, chunksize)]
        left.update(parts)
        if not parts:
            whole.set_result([])
        for part in parts:
            part.add_done_callback(collect)
        return result

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(_map_chunk, func, iterable, chunksize, callback, error_callback)

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(_starmap_chunk, func, iterable, chunksize, callback, error_callback)

    def imap(self, func, iterable, chunksize=1):
        futures = [self._submit(_map_chunk, func, chunk) for chunk in self._chunks(iterable, chunksize)]
        return (item for future in futures for item in future.result())

    def imap_unordered(self, func, iterable, chunksize=1):
        from concurrent.futures import as_completed

        futures = [self._submit(_map_chunk, func, chunk) for chunk in self._chunks(iterable, chunksize)]
        return (item for future in as_completed(futures) for item in future.result())

    def close(self):
        self._closed, self._state = True, "CLOSE"
        self._pool.shutdown(wait=False)

    def terminate(self):
        self._closed, self._state = True, "TERMINATE"
        self._pool.shutdown(wait=False, cancel_futures=True)

    def join(self):
        if not self._closed:
            raise ValueError("Pool is still running")
        self._pool.shutdown(wait=True)

    def __repr__(self):
        return f"<multiprocessing.pool.{type(self).__name__} state={self._state} pool_size={self._processes}>"

    def __enter__(self):
        if self._closed:
            raise ValueError("Pool not running")
        return self

    def __exit__(self, *error):
        self.terminate()


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
