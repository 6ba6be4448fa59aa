# An event wakes all who wait; a timeout says False.
import threading
import time

event = threading.Event()
began = time.monotonic()


def waiter(name, timeout):
    result = event.wait(timeout)
    print(name, result, int(time.monotonic() - began))


threads = [
    threading.Thread(target=waiter, args=args) for args in (("patient", None), ("hasty", 2))
]
for thread in threads:
    thread.start()
print("set?", event.is_set())
time.sleep(4)
event.set()
for thread in threads:
    thread.join()
print("set?", event.is_set(), event.wait())
event.clear()
print("after clear", event.wait(timeout=1), int(time.monotonic() - began))
