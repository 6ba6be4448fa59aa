import re, heapq, decimal, zlib, json, string, operator, math, codecs
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
for text in (b"x", bytearray(b"x"), 1, None, []):
    for function in (re.match, re.search, re.findall, re.fullmatch, re.split):
        t(lambda: function("x", text))
    t(lambda: re.sub("x", "y", text))
    t(lambda: re.compile("x").search(text))
for text in ("x", 1, None):
    t(lambda: re.match(b"x", text))
    t(lambda: re.compile(b"x").search(text))
    t(lambda: re.compile(b"x").findall(text))
t(lambda: heapq.heapify((1,2))); t(lambda: heapq.heappush((1,), 2)); t(lambda: heapq.heappop((1,))); t(lambda: heapq.heappop([])); t(lambda: heapq.heapreplace((), 1)); t(lambda: heapq.heappushpop(3, 1))
D = decimal.Decimal
for v in ("NaN", "Infinity", "sNaN", "-Infinity"):
    t(lambda: int(D(v))); t(lambda: math.floor(D(v))); t(lambda: round(D(v))); t(lambda: D(v).as_integer_ratio()); t(lambda: float(D(v))); t(lambda: math.ceil(D(v))); t(lambda: hash(D(v)) and 1)
t(lambda: zlib.decompress(b"garbage")); t(lambda: zlib.decompress(zlib.compress(b"x" * 50)[:-6]))
t(lambda: json.loads('{"a": "b\tc"}')); t(lambda: json.loads('["\n"]')); t(lambda: json.loads('"abc')); t(lambda: json.loads('{"a":1,}')); t(lambda: json.loads('[1,]'))
