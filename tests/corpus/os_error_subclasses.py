class A(TimeoutError):
    def __init__(self, a, *, size):
        super().__init__(f"{a} {size}")
class P(Exception): pass
class B(P, TimeoutError):
    def __init__(self, a, *, size):
        super().__init__(f"{a} {size}")
class C(TimeoutError, P):
    def __init__(self, a, *, size):
        super().__init__(f"{a} {size}")
class D(P, KeyError):
    def __init__(self, a, *, size):
        super().__init__(f"{a} {size}")
class E(OSError):
    def __init__(self, code, text, *, who):
        super().__init__(code, text); self.who = who
class F(OSError):
    def __init__(self, **kw):
        super().__init__(2, "gone", "f.txt"); self.kw = kw
for k in (A, B, C, D):
    try: e = k(1, size=2); print(repr(e), e.args, str(e))
    except Exception as x: print(k, repr(x))
for f in (lambda: E(2, "x", who=1), lambda: F(a=1)):
    e = f(); print(repr(e), e.args, e.errno, e.strerror, e.filename, str(e))
try: OSError(1, k=2)
except TypeError as x: print(x)

import contextvars

user = contextvars.ContextVar("user")
try:
    user.get()
except LookupError as error:
    print(type(error).__name__, error.args[0] is user)
print(user.get("nobody"))
