import asyncio
import json
import re
import string
import textwrap
from decimal import Decimal, ROUND_HALF_UP, getcontext, localcontext, InvalidOperation, DivisionByZero
from fractions import Fraction
from datetime import date, datetime, time, timedelta, timezone

DOC = """
# Title
Some *bold* text and a [link](http://x.test/a?b=1&c=2), see also <mail@x.test>.

- item one
- item two: 3.14, -2e10, 0x1F
"""


class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, (datetime, date)):
            return o.isoformat()
        if isinstance(o, Decimal):
            return str(o)
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)


async def main():
    await asyncio.sleep(0)
    data = {"when": datetime(2024, 2, 29, 12, 30, tzinfo=timezone.utc), "price": Decimal("9.90"), "tags": {"b", "a"}, "π": "ü\n\"", 1: None, "f": 1e100, "n": [1.0, True, []]}
    print(json.dumps(data, cls=Enc, indent=2, ensure_ascii=False))
    print(json.dumps(data, cls=Enc, separators=(",", ":")))
    try:
        json.dumps({"x": object})
    except TypeError as e:
        print("TypeError:", e)
    for bad in ("{'a': 1}", "[1, 2", '{"a": 1,}', "nul", "", "[1] 2"):
        try:
            json.loads(bad)
        except json.JSONDecodeError as e:
            print(f"{bad!r}: {e} | {e.msg} {e.pos} {e.lineno} {e.colno}")
    print(json.loads('{"a": [1, 2.5, "x\\u00e9", null, true, NaN]}', parse_float=Decimal))
    for m in re.finditer(r"(?P<num>-?\d+(?:\.\d+)?(?:e\d+)?)|\[(?P<text>\w+)\]\((?P<url>[^)]+)\)", DOC):
        print(m.span(), m.lastgroup, m.groupdict())
    print(re.sub(r"\*(\w+)\*", lambda m: m[1].upper(), DOC).strip().splitlines())
    print(re.split(r"[,;]\s*", "a, b;c,d"), re.findall(r"(\w)(\d)", "a1 b2"), re.fullmatch(r"\d{3}", "12"), re.match("a", "abc"))
    try:
        re.compile("(unclosed")
    except re.error as e:
        print(e, e.pos)
    print(textwrap.fill("The quick brown fox jumps over the lazy dog. " * 2, 30, initial_indent="* ", subsequent_indent="  "))
    print(textwrap.dedent("\n    a\n      b\n    c\n").strip(), textwrap.shorten("hello wide world of text", 16, placeholder="…"))
    print(string.Template("$who likes ${what} $$").substitute(who="Tim", what="kung pao"), string.capwords("hello world"))
    getcontext().prec = 10
    print(Decimal(1) / 3, Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal("1E+3"), Decimal("0.1") + Decimal("0.2"))
    for f in (lambda: Decimal("x"), lambda: Decimal(1) / 0):
        try:
            f()
        except (InvalidOperation, DivisionByZero) as e:
            print(type(e).__name__, e)
    print(Fraction(3, 4) + Fraction("0.25"), Fraction(0.5), Fraction(10, 4), Fraction(22, 7).limit_denominator(3))
    d = datetime(2024, 1, 31, 23, 59, 59, 123456)
    print(d, d.isoformat(timespec="milliseconds"), d.strftime("%A %d %B %Y %j %U %p"), d + timedelta(days=30, hours=5), repr(d), d.date() - date(2023, 12, 25))
    print(timedelta(days=-1, seconds=5), repr(timedelta(hours=30)), timedelta(seconds=3661).total_seconds(), time(12, 5), datetime.fromisoformat("2024-05-06T07:08:09+02:00"))
    print(datetime.strptime("21/11/06 16:30", "%d/%m/%y %H:%M"), date.fromordinal(738000), datetime.fromtimestamp(0, timezone.utc))
    try:
        date(2023, 2, 30)
    except ValueError as e:
        print(e)


asyncio.run(main())
