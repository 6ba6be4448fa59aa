"""Runs a module of CPython's test_asyncio in the engine, and tells how each test ended.

`MODULE`, `SOURCE`, `COMMON` and `LEAVE_OUT` come before this text. What the tests import from CPython's own test package are
stand-ins written here, as it leans on processes and files; but for its servers and mocks of sockets (`COMMON`: its `utils`
and `functional`), which are its own.
"""

import asyncio
import collections
import contextlib
import functools
import gc
import io
import itertools
import linecache
import os
import re
import socket
import sys
import time
import types
import unittest
import warnings
from unittest import mock


def module(name, **names):
    made = sys.modules[name] = types.ModuleType(name)
    made.__dict__.update(names)
    made.__path__ = []
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, made)
    return made


_numbers = itertools.count()


def skip(reason):
    return lambda item=None, *args, **kwargs: unittest.skip(reason)(item) if callable(item) else unittest.skip(reason)


def needs_a_process(*args, **kwargs):
    raise unittest.SkipTest("there are no processes")


class TestLoop(asyncio.SelectorEventLoop):
    """A loop whose own time begins at 0. The clock is virtual anyway: what the generator expects of it is not asked."""

    __test__ = False

    def __init__(self, gen=None):
        super().__init__()
        self._began = super().time()

    def time(self):
        return round(super().time() - self._began, 9)

    def call_at(self, when, callback, *args, context=None):
        return super().call_at(when + self._began, callback, *args, context=context)

    def advance_time(self, advance):
        time.sleep(advance)

    # Descriptors that are watched for mocks of sockets.

    def watched(self, which):
        return vars(self).setdefault("_watched", {"readers": {}, "writers": {}})[which]

    @property
    def readers(self):
        return self.watched("readers")

    @property
    def writers(self):
        return self.watched("writers")

    @property
    def remove_reader_count(self):
        return vars(self).setdefault("_reader_count", collections.Counter())

    @property
    def remove_writer_count(self):
        return vars(self).setdefault("_writer_count", collections.Counter())

    def _add_reader(self, fd, callback, *args):
        self.readers[fd] = asyncio.Handle(callback, args, self, None)

    def _add_writer(self, fd, callback, *args):
        self.writers[fd] = asyncio.Handle(callback, args, self, None)

    def _remove_reader(self, fd):
        self.remove_reader_count[fd] += 1
        return self.readers.pop(fd, None) is not None

    def _remove_writer(self, fd):
        self.remove_writer_count[fd] += 1
        return self.writers.pop(fd, None) is not None

    def _hold(self, handles, fd, callback, args):
        if fd not in handles:
            raise AssertionError(f"fd {fd} is not registered")
        handle = handles[fd]
        assert handle._callback == callback, f"{handle._callback!r} != {callback!r}"
        assert handle._args == args, f"{handle._args!r} != {args!r}"

    def assert_reader(self, fd, callback, *args):
        self._hold(self.readers, fd, callback, args)

    def assert_writer(self, fd, callback, *args):
        self._hold(self.writers, fd, callback, args)

    def assert_no_reader(self, fd):
        assert fd not in self.readers, f"fd {fd} is registered"

    def assert_no_writer(self, fd):
        assert fd not in self.writers, f"fd {fd} is registered"

    def _run_once(self):
        run_once(self)

    @property
    def _ready(self):
        """The queue is native. Who looks at it turns the loop until it is empty: twenty turns are enough."""
        self._looks = (getattr(self, "_looks", 0) + 1) % 20
        return range(self._looks)


def run_briefly(loop):
    async def nothing():
        pass

    loop.run_until_complete(nothing())


def run_once(loop):
    loop.call_soon(loop.stop)
    loop.run_forever()


def run_until(loop, pred, timeout=30):
    end = loop.time() + timeout
    while not pred():
        if loop.time() > end:
            raise TimeoutError
        loop.run_until_complete(asyncio.sleep(0.001))


class MockPattern(str):
    def __eq__(self, other):
        return bool(re.search(str(self), other, re.S))

    __hash__ = str.__hash__


class MockInstanceOf:
    def __init__(self, kind):
        self.kind = kind

    def __eq__(self, other):
        return isinstance(other, self.kind)


def get_function_source(func):
    from asyncio import format_helpers

    source = format_helpers._get_function_source(func)
    if source is None:
        raise ValueError(f"no source of {func!r}")
    return source


@contextlib.contextmanager
def disable_logger():
    from asyncio.log import logger

    level = logger.level
    logger.setLevel(100)
    try:
        yield
    finally:
        logger.setLevel(level)


async def await_without_task(coro):
    """Drives a coroutine from a plain callback, where no task is current."""
    failures = []

    def drive():
        try:
            for _ in coro.__await__():
                pass
        except BaseException as error:
            failures.append(error)

    asyncio.get_running_loop().call_soon(drive)
    await asyncio.sleep(0)
    if failures:
        raise failures[0]


@contextlib.contextmanager
def start_threads(threads):
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join()


def ignore_warnings(*, category):
    """The tests' own warnings, of what is to go."""

    def decorate(test):
        @functools.wraps(test)
        def ignoring(*args, **kwargs):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=category)
                return test(*args, **kwargs)

        return ignoring

    return decorate


class TestCase(unittest.TestCase):
    def close_loop(self, loop):
        if not loop.is_closed():
            loop.close()

    def set_event_loop(self, loop, *, cleanup=True):
        asyncio.events.set_event_loop(None)
        if cleanup:
            self.addCleanup(self.close_loop, loop)

    def new_test_loop(self, gen=None):
        loop = TestLoop(gen)
        self.set_event_loop(loop)
        return loop

    def tearDown(self):
        asyncio.events.set_event_loop(None)
        self.doCleanups()


module("test")
module(
    "test.support",
    gc_collect=lambda: gc.collect(),
    cpython_only=skip("for CPython alone"),
    refcount_test=skip("counts CPython's references"),
    requires_working_socket=lambda **options: lambda item: item,
    TEST_HOME_DIR="/",
    LONG_TIMEOUT=300.0,
    SHORT_TIMEOUT=30.0,
    LOOPBACK_TIMEOUT=10.0,
    get_attribute=getattr,
    captured_stderr=lambda: contextlib.redirect_stderr(io.StringIO()),
    captured_stdout=lambda: contextlib.redirect_stdout(io.StringIO()),
    infinite_recursion=lambda depth=100: contextlib.nullcontext(),
    force_not_colorized=lambda function: function,
    force_not_colorized_test_class=lambda kind: kind,
    verbose=0,
)
module("test.support.script_helper", assert_python_ok=needs_a_process, assert_python_failure=needs_a_process)
module(
    "test.support.threading_helper",
    requires_working_threading=lambda **options: lambda item: item,
    start_threads=start_threads,
)
module("test.support.warnings_helper", ignore_warnings=ignore_warnings)
module("test.support.import_helper")
module("test.support.os_helper", TESTFN="@test", unlink=lambda path: os.path.exists(path) and os.unlink(path))


def bind_port(sock, host="127.0.0.1"):
    sock.bind((host, 0))
    return sock.getsockname()[1]


def find_unused_port(family=socket.AF_INET, socktype=socket.SOCK_STREAM):
    with socket.socket(family, socktype) as probe:
        return bind_port(probe)


module(
    "test.support.socket_helper",
    HOST="127.0.0.1",
    HOSTv4="127.0.0.1",
    HOSTv6="::1",
    IPV6_ENABLED=True,
    bind_port=bind_port,
    find_unused_port=find_unused_port,
    skip_unless_bind_unix_socket=lambda test: test,
    create_unix_domain_name=lambda: f"test-{next(_numbers)}.sock",
    tcp_blackhole=lambda: False,
)
module("test.test_asyncio")
module(
    "test.test_asyncio.utils",
    TestCase=TestCase,
    TestLoop=TestLoop,
    MockCallback=lambda **names: mock.Mock(spec=["__call__"], **names),
    MockInstanceOf=MockInstanceOf,
    MockPattern=MockPattern,
    await_without_task=await_without_task,
    disable_logger=disable_logger,
    get_function_source=get_function_source,
    run_briefly=run_briefly,
    run_once=run_once,
    run_until=run_until,
    CLOCK_RES=0.05,
)


def theirs(name):
    """What CPython's own module of that name has beside the stand-ins."""
    text = COMMON[name]
    # Certificates are for encryption.
    text = re.sub(r"(?m)^(ONLYCERT|ONLYKEY|SIGNED_CERTFILE|SIGNING_CA) = .*\n", "", text)
    text = re.sub(r"(?m)^with open\(data_file.*\n    PEERCERT.*\n", "", text)
    made = types.ModuleType(f"test.test_asyncio.{name}")
    made.__file__ = f"{name}.py"
    exec(compile(text, made.__file__, "exec"), made.__dict__)
    return made.__dict__


if COMMON:
    utils = sys.modules["test.test_asyncio.utils"]
    stand_ins = {name: value for name, value in vars(utils).items() if name[0] != "_"}
    vars(utils).update({name: value for name, value in theirs("utils").items() if name[:2] != "__"} | stand_ins)
    module("test.test_asyncio.functional", **{name: value for name, value in theirs("functional").items() if name[:2] != "__"})


class Told(unittest.TestResult):
    """Prints a line as each test begins and ends."""

    def tell(self, test, ending, why=""):
        name = test.id().removeprefix(f"{MODULE}.")
        print(f"@{ending}\t{name}\t{' '.join(why.split())[-300:]}", file=sys.__stdout__)

    def startTest(self, test):
        super().startTest(test)
        self.tell(test, "began")

    def addSuccess(self, test):
        self.tell(test, "passed")

    def addSkip(self, test, reason):
        self.tell(test, "skipped", reason)

    def addExpectedFailure(self, test, error):
        self.tell(test, "passed")

    def addError(self, test, error):
        self.tell(test, "failed", self._exc_info_to_string(error, test))

    addFailure = addError

    def addUnexpectedSuccess(self, test):
        self.tell(test, "failed", "it was expected to fail")

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.tell(test, "failed", self._exc_info_to_string(error, test))


made = module(MODULE)
made.__file__ = f"{MODULE}.py"
linecache.cache[made.__file__] = (len(SOURCE), None, SOURCE.splitlines(keepends=True), made.__file__)
exec(compile(SOURCE, made.__file__, "exec"), made.__dict__)


def tests(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from tests(item)
        elif item.id().removeprefix(f"{MODULE}.") not in LEAVE_OUT:
            yield item


if hasattr(made, "setUpModule"):
    made.setUpModule()
unittest.TestSuite(tests(unittest.defaultTestLoader.loadTestsFromModule(made))).run(Told())
print("@end")
