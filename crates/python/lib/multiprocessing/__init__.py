"""multiprocessing in a small form: processes, pools and what they share, over simulated processes."""

import itertools
import os
import queue as _queue
import sys
import threading as _threading

import _worlds

class ProcessError(Exception):
    pass


class TimeoutError(ProcessError):
    pass


class AuthenticationError(ProcessError):
    pass


def cpu_count():
    """The number of cores that the playground has."""
    return os.cpu_count()


class _MainProcess:
    name = "MainProcess"
    daemon = False
    exitcode = None
    _world = None

    @property
    def pid(self):
        return os.getpid()

    ident = pid

    def is_alive(self):
        return True

    def __repr__(self):
        return "<_MainProcess(MainProcess, started)>"


_main_process = _MainProcess()
_children = set()
#: Objects that belong to all processes, by number: they are passed on as what they are.
_shared = {}
_shared_numbers = itertools.count()


class Process:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self._world = None
        # Every process is counted, named or not.
        self.name = name or f"Process-{next(_worlds._names)}"
        self.daemon = current_process().daemon if daemon is None else daemon

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        assert self._world is None, "cannot start a process twice"
        state = _worlds.pack(self)
        self._world = _worlds.World(self.name, lambda: _worlds.unpack(state)._begin(), self.daemon)
        _children.add(self)
        self._world.start()

    def _begin(self):
        _worlds.current.process = self
        self._world = _worlds.current
        self.run()

    def __getstate__(self):
        state = dict(self.__dict__)
        state["_world"] = None
        return state

    def join(self, timeout=None):
        assert self._world is not None, "can only join a started process"
        self._world.join(timeout)
        if not self._world.is_alive():
            _children.discard(self)

    def terminate(self):
        self._signal(15)

    def kill(self):
        self._signal(9)

    def _signal(self, number):
        assert self._world is not None, "can only terminate a started process"
        self._world.kill(number)

    def is_alive(self):
        if self is current_process():
            return True
        return self._world is not None and self._world.is_alive()

    def close(self):
        if self.is_alive():
            raise ValueError(
                "Cannot close a process while it is still running. You should first call join() or terminate()."
            )

    @property
    def exitcode(self):
        return None if self._world is None or self.is_alive() else self._world.exitcode

    @property
    def pid(self):
        return None if self._world is None else 1 + self._world.number

    ident = pid

    def __repr__(self):
        state = "initial"
        if self._world is not None:
            state = "started" if self.is_alive() else "stopped"
        code = f" exitcode={self.exitcode}" if state == "stopped" else ""
        return f"<{type(self).__name__} name={self.name!r} parent=1 {state}{code}{' daemon' if self.daemon else ''}>"


def current_process():
    world = _worlds.current
    if world is None:
        return _main_process
    if not hasattr(world, "process"):
        world.process = Process(name=world.name, daemon=False)
        world.process._world = world
    return world.process


def parent_process():
    return None if _worlds.current is None else _main_process


def active_children():
    for process in [process for process in _children if not process.is_alive()]:
        _children.discard(process)
    return list(_children)


def freeze_support():
    pass


def get_start_method(allow_none=False):
    return "forkserver"


def set_start_method(method, force=False):
    if method not in get_all_start_methods():
        raise ValueError(f"cannot find context for {method!r}")


def get_all_start_methods():
    return ["forkserver", "spawn", "fork"]


def get_context(method=None):
    if method is not None and method not in get_all_start_methods():
        raise ValueError(f"cannot find context for {method!r}")
    return sys.modules[__name__]


def _find_shared(number):
    return _shared[number]


def _share(base):
    """A class of threading or queue whose objects belong to all processes."""

    class Shared(base):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self._number = next(_shared_numbers)
            _shared[self._number] = self

        def __reduce__(self):
            return _find_shared, (self._number,)

    Shared.__name__ = Shared.__qualname__ = base.__name__.lstrip("_")
    return Shared


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


class _PickledQueue(_queue.Queue):
    """What is put is pickled, and what is got is another object."""

    def _put(self, item):
        super()._put(_worlds.pack(item))

    def _get(self):
        return _worlds.unpack(super()._get())

    def close(self):
        pass

    join_thread = cancel_join_thread = close


Queue = JoinableQueue = SimpleQueue = _share(_PickledQueue)
Lock, RLock = _share(_PlainLock), _share(_ReentrantLock)
Event, Condition = _share(_threading.Event), _share(_threading.Condition)


class _Acquire:
    """The names of the arguments are others than those of threading."""

    def acquire(self, block=True, timeout=None):
        return super().acquire(block, timeout)


class _Semaphore(_Acquire, _threading.Semaphore):
    pass


class _BoundedSemaphore(_Acquire, _threading.BoundedSemaphore):
    pass


Semaphore, BoundedSemaphore = _share(_Semaphore), _share(_BoundedSemaphore)
Barrier = _share(_threading.Barrier)
Value, Array = _share(_Cell), _share(_Cells)


class _Way:
    """One direction of a pipe: what was sent and not yet received, and how many hold each end."""

    def __init__(self):
        self.messages = []
        self.changed = _threading.Condition()
        self.readers = self.writers = 0


class Connection:
    """An end of a pipe. Each process that is given it holds one of its own."""

    def __init__(self, incoming, outgoing):
        self._number = next(_shared_numbers)
        _shared[self._number] = (incoming, outgoing)
        self._open(incoming, outgoing)
        self._count()

    def _open(self, incoming, outgoing):
        self._incoming, self._outgoing = incoming, outgoing
        self.closed = False

    def _count(self):
        if self._incoming is not None:
            self._incoming.readers += 1
        if self._outgoing is not None:
            self._outgoing.writers += 1

    def __reduce__(self):
        # Counted as it leaves: who passes it on may close its own before the other one is there.
        self._count()
        return _connect, (self._number,)

    readable = property(lambda self: self._incoming is not None)
    writable = property(lambda self: self._outgoing is not None)

    def _check(self, way, what):
        if self.closed:
            raise OSError("handle is closed")
        if way is None:
            raise OSError(f"connection is {what}-only")

    def send_bytes(self, buf, offset=0, size=None):
        self._check(self._outgoing, "read")
        data = bytes(memoryview(buf)[offset : None if size is None else offset + size])
        way = self._outgoing
        if not way.readers:
            raise BrokenPipeError(32, "Broken pipe")
        with way.changed:
            way.messages.append(data)
            way.changed.notify_all()

    def recv_bytes(self, maxlength=None):
        self._check(self._incoming, "write")
        way = self._incoming
        with way.changed:
            while not way.messages:
                if not way.writers:
                    raise EOFError
                way.changed.wait()
            if maxlength is not None and len(way.messages[0]) > maxlength:
                raise OSError("got end of file during message")
            return way.messages.pop(0)

    def send(self, obj):
        self.send_bytes(_worlds.pack(obj))

    def recv(self):
        return _worlds.unpack(self.recv_bytes())

    def poll(self, timeout=0.0):
        self._check(self._incoming, "write")
        way = self._incoming
        with way.changed:
            return bool(way.changed.wait_for(lambda: way.messages or not way.writers, timeout))

    def close(self):
        if self.closed:
            return
        self.closed = True
        for way, end in ((self._incoming, "readers"), (self._outgoing, "writers")):
            if way is not None:
                setattr(way, end, getattr(way, end) - 1)
                with way.changed:
                    way.changed.notify_all()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def _connect(number):
    connection = Connection.__new__(Connection)
    connection._number = number
    connection._open(*_shared[number])
    return connection


def Pipe(duplex=True):
    """Two ends that are connected; one way only, the first one receives."""
    there, back = _Way(), _Way() if duplex else None
    return Connection(there, back), Connection(back, there)


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
    """Makes what processes share. There is no process of its own behind it: what it makes, all processes see."""

    dict = _share(_SharedDict)
    list = _share(_SharedList)
    Namespace = _share(_Namespace)
    Queue, JoinableQueue = Queue, JoinableQueue
    Lock, RLock = Lock, RLock
    Event, Condition = Event, Condition
    Semaphore, BoundedSemaphore = Semaphore, BoundedSemaphore
    Barrier = Barrier
    Value, Array = Value, Array

    @staticmethod
    def Pool(*args, **kwargs):
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

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        from concurrent.futures import ProcessPoolExecutor

        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        class Workers(ProcessPoolExecutor):
            _worker_name = "ForkServerPoolWorker"

        self._pool = Workers(processes, initializer=initializer, initargs=initargs)
        self._processes = processes
        self._closed = False

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
