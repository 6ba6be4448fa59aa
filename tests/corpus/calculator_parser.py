import asyncio
import operator
import re
from typing import Iterator, NamedTuple

TOKEN = re.compile(r"\s*(?:(?P<num>\d+\.?\d*)|(?P<op>[-+*/^()])|(?P<bad>\S))")


class Token(NamedTuple):
    kind: str
    value: str
    pos: int


class ParseError(SyntaxError):
    pass


def tokenize(s: str) -> Iterator[Token]:
    for m in TOKEN.finditer(s):
        kind = m.lastgroup
        if kind == "bad":
            raise ParseError(f"unexpected {m['bad']!r} at {m.start('bad')}")
        yield Token(kind, m[kind], m.start(kind))
    yield Token("end", "", len(s))


PREC = {"+": (1, operator.add), "-": (1, operator.sub), "*": (2, operator.mul), "/": (2, operator.truediv), "^": (3, operator.pow)}


class Parser:
    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.i = 0

    @property
    def tok(self):
        return self.tokens[self.i]

    async def expr(self, min_prec=1):
        await asyncio.sleep(0)
        left = await self.atom()
        while self.tok.kind == "op" and self.tok.value in PREC and PREC[self.tok.value][0] >= min_prec:
            op = self.tok.value
            self.i += 1
            prec, fn = PREC[op]
            right = await self.expr(prec + (op != "^"))
            left = fn(left, right)
        return left

    async def atom(self):
        t = self.tok
        self.i += 1
        if t.kind == "num":
            return float(t.value) if "." in t.value else int(t.value)
        if t.value == "-":
            return -await self.expr(3)
        if t.value == "(":
            v = await self.expr()
            if self.tok.value != ")":
                raise ParseError(f"expected ')' at {self.tok.pos}, got {self.tok.value or 'end of input'!r}")
            self.i += 1
            return v
        raise ParseError(f"unexpected token {t}")


async def evaluate(text):
    try:
        p = Parser(text)
        v = await p.expr()
        if p.tok.kind != "end":
            raise ParseError(f"trailing input {p.tok.value!r}")
        return f"{text} = {v!r}"
    except (ParseError, ZeroDivisionError, OverflowError) as e:
        return f"{text} -> {type(e).__name__}: {e}"


async def main():
    exprs = ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "10 / 4", "7 / 0", "1 +", "(1", "2 $ 3", "1 2", "3.5 * 2", "2 ^ 0.5", "1/3"]
    for line in await asyncio.gather(*map(evaluate, exprs)):
        print(line)


asyncio.run(main())
