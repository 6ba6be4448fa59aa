"""Runs a module of CPython's test_sqlite3 in the engine, and tells how each test ended.

`MODULE`, `SOURCE`, `SHARED` (the package's `util`) and `LEAVE_OUT` come before this text. What the tests import from CPython's
own test package are stand-ins written here.
"""

import contextlib
import gc
import io
import linecache
import os
import sys
import tempfile
import traceback
import types
import unittest


def module(name, **names):
    made = sys.modules[name] = types.ModuleType(name)
    made.__dict__.update(names)
    made.__path__ = []
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, made)
    return made


class catch_unraisable_exception:
    def __enter__(self):
        self.unraisable = None
        self._before, sys.unraisablehook = sys.unraisablehook, lambda unraisable: setattr(self, "unraisable", unraisable)
        return self

    def __exit__(self, *error):
        sys.unraisablehook = self._before
        del self.unraisable


def needs_a_process(*args, **kwargs):
    raise unittest.SkipTest("there are no processes")


def skip(reason):
    return lambda *args, **kwargs: unittest.skip(reason)


def unlink(path):
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


class FakePath:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


@contextlib.contextmanager
def temp_dir(path=None):
    with tempfile.TemporaryDirectory() as folder:
        yield folder


def import_module(name):
    return __import__(name)


@contextlib.contextmanager
def captured(name):
    before = getattr(sys, name)
    setattr(sys, name, io.StringIO())
    try:
        yield getattr(sys, name)
    finally:
        setattr(sys, name, before)


module("subprocess", run=needs_a_process, Popen=needs_a_process, check_output=needs_a_process)
module("test")
module(
    "test.support",
    catch_unraisable_exception=catch_unraisable_exception,
    gc_collect=gc.collect,
    bigmemtest=skip("it needs gigabytes"),
    SHORT_TIMEOUT=30.0,
    LOOPBACK_TIMEOUT=5.0,
    verbose=False,
    is_wasi=False,
    is_emscripten=False,
    is_apple=False,
    is_android=False,
    has_subprocess_support=False,
    requires_subprocess=skip("there are no processes"),
    check_disallow_instantiation=lambda case, kind, *args: case.assertRaises(TypeError, kind, *args),
    captured_stdout=lambda: captured("stdout"),
    captured_stderr=lambda: captured("stderr"),
    captured_stdin=lambda: captured("stdin"),
    force_not_colorized_test_class=lambda kind: kind,
    force_not_colorized=lambda function: function,
)
module("test.support.os_helper", TESTFN="testfile_tmp", TESTFN_UNDECODABLE=b"testfile_\xff", unlink=unlink, temp_dir=temp_dir, FakePath=FakePath)
module("test.support.threading_helper", reap_threads=lambda function: function, requires_working_threading=lambda **named: lambda item: item, join_thread=lambda thread: thread.join())
module("test.support.import_helper", import_module=import_module)
module("test.support.script_helper", assert_python_ok=needs_a_process)
package = module("test.test_sqlite3")


def load(name, source):
    made = sys.modules[f"test.test_sqlite3.{name}"] = types.ModuleType(f"test.test_sqlite3.{name}")
    made.__package__ = "test.test_sqlite3"
    made.__file__ = f"{name}.py"
    setattr(package, name, made)
    linecache.cache[made.__file__] = (len(source), None, source.splitlines(True), made.__file__)
    exec(compile(source, made.__file__, "exec"), made.__dict__)
    return made


class Told(unittest.TestResult):
    @staticmethod
    def _name(test):
        return ".".join(test.id().split(".")[-2:])

    def startTest(self, test):
        super().startTest(test)
        self._failed = False
        print(f"@began\t{self._name(test)}", flush=True)

    def _fails(self, test, error):
        self._failed = True
        step = traceback.extract_tb(error[2])
        where = next((f" ({frame.name}:{frame.lineno})" for frame in reversed(step) if frame.filename.startswith("test_")), "")
        text = f"{error[0].__name__}: {error[1]}".replace("\n", " | ")[:300]
        print(f"@failed\t{self._name(test)}\t{text}{where}", flush=True)

    def addError(self, test, error):
        self._fails(test, error)

    addFailure = addError

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self._fails(test, error)

    def addSuccess(self, test):
        if not self._failed:
            print(f"@passed\t{self._name(test)}", flush=True)

    def addSkip(self, test, reason):
        print(f"@skipped\t{self._name(test)}\t{reason}", flush=True)


def each(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from each(test)
        else:
            yield test


load("util", SHARED)
tests = unittest.defaultTestLoader.loadTestsFromModule(load(MODULE, SOURCE))
result = Told()
for test in each(tests):
    if Told._name(test) not in LEAVE_OUT:
        unittest.TestSuite([test]).run(result)
print("@ended", flush=True)
