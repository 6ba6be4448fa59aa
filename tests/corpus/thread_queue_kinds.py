# LIFO and priority queues between threads, and the simple one.
import queue
import threading
import time


def drain(kind, source, seconds):
    got = []
    while True:
        item = source.get()
        if item is None or item == (99, None):
            break
        got.append(item)
        time.sleep(seconds)
    print(kind, got)


lifo, priority, simple = queue.LifoQueue(), queue.PriorityQueue(), queue.SimpleQueue()
for number in (3, 1, 2):
    priority.put((number, "abc"[number - 1]))
    simple.put(number)
priority.put((99, None))
simple.put(None)
lifo.put(None)
for number in (1, 2, 3):
    lifo.put(number)
threads = [
    threading.Thread(target=drain, args=args)
    for args in (("lifo", lifo, 1), ("priority", priority, 2), ("simple", simple, 3))
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(simple.empty(), simple.qsize())
