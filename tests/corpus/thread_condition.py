# A condition: producers notify, consumers wait for something to be there.
import threading
import time

condition = threading.Condition()
items = []


def consumer(name):
    with condition:
        while not items:
            print(name, "waits")
            condition.wait()
        print(name, "takes", items.pop(0))


def producer():
    for number in range(2):
        time.sleep(2)
        with condition:
            items.append(number)
            print("puts", number)
            condition.notify()


threads = [threading.Thread(target=consumer, args=(name,)) for name in ("first", "second")]
threads.append(threading.Thread(target=producer))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with condition:
    print(condition.wait(timeout=1))
    print(condition.wait_for(lambda: "ready", timeout=1))
try:
    condition.notify_all()
except RuntimeError as error:
    print(error)
