# Exceptions that are being handled belong to a thread, and so does their context.
import sys
import threading
import time
import traceback


def handler():
    try:
        raise KeyError("first")
    except KeyError:
        time.sleep(2)
        print("handler still has", repr(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]))
        try:
            raise ValueError("second")
        except ValueError as error:
            print("context", repr(error.__context__))
    print("handler has", sys.exc_info()[0])


def bystander():
    time.sleep(1)
    print("bystander has", sys.exc_info()[0])
    try:
        raise OSError("alone")
    except OSError as error:
        print("context", error.__context__)


def stops():
    def empty():
        return next(iter(()))

    try:
        empty()
    except StopIteration:
        print("StopIteration passes")
    try:
        finally_returns()
    finally:
        print("finally")


def finally_returns():
    try:
        time.sleep(1)
        return print("returning")
    finally:
        time.sleep(1)
        print("cleaned up")


def trace():
    try:
        deep(2)
    except RuntimeError:
        print([frame.name for frame in traceback.extract_tb(sys.exc_info()[2])])
        print([frame.line for frame in traceback.extract_tb(sys.exc_info()[2])])


def deep(level):
    if not level:
        time.sleep(1)
        raise RuntimeError("deep")
    deep(level - 1)


threads = [threading.Thread(target=target) for target in (handler, bystander)]
try:
    1 / 0
except ZeroDivisionError:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
for target in (stops, trace):
    thread = threading.Thread(target=target)
    thread.start()
    thread.join()
