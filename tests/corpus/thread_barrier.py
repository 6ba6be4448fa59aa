# A barrier lets its parties go together; one who waits too long breaks it.
import threading
import time

barrier = threading.Barrier(3, action=lambda: print("all there"))
began = time.monotonic()
order = []


def party(name, seconds):
    time.sleep(seconds)
    print(name, "arrives", int(time.monotonic() - began))
    barrier.wait()
    order.append((name, int(time.monotonic() - began)))


threads = [threading.Thread(target=party, args=args) for args in (("x", 1), ("y", 3), ("z", 2))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(order), barrier.parties, barrier.n_waiting, barrier.broken)


def alone():
    try:
        barrier.wait(timeout=2)
    except threading.BrokenBarrierError:
        print("broken", barrier.broken, int(time.monotonic() - began))


thread = threading.Thread(target=alone)
thread.start()
thread.join()
barrier.reset()
print(barrier.broken)
