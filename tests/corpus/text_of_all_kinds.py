import asyncio, string, textwrap, re, unicodedata

POEM = """\
    The woods are lovely, dark and deep,
    But I have promises to keep,
        And miles to go before I sleep.
"""

async def typewriter(text, delay=0.01):
    for line in textwrap.dedent(text).splitlines(keepends=True):
        for ch in line:
            print(ch, end="", flush=True)
            await asyncio.sleep(delay)
    return len(text)

def table(rows, headers):
    widths = [max(len(str(r[i])) for r in [headers, *rows]) for i in range(len(headers))]
    sep = "+".join("-" * (w + 2) for w in widths)
    yield f"+{sep}+"
    yield "|" + "|".join(f" {h:^{w}} " for h, w in zip(headers, widths)) + "|"
    yield f"+{sep.replace('-', '=')}+"
    for r in rows:
        yield "|" + "|".join(f" {c:>{w}} " if isinstance(c, (int, float)) else f" {c!s:<{w}} " for c, w in zip(r, widths)) + "|"
    yield f"+{sep}+"

async def main():
    n = await typewriter(POEM)
    print(n, asyncio.get_running_loop().time() > 1)
    print("\n".join(table([("alpha", 1, 2.5), ("be", 20, None), ("Ωmega", 300, True)], ("name", "n", "value"))))
    print(f"{'ü':*^5}", "日本".center(6, "."), len("👍🏽"), "é" == "e\u0301", unicodedata.normalize("NFC", "e\u0301") == "é", unicodedata.name("é"), "\N{SNOWMAN}")
    print(re.sub(r"(?<=\d)(?=(\d{3})+$)", "_", "1234567"), re.findall(r"\b(\w)(\w*)\b", "ab c"), re.split(r"(\s)", "a b"), re.escape("a.b*c"))
    print(re.compile(r"(?i)hello", re.M), re.search(r"(?P<y>\d{4})-(?P<m>\d\d)", "on 2024-05-01"), re.match(r"(\w+) (?:\w+)", "a b")[1])
    print("{:<5}|{:^5}|{:>5}|{:=+6}|{:08.3f}|{:,}|{:.1%}|{:e}|{!r}".format("a", "b", "c", 5, 3.14159, 1234567, 0.256, 12345.678, "x"))
    print(f"{10:b} {10:o} {10:X} {10:#06x} {-5:+} {5: } {1e10:g} {123456789:.3g} {0.1:.30f} {1234.5:_.1f} {True:d} {'s':s} {3+4j:.1f}")
    print(f"{datetime_like:%Y-%m-%d}" if False else "", f"{'nested ' + f'{1 + 1}'}", f"{'a' if True else 'b'}", f'{ {"k": 1}["k"] }', f"{(lambda x: x * 2)(3)}", f"{[i for i in range(3)]}", f"{n:>{6}}", f"{'%d' % 5}")
    print("tab\there", r"raw\n", b"by\x00tes", "oct\101", "\u00e9", 'it''s', "multi" "part", """triple "quoted" """, sep=" | ")
    print("a,b,,c".split(","), " a  b ".split(), "abc".partition("z"), "x".join("abc"), "Abc".swapcase(), "ab" * 3, "abc"[-2:], "a-b_c".replace("-", "_", 1), "hello"[1:4:2], "%(a)s-%(b)05.1f" % {"a": 1, "b": 2.25}, "%-5s|%5s|%+d|%x|%o|%e|%%" % ("a", "b", 5, 255, 8, 1234.5))
    print("z" > "a", "apple" < "banana", sorted("bAc"), sorted("bAc", key=str.lower), "ß".casefold() == "ss", "ǅ".istitle(), "½".isnumeric(), "²".isdigit(), "१".isdecimal(), "a1_".isidentifier(), " \t".isspace(), "".isalpha(), ascii("ñ"), "a\x00b".isprintable(), "abc".encode("utf-16-le"), "naïve".encode("ascii", "replace"), "naïve".encode("ascii", "xmlcharrefreplace"), "naïve".encode("ascii", "backslashreplace"), b"\xff\xfe".decode("utf-8", "replace"), b"abc".hex(), bytes.fromhex("61 62"), b"a,b".split(b","), bytearray(b"abc")[::-1])

asyncio.run(main())
