# Timers: one fires, one is cancelled.
import threading
import time

began = time.monotonic()


def fire(*args, **kwargs):
    print("fired", args, kwargs, int(time.monotonic() - began), isinstance(threading.current_thread(), threading.Timer))


first = threading.Timer(3, fire, args=("a", 1), kwargs={"key": "value"})
second = threading.Timer(2, fire, args=("never",))
first.start()
second.start()
time.sleep(1)
second.cancel()
print("cancelled", second.finished.is_set())
second.join()
print("joined", int(time.monotonic() - began))
first.join()
print("end", int(time.monotonic() - began))
