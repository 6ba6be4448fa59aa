# An exception ends its thread only, and is reported; SystemExit ends it in silence.
import sys
import threading
import time


def fails():
    time.sleep(1)
    raise ValueError("in the thread")


def exits():
    print("exits")
    sys.exit(3)


for target in (fails, exits):
    thread = threading.Thread(target=target)
    thread.start()
    thread.join()
    print("after", target.__name__, thread.is_alive())
print("main goes on")
