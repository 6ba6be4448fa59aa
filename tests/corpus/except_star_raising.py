import traceback

class Wrapped(ExceptionGroup):
    def derive(self, excs): return Wrapped(self.message, excs)

def show(label, f):
    try:
        f()
    except BaseException as e:
        print(label, repr(e), repr(e.__cause__), repr(e.__context__))
    else:
        print(label, "nothing")

def a():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as eg: raise Wrapped("w", eg.exceptions) from None
def b():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as eg: raise
    except* TypeError as eg: raise eg
def c():
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as eg: raise eg.exceptions[0]
def d():
    try: raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), KeyError(3)])])
    except* TypeError as eg: raise
    except* ValueError as eg: raise RuntimeError("x") from eg
def e():
    try: raise ValueError(1)
    except* ValueError as eg: raise
def g():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as eg: eg.add_note("n")
    except* TypeError as eg: pass
def h():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError as eg: raise
    except* TypeError as eg: raise KeyError("k")
def i():
    for n in range(3):
        try:
            raise ExceptionGroup("g", [ValueError(n), OSError(n)])
        except* OSError: continue_ = 1
        finally: print("finally", n)
def j():
    try:
        raise BaseExceptionGroup("g", [KeyboardInterrupt(1), TypeError(2)])
    except* TypeError as eg: raise eg.exceptions[0] from eg
def k():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* (ValueError, TypeError) as eg:
        try:
            raise eg
        except* ValueError as inner: raise Wrapped("inner", inner.exceptions)
for name, fn in list(globals().items()):
    if len(name) == 1 and callable(fn): show(name, fn)
def l():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as eg: raise Wrapped("w", eg.exceptions)
l()
