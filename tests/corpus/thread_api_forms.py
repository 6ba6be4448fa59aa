import threading, time, sys

class Worker(threading.Thread):
    def __init__(self, n, **k): super().__init__(**k); self.n, self.result = n, None
    def run(self): time.sleep(self.n); self.result = self.n ** 2; print(self.name, "done")

print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
ws = [Worker(n, name=f"W{n}") for n in (3, 1, 2)]
print([w.is_alive() for w in ws], [w.daemon for w in ws], ws[0].ident)
for w in ws: w.start()
print(sorted(t.name for t in threading.enumerate()))
ws[0].join(timeout=1.5); print(ws[0].is_alive(), ws[1].is_alive())
for w in ws: w.join()
print([w.result for w in ws], [w.is_alive() for w in ws])
def f(*a, **k): print(a, k, threading.current_thread().name)
t = threading.Thread(target=f, args=(1, 2), kwargs={"x": 3}, name="named"); t.start(); t.join()
a = threading.Thread(target=f); print(a.name.startswith("Thread-"), a.name.endswith("(f)")); a.start(); a.join()
for op in (lambda: t.start(), lambda: threading.Thread().join(), lambda: threading.current_thread().join(), lambda: threading.Thread(3), lambda: threading.Thread(target=f, args=1).start(), lambda: setattr(t, "daemon", True) or "daemon set", lambda: threading.Thread(bogus=1), lambda: Worker.run()):
    try: print("fine", op())
    except Exception as e: print(type(e).__name__, e)
    time.sleep(0.2) if False else None
time.sleep(1)
x = threading.Thread(target=f, daemon=True); print(x.daemon, repr(x).split("(")[0]); x.start(); x.join()
try: x.daemon = False
except RuntimeError as e: print(e)
ev = threading.Event()
def waiter(n): r = ev.wait(n); print("waiter", n, r)
ts = [threading.Thread(target=waiter, args=(n,)) for n in (1, 5)]
for t in ts: t.start()
time.sleep(2); ev.set()
for t in ts: t.join()
print(ev.is_set(), ev.wait(0), ev.clear(), ev.wait(0.5), repr(ev).split(" at")[0])
l = threading.local(); l.v = "main"
def loc():
    print(hasattr(l, "v")); l.v = "thread"; print(l.v, l.__dict__)
t = threading.Thread(target=loc); t.start(); t.join(); print(l.v)
class L(threading.local):
    def __init__(self, n): self.n = n
    def bump(self): self.n += 1; return self.n
ll = L(5); ll.bump(); r = []
t = threading.Thread(target=lambda: r.append(ll.bump())); t.start(); t.join(); print(ll.n, r)
print(threading.get_ident() == threading.main_thread().ident, threading.get_native_id() > 0, threading.stack_size(), threading.TIMEOUT_MAX > 1e6, threading.gettrace(), threading.main_thread().native_id is not None)
