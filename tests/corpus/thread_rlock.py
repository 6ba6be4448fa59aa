# A re-entrant lock counts, and belongs to a thread.
import threading
import time

lock = threading.RLock()


def deeper(level):
    with lock:
        if level:
            deeper(level - 1)
        else:
            print("at the bottom")
            time.sleep(2)


def other():
    time.sleep(1)
    print("other tries", lock.acquire(blocking=False))
    with lock:
        print("other has it")
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


a = threading.Thread(target=deeper, args=(3,))
b = threading.Thread(target=other)
a.start()
b.start()
a.join()
b.join()
print("done")
