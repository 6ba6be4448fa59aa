import asyncio
import re
import operator
from typing import Iterator, NamedTuple


class Token(NamedTuple):
    kind: str
    value: str
    line: int
    column: int


SPEC = {
    "NUMBER": r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?",
    "ASSIGN": r":=",
    "END": r";",
    "ID": r"[^\W\d]\w*",
    "STRING": r'"(?:\\.|[^"\\])*"',
    "OP": r"\*\*|[-+*/%()]",
    "NEWLINE": r"\n",
    "SKIP": r"[ \t]+|\#[^\n]*",
    "MISMATCH": r".",
}
TOKEN = re.compile("|".join(f"(?P<{k}>{v})" for k, v in SPEC.items()))


class ParseError(SyntaxError):
    pass


def tokenize(code: str) -> Iterator[Token]:
    line, start = 1, 0
    for m in TOKEN.finditer(code):
        kind, value = m.lastgroup, m.group()
        col = m.start() - start + 1
        match kind:
            case "NEWLINE":
                start, line = m.end(), line + 1
            case "SKIP":
                continue
            case "MISMATCH":
                raise ParseError(f"{value!r} unexpected on line {line}")
            case _:
                yield Token(kind, value, line, col)


class Parser:
    BINARY = {"+": (10, operator.add), "-": (10, operator.sub), "*": (20, operator.mul), "/": (20, operator.truediv), "%": (20, operator.mod), "**": (30, operator.pow)}

    def __init__(self, tokens, env):
        self.toks = list(tokens)
        self.i = 0
        self.env = env

    def peek(self):
        return self.toks[self.i] if self.i < len(self.toks) else Token("EOF", "", -1, -1)

    def next(self):
        t = self.peek()
        self.i += 1
        return t

    def expr(self, bp=0):
        t = self.next()
        match t:
            case Token("NUMBER", v):
                left = float(v) if set(v) & set(".eE") else int(v)
            case Token(kind="ID", value=name):
                left = self.env[name]
            case Token("STRING", s):
                left = s[1:-1].encode().decode("unicode_escape")
            case Token("OP", "("):
                left = self.expr()
                if self.next().value != ")":
                    raise ParseError("expected )")
            case Token("OP", "-"):
                left = -self.expr(25)
            case _:
                raise ParseError(f"unexpected {t.kind} {t.value!r} at {t.line}:{t.column}")
        while (op := self.peek()).kind == "OP" and op.value in self.BINARY and self.BINARY[op.value][0] > bp:
            self.next()
            power, fn = self.BINARY[op.value]
            left = fn(left, self.expr(power - (op.value == "**")))
        return left


async def evaluate(src, env):
    await asyncio.sleep(len(src) / 1000)
    out = []
    for stmt in src.split(";"):
        if not stmt.strip():
            continue
        toks = list(tokenize(stmt))
        if len(toks) > 2 and toks[1].kind == "ASSIGN":
            env[toks[0].value] = Parser(toks[2:], env).expr()
            out.append((toks[0].value, env[toks[0].value]))
        else:
            out.append(Parser(toks, env).expr())
    return out


async def main():
    print(*tokenize('x := 3.5e-2 * (y_1 + "a\\"b") # hi\nç := 2'), sep="\n")
    env = {"pi": 3.14159}
    progs = ["a := 2 ** 3 ** 2; b := -a / 4; a % 7", "1 + 2 * 3 - 4", "(1 + 2", "1 / 0", "nope + 1", "2 @ 3", '"a" + "b\\n" * 2', "- 2 ** 2", "* 3"]
    for p, r in zip(progs, await asyncio.gather(*(evaluate(p, env) for p in progs), return_exceptions=True)):
        print(f"{p:40} {r!r}")
    print(env)
    print(re.sub(r"(?<=\d)(?=(?:\d{3})+\b)", "_", "1234567 89 1000"), re.split(r"([,;])\s*", "a, b;c,d"))
    print(re.findall(r"(\w)(\w)?", "abc"), re.subn("a|b", lambda m: m[0].upper(), "cabbage", count=2))
    m = re.match(r"(?P<y>\d{4})-(?P<m>\d\d)?", "2026-")
    print(m, m.groupdict("??"), m.span("m"), m.expand(r"\g<y>/\1"), m.regs, m.lastindex, m.re.groupindex)
    print(re.compile("x+?", re.I | re.X), re.escape("a.b*c d-e"), re.RegexFlag(10), re.compile(r"(?i:A)b").flags)
    for bad in ["(", "a**", "[z-a]", "(?P<1>x)", r"\g", "(?<=a+)b", "x{3,1}", "(?P=no)", "*a", "a)"]:
        try:
            re.compile(bad)
        except re.error as e:
            print(f"{bad!r}: {e} | {e.pos} {e.msg}")
    print(re.fullmatch(r"(?>a+)ab", "aaab"), re.search(r"a++b", "caab").span(), re.sub(r"\b(\w)", lambda m: m[1].upper(), "the quick fox"))
    print(re.findall(r"(?m)^\s*(\w+)\s*=\s*(.*?)\s*$", "a = 1\n  b=two words \n"), re.purge())
    pos = re.compile("o")
    print([m.start() for m in pos.finditer("foo boo", 2, 6)], pos.search("foo", 1), pos.pattern)


asyncio.run(main())
