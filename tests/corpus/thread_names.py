# Names: counted, taken from the target, given, changed; and what `current_thread` says.
import threading
import time


def job():
    print("in", threading.current_thread().name)


class Custom(threading.Thread):
    def run(self):
        print("custom", self.name, self is threading.current_thread())


print(threading.current_thread().name, threading.main_thread() is threading.current_thread())
a = threading.Thread(target=job)
b = threading.Thread(target=job, name="given")
c = Custom()
d = threading.Thread(target=lambda: print("lambda", threading.current_thread().name))
for thread in (a, b, c, d):
    print(thread.name, thread.daemon, thread.is_alive(), thread.ident)
    thread.start()
    thread.join()
e = threading.Thread(target=time.sleep, args=(1,))
e.name = "renamed"
e.start()
print(sorted(t.name for t in threading.enumerate()))
e.join()
print(sorted(t.name for t in threading.enumerate()))
print(a.ident == threading.get_ident(), threading.main_thread().ident == threading.get_ident())
