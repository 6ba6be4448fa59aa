import threading, time, random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

@dataclass
class Account:
    name: str
    balance: int = 100
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    history: list = field(default_factory=list)

class Bank:
    def __init__(self, *names): self.accounts = {n: Account(n) for n in names}; self.audit = []; self.alock = threading.Lock()
    def transfer(self, a, b, n, delay):
        time.sleep(delay)
        x, y = sorted((self.accounts[a], self.accounts[b]), key=lambda q: q.name)
        with x.lock, y.lock:
            src, dst = self.accounts[a], self.accounts[b]
            if src.balance < n: raise ValueError(f"{a}: {src.balance} < {n}")
            src.balance -= n; dst.balance += n; src.history.append(-n); dst.history.append(n)
        with self.alock: self.audit.append((a, b, n))
        return src.balance

bank = Bank("ann", "bob", "cyd")
plan = [("ann", "bob", 30, 3), ("bob", "cyd", 110, 1), ("cyd", "ann", 50, 2), ("bob", "ann", 120, 5), ("ann", "cyd", 1, 4)]
with ThreadPoolExecutor(5) as ex:
    fs = [ex.submit(bank.transfer, *p) for p in plan]
for p, f in zip(plan, fs): print(*p[:3], "->", f.exception() or f.result())
print(*bank.accounts.values(), sep="\n"); print(bank.audit, sum(a.balance for a in bank.accounts.values()))
# a deadlock avoided by timeout
l1, l2, out = threading.Lock(), threading.Lock(), []
def grab(first, second, name, d):
    with first:
        time.sleep(1)
        if second.acquire(timeout=d): out.append(f"{name} both"); second.release()
        else: out.append(f"{name} gave up")
ts = [threading.Thread(target=grab, args=a) for a in ((l1, l2, "x", 1), (l2, l1, "y", 4))]
for t in ts: t.start()
for t in ts: t.join()
print(out)
rng = random.Random(5); seen = []
def gen(n):
    time.sleep(n); seen.append(rng.randint(1, 100))
ts = [threading.Thread(target=gen, args=(n,)) for n in (2, 1, 3)]
[t.start() for t in ts]; [t.join() for t in ts]; print(seen)
class Stopwatch(threading.Thread):
    def __init__(self): super().__init__(daemon=True); self.n = 0
    def run(self):
        while True: time.sleep(1); self.n += 1
s = Stopwatch(); s.start(); time.sleep(3.5); print(s.n, s.is_alive(), s.daemon)
