"""ProcessPoolExecutor over simulated processes."""

import itertools
import os
import pickle
import queue
import threading
from functools import partial
from traceback import format_exception

from concurrent.futures import _base

import _thread
import _worlds

from multiprocessing.context import ForkServerProcess, class_of

__all__ = ("BrokenProcessPool", "ProcessPoolExecutor")

#: How many more calls than processes wait in the queue from which they are taken; those cannot be cancelled.
EXTRA_QUEUED_CALLS = 1


class BrokenProcessPool(_base.BrokenExecutor):
    """A worker ended while it had work."""


class _RemoteTraceback(Exception):
    """The cause of an exception that comes from a process: its traceback there."""

    def __init__(self, text):
        self.tb = text

    def __str__(self):
        return self.tb


_pools = []
_exiting = False


def _python_exit():
    global _exiting
    _exiting = True
    for pool in list(_pools):
        pool._stop()
        pool._manager.join()


threading._register_atexit(_python_exit)


def _process_chunk(function, chunk):
    return [function(*args) for args in chunk]


def _of_script(function, args):
    """The function that the script gave, without what pools wrap it into."""
    if isinstance(function, partial):
        return _of_script(function.func, function.args)
    if args and getattr(function, "__module__", None) in (__name__, "multiprocessing"):
        return args[0]
    return function


def _process_worker(calls, results, initializer):
    """What a worker's process does."""
    if initializer is not None:
        try:
            function, args = _worlds.unpack(initializer)
            function(*args)
        except BaseException:
            _base.LOGGER.critical("Exception in initializer:", exc_info=True)
            results.put((None, None, True))
            return
    while True:
        item = calls.get(block=True)
        if item is None:
            return
        number, call = item
        try:
            function, args, kwargs = _worlds.unpack(call)
        except BaseException:
            # What the script's `__main__` does not have when it is executed again ends the process.
            results.put((None, None, True))
            raise
        _thread._job_started(_of_script(function, args))
        try:
            result = function(*args, **kwargs)
            answer = _worlds.pack((result, None, None))
        except BaseException as error:
            text = "".join(format_exception(type(error), error, error.__traceback__))
            try:
                answer = _worlds.pack((None, error, text))
            except BaseException as unsent:
                answer = _worlds.pack((None, unsent, text))
        _thread._job_ended()
        results.put((number, answer, False))


class _Worker(ForkServerProcess):
    """A process of the pool: it works on what is in the pool's own queue."""

    def __init__(self, of, kind, work):
        self._start_method = of._start_method
        self._called = of.__name__.replace("Process", kind)
        # A pool of multiprocessing does not outlive who made it.
        super().__init__(daemon=kind == "PoolWorker")
        self.work = lambda: work

    def _kind(self):
        return self._called


class _Answers:
    """Where a pool gets what its processes send."""

    def __init__(self):
        self.queue = queue.SimpleQueue()

    def recv(self):
        answer = self.queue.get()
        if answer is None or answer[2]:
            return answer
        number, data, broken = answer
        return number, pickle.loads(data), broken


class ProcessPoolExecutor(_base.Executor):
    def __init__(
        self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None
    ):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
        self._max_workers = max_workers
        self._process_class = class_of(mp_context)
        self._initializer = (initializer, initargs) if initializer is not None else None
        self._processes = {}
        self._shutdown_lock = threading.Lock()
        self._shutdown_thread = False
        self._broken = False
        self._numbers = itertools.count()
        # What was submitted and is not in the queue yet, and what is not over.
        self._waiting = []
        self._work = {}
        self._calls = queue.SimpleQueue()
        self._answers = _Answers()
        self._results = self._answers.queue
        self._idle = 0
        self._manager = None

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _exiting:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._waiting.append((future, fn, args, kwargs))
            self._fill()
            self._adjust_process_count()
            if self._manager is None:
                self._manager = threading.Thread(target=self._manage, daemon=False)
                _pools.append(self)
                # CPython's has a name of its own in the count, too.
                self._manager._name = self._manager._name.partition(" ")[0]
                self._manager.start()
            return future

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        chunks = itertools.batched(zip(*iterables), chunksize)
        results = super().map(partial(_process_chunk, fn), chunks, timeout=timeout, buffersize=buffersize)
        return _flattened(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown_thread = True
            if cancel_futures:
                for future, *_ in self._waiting:
                    future.cancel()
                    future.set_running_or_notify_cancel()
                self._waiting.clear()
            manager = self._manager
        if manager is None:
            self._dismiss()
        else:
            self._results.put(None)
            if wait:
                manager.join()

    def _stop(self):
        self._results.put(None)

    def _fill(self):
        """Moves what waits to the queue, as far as there is room. What cannot be pickled fails here."""
        while self._waiting and self._calls.qsize() < self._max_workers + EXTRA_QUEUED_CALLS:
            future, fn, args, kwargs = self._waiting.pop(0)
            if not future.set_running_or_notify_cancel():
                continue
            try:
                call = _worlds.pack((fn, args, kwargs))
            except Exception as error:
                text = "".join(format_exception(type(error), error, error.__traceback__))
                error.__cause__ = _RemoteTraceback(f'\n"""\n{text}"""')
                future.set_exception(error)
                continue
            number = next(self._numbers)
            self._work[number] = future
            self._calls.put((number, call))

    def _adjust_process_count(self):
        """Starts another process for what was submitted, unless one has nothing to do."""
        if self._idle:
            self._idle -= 1
        elif len(self._processes) < self._max_workers and self._work:
            self._spawn_process()

    def _spawn_process(self):
        p = self._new_worker()
        p.start()
        self._processes[p.pid] = p

    def _new_worker(self, kind="Process"):
        initializer = _worlds.pack(self._initializer) if self._initializer else None
        return _Worker(self._process_class, kind, partial(_process_worker, self._calls, self._results, initializer))

    def wait_result_broken_or_wakeup(self):
        """The next answer, or None; and, where it cannot be read, why."""
        answer = cause = None
        try:
            answer = self._answers.recv()
        except BaseException as error:
            cause = format_exception(error)
        return answer, cause

    def _manage(self):
        """Hands results to their futures, in a thread of the pool's own."""
        while True:
            if (self._shutdown_thread or _exiting) and not self._work and not self._waiting:
                break
            answer, cause = self.wait_result_broken_or_wakeup()
            if cause is not None:
                self._break(cause)
                break
            if answer is None:
                continue
            number, result, broken = answer
            if broken:
                self._break()
                break
            future = self._work.pop(number)
            result, error, text = result
            if error is not None:
                error.__cause__ = _RemoteTraceback(f'\n"""\n{text}"""')
                future.set_exception(error)
            else:
                future.set_result(result)
            del future, result, error, answer
            with self._shutdown_lock:
                if not self._waiting and not self._calls.qsize():
                    self._idle += 1
                self._fill()
        self._dismiss()
        for process in self._processes.values():
            process.join()
        if self in _pools:
            _pools.remove(self)

    def _dismiss(self):
        """Tells every process that there is nothing more to do."""
        for _ in self._processes:
            self._calls.put(None)

    def _break(self, cause=None):
        """Nothing that was submitted comes to an end any more (CPython's `terminate_broken`)."""
        self._broken = "A child process terminated abruptly, the process pool is not usable anymore"
        self._shutdown_thread = True
        error = BrokenProcessPool(
            "A process in the process pool was terminated abruptly while the future was running or pending."
        )
        if cause is not None:
            error.__cause__ = _RemoteTraceback(f"\n'''\n{''.join(cause)}'''")
        for future in [*self._work.values(), *(future for future, *_ in self._waiting)]:
            try:
                future.set_exception(error)
            except _base.InvalidStateError:
                pass
        self._work.clear()
        self._waiting.clear()
        for process in self._processes.values():
            process.terminate()


def _flattened(chunks):
    for chunk in chunks:
        chunk.reverse()
        while chunk:
            yield chunk.pop()
