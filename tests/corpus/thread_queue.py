# A bounded queue holds its producer back; `join` waits until all is done.
import queue
import threading
import time

jobs = queue.Queue(maxsize=2)
began = time.monotonic()


def now():
    return int(time.monotonic() - began)


def producer():
    for number in range(5):
        jobs.put(number)
        print("put", number, now())
    jobs.put(None)


def consumer():
    time.sleep(1)
    while (number := jobs.get()) is not None:
        time.sleep(2)
        print("done", number, now())
        jobs.task_done()
    jobs.task_done()


threads = [threading.Thread(target=target) for target in (producer, consumer)]
for thread in threads:
    thread.start()
jobs.join()
print("all done", now(), jobs.empty(), jobs.qsize())
for thread in threads:
    thread.join()
try:
    jobs.get(timeout=1)
except queue.Empty:
    print("empty", now())
try:
    jobs.get_nowait()
except queue.Empty:
    print("empty at once", now())
jobs.put("a")
jobs.put("b")
try:
    jobs.put("c", timeout=2)
except queue.Full:
    print("full", now(), jobs.full())
