import threading, time, queue, collections

class Slow:
    def __init__(self, n, q):
        self.n, self.q = n, q
    def __iter__(self):
        for i in range(self.n):
            yield self.q.get()

class It:
    def __init__(self, q): self.q = q
    def __iter__(self): return self
    def __next__(self):
        v = self.q.get()
        if v is None: raise StopIteration
        return v

def gen(q, n):
    for _ in range(n):
        yield q.get()

def work(q, out):
    l = []
    l.extend(Slow(2, q)); out.append(l)
    out.append([*gen(q, 2), 'x'])
    out.append(any(v > 2 for v in gen(q, 10)))
    out.append(",".join(str(v) for v in Slow(2, q)))
    a, *b = gen(q, 3)
    out.append((a, b))
    out.append(collections.deque(Slow(3, q), maxlen=2))
    out.append(sum(Slow(2, q)))
    out.append(sorted(Slow(3, q), key=lambda v: -v))
    out.append(collections.Counter(Slow(3, q)))
    s = set(); s.update(Slow(2, q)); out.append(s)
    out.append(list(It(q)))
    out.append(max(Slow(2, q), default=0))
    out.append({**dict((v, v) for v in gen(q, 2))})
    out.append(tuple(Slow(0, q)))
    x, y = gen(q, 2)
    out.append((x, y))

q = queue.Queue(1); out = []
t = threading.Thread(target=work, args=(q, out), daemon=True); t.start()
i = 0
while t.is_alive() and i < 80:
    try:
        q.put(None if i > 30 and i % 7 == 0 else i % 5, timeout=0.1)
    except queue.Full:
        continue
    i += 1
t.join(1)
for o in out: print(o)
print(t.is_alive())
