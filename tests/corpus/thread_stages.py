import queue
import threading
import time

STOP = object()


class Stage(threading.Thread):
    def __init__(self, fn, inbox, outbox=None):
        super().__init__(name=fn.__name__)
        self.fn, self.inbox, self.outbox, self.errors = fn, inbox, outbox, []

    def run(self):
        while (item := self.inbox.get()) is not STOP:
            try:
                result = self.fn(item)
            except Exception as e:
                self.errors.append((item, e))
            else:
                if self.outbox:
                    self.outbox.put(result)
        if self.outbox:
            self.outbox.put(STOP)


out = []


def parse(s): time.sleep(1); return int(s)
def double(n): time.sleep(2); return n * 2
def collect(n): out.append(n)


q1, q2, q3 = queue.Queue(2), queue.Queue(1), queue.Queue()
stages = [Stage(parse, q1, q2), Stage(double, q2, q3), Stage(collect, q3)]
t0 = time.monotonic()
for s in stages:
    s.start()
for x in ("1", "2", "oops", "4"):
    q1.put(x)
q1.put(STOP)
for s in stages:
    s.join()
print(out, int(time.monotonic() - t0))
for s in stages:
    print(s.name, s.errors, s.is_alive())
