import asyncio
class A:
    __slots__ = ("x",)
    def m(self, a, *, k): pass
    @property
    def ro(self): return 1
class B:
    color = 1
    def __init__(self): self.height = 2
def f(a, b=1, *args, c, **kw): pass
def g(a, b, c): pass
CASES = '''
1 + "a"
"a" + 1
"a" * "b"
[1] + (2,)
(1,) + [2]
{} + {}
None + 1
None.foo
None[0]
None()
5()
"abc".foo
"abc"[5]
"abc"["x"]
[1, 2][5]
[1, 2]["a"]
[1][1.0]
(1, 2)[9]
{}["missing"]
{"a": 1}[["x"]]
{[]: 1}
{[1]}
set().add({})
{1: 2}.pop(3)
set().pop()
[].pop()
[1].pop(5)
[1].remove(2)
[1].index(2)
"abc".index("z")
"a,b".split("")
int("x")
int("12", 1)
int([])
int(None)
float("x")
float([])
complex("z")
1 / 0
1 // 0
1 % 0
1.0 / 0
1.0 // 0
1.0 % 0
0 ** -1
divmod(1, 0)
len(5)
len(None)
iter(5)
next(5)
next(iter([]))
abs("x")
sum(["a"])
sum(5)
max([])
min()
sorted([1, "a"])
sorted(5)
[3, "a"].sort()
1 < "a"
None < None
{} < {}
-"a"
~1.5
+[]
not_defined
f()
f(1)
f(1, c=1, a=2)
g(1)
g()
g(1, 2, 3, 4)
g(1, b=2, d=3)
g(*5)
g(**5)
g(**{1: 2})
(lambda: 0)(1)
A().y
A().y2
setattr(A(), "y", 1)
setattr(A(), "ro", 1)
A().m()
A().m(1)
A().m(1, 2)
A().m(1, k=1, z=2)
A.m()
B().heigth
B().colour
B.colr
A(5)
B(1)
object(1)
object().x
int(1, 2, 3)
int.foo
"%d" % "x"
"%d %d" % 1
"%d" % (1, 2)
"%z" % 1
"{}".format()
"{a}".format()
"{0.x}".format(1)
format(1, "q")
format("a", "d")
f"{1:q}"
chr(-1)
chr(0x110000)
ord("ab")
ord(5)
bytes([256])
bytes("a")
b"a" + "b"
"b" + b"a"
b"a".decode("nope")
b"\\xff".decode()
"é".encode("ascii")
isinstance(1, 5)
issubclass(1, int)
range(1, 2, 0)
range(1.5)
range("a")
[1, 2][::0]
list(5)
dict(5)
dict([1])
dict([(1, 2, 3)])
tuple(5)
set(5)
zip(5)
map(5)
list(map(5, [1]))
enumerate(5)
round("x")
pow("a", 2)
pow(2, -1, 0)
hash([])
hash({})
getattr(1)
getattr(1, 5)
getattr(1, "x")
__import__("nope")
eval("1 +")
exec("x = = 1")
compile("a b", "f", "exec")
int("9" * 5000)
1 << -1
10 ** 400 * 1.0
float(10 ** 400)
"a".join([1])
"a".join(5)
",".join(None)
"abc".startswith(1)
"x".zfill("y")
"abc".count()
[1].insert(0)
{}.update(5)
{}.get()
{}.fromkeys(5)
all(5)
any(None)
print(sepp=1)
super().x
raise_(5)
'''
def raise_(x):
    raise x
async def main():
    await asyncio.sleep(0)
    for line in CASES.strip().splitlines():
        try:
            r = eval(line)
            print(f"{line:<30} -> {r!r}"[:100])
        except BaseException as e:
            print(f"{line:<30} {type(e).__name__}: {e}")
asyncio.run(main())
