# The program waits for its threads, but not for daemons: those stop in the middle.
import threading
import time


def daemon():
    try:
        for number in range(100):
            print("daemon", number)
            time.sleep(2)
    finally:
        print("never printed")


def worker():
    time.sleep(3)
    print("worker done")


threading.Thread(target=daemon, daemon=True).start()
thread = threading.Thread(target=worker)
thread.start()
print(thread.daemon, threading.Thread(target=worker, daemon=True).daemon)
print("main done")
