# A lock lets one thread in at a time; the others wait in the order in which they came.
import threading
import time

lock = threading.Lock()
began = time.monotonic()


def worker(name, before, inside):
    time.sleep(before)
    print(name, "asks", int(time.monotonic() - began))
    with lock:
        print(name, "in", int(time.monotonic() - began))
        time.sleep(inside)
        print(name, "out", int(time.monotonic() - began))


threads = [
    threading.Thread(target=worker, args=args)
    for args in (("a", 1, 5), ("b", 2, 4), ("c", 3, 3))
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(lock.locked(), lock.acquire(blocking=False), lock.locked(), lock.acquire(False))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
try:
    lock.acquire(False, 1)
except ValueError as error:
    print(error)
