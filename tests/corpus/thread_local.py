# Each thread sees its own attributes; a subclass is initialised for each.
import threading
import time

data = threading.local()
data.value = "main"


class Counter(threading.local):
    def __init__(self, start):
        print("init", threading.current_thread().name)
        self.count = start

    def step(self):
        self.count += 1
        return self.count


counter = Counter(10)


def worker(value, seconds):
    try:
        data.value
    except AttributeError as error:
        print(type(error).__name__, value)
    data.value = value
    time.sleep(seconds)
    print(value, data.value, counter.step(), counter.step(), sorted(vars(data)))


threads = [
    threading.Thread(target=worker, args=args, name=args[0]) for args in (("a", 2), ("b", 1))
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(data.value, counter.step(), hasattr(data, "other"))
