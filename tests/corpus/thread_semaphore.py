# Two at a time; a bounded semaphore notices one release too many.
import threading
import time

gate = threading.Semaphore(2)
began = time.monotonic()


def visitor(name, before, seconds):
    time.sleep(before)
    with gate:
        print(name, "in", int(time.monotonic() - began))
        time.sleep(seconds)
        print(name, "out", int(time.monotonic() - began))


threads = [
    threading.Thread(target=visitor, args=args)
    for args in (("a", 1, 5), ("b", 2, 9), ("c", 3, 8), ("d", 4, 6))
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
bounded = threading.BoundedSemaphore(1)
print(bounded.acquire(), bounded.acquire(blocking=False), bounded.acquire(timeout=1))
bounded.release()
try:
    bounded.release()
except ValueError as error:
    print(error)
