# How long poll() waits, and who may.
import os
import select
import threading

reader, writer = os.pipe()
poller = select.poll()
poller.register(reader, select.POLLIN)
for timeout in (0, 10, 0.5):
    print(timeout, poller.poll(timeout))

# Anything below none is without end.
for timeout in (None, -1, -0.1, -1e-100):
    found = []
    thread = threading.Thread(target=lambda: found.extend(poller.poll(timeout)))
    thread.start()
    thread.join(0.2)
    print(timeout, thread.is_alive())
    try:
        poller.poll(0)
    except RuntimeError as error:
        print(error)
    os.write(writer, b"x")
    thread.join()
    print(found == [(reader, select.POLLIN)], os.read(reader, 1))

for timeout in (1 << 40, float("nan"), "1"):
    try:
        poller.poll(timeout)
    except (OverflowError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
