# Threads start at once and go on side by side; joining waits for the end.
import threading
import time


def worker(seconds):
    time.sleep(seconds)
    print("start", seconds, threading.current_thread().name)
    time.sleep(4 * seconds)
    print("end", seconds, int(time.monotonic() - began))


began = time.monotonic()
threads = [threading.Thread(target=worker, args=(n,)) for n in (2, 1, 3)]
for thread in threads:
    thread.start()
    print("started", thread.name, thread.is_alive())
print("active", threading.active_count())
for thread in threads:
    thread.join()
    print("joined", thread.name, thread.is_alive(), int(time.monotonic() - began))
print("active", threading.active_count())
