"""For pytest: tells how each test ended, a line each; leaves out what is for Trio, which rests on machine code."""

import os
import types

import pytest

_told = set()


def _tell(*parts):
    os.write(2, ("\t".join(str(part).replace("\t", " ").replace("\n", " ") for part in parts) + "\n").encode())


def pytest_runtest_logstart(nodeid):
    _tell("@began", nodeid)


def pytest_runtest_logreport(report):
    if report.nodeid in _told:
        return
    if report.failed or report.when == "call" and getattr(report, "wasxfail", None) and report.passed:
        crash = getattr(report.longrepr, "reprcrash", None)
        why = crash.message if crash is not None else str(report.longrepr).strip().splitlines()[-1:]
        _told.add(report.nodeid)
        _tell("@failed", report.nodeid, str(why)[:160])
    elif report.skipped:
        _told.add(report.nodeid)
        _tell("@skipped", report.nodeid)
    elif report.when == "teardown":
        _tell("@passed", report.nodeid)


def pytest_collectreport(report):
    if report.failed:
        _tell("@failed", report.nodeid, str(report.longrepr).strip().splitlines()[-1][:160])


def pytest_collection_modifyitems(config, items):
    kept, left = [], []
    for item in items:
        given = str(getattr(getattr(item, "callspec", None), "params", ""))
        of_trio = "trio" in item.name or "trio" in given or item.get_closest_marker("trio") is not None
        (left if of_trio else kept).append(item)
    config.hook.pytest_deselected(items=left)
    _tell("@left_out", len(left))
    items[:] = kept


@pytest.fixture
def httpbin():
    """`pytest-httpbin` starts a server; the world outside has one."""
    return types.SimpleNamespace(url="http://httpbin.org")


@pytest.fixture
def httpbin_secure():
    return types.SimpleNamespace(url="https://httpbin.org")
