"""The tokens of source that does not parse: where they are, and what is open around them."""

import ast
import re
import token as _token
import tokenize


def read(lines):
    """The tokens up to where no more can be read."""
    found = []
    source = iter([line + "\n" for line in lines])
    try:
        for item in tokenize.generate_tokens(lambda: next(source, "")):
            if item.type not in (_token.NL, _token.COMMENT, _token.INDENT, _token.DEDENT):
                found.append(item)
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


#: Quotes of long strings, short strings, comments, brackets.
_QUOTES_AND_BRACKETS = re.compile(
    r"""("{3}|'{3})"""
    r"""|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#.*|[(\[{]|[)\]}]"""
)


def lines(source, last):
    """The numbers of the lines, up to one, in which a statement begins."""
    depth, quoted, numbers = 0, "", []
    for number, line in enumerate(source[:last], 1):
        if not depth and not quoted and line.strip() and not line.lstrip().startswith("#"):
            numbers.append(number)
        for found in _QUOTES_AND_BRACKETS.finditer(line):
            if found[1]:
                quoted = "" if quoted == found[1] else quoted or found[1]
            elif not quoted:
                depth += (found[0] in "([{") - (found[0] in ")]}")
    return numbers


def place(item):
    return item.start[0], item.start[1] + 1


def after(item):
    return item.end[0], item.end[1] + 1


def turn(item):
    """1 for a bracket that opens, -1 for one that closes, 0 for anything else."""
    return (item.string in ("(", "[", "{")) - (item.string in (")", "]", "}"))


def depth(lines, start):
    """The brackets that are open before a place, the innermost last, as numbers of tokens; and the tokens."""
    tokens, opened = read(lines), []
    for number, item in enumerate(tokens):
        if place(item) >= start:
            break
        if item.string in ("(", "[", "{"):
            opened.append(number)
        elif item.string in (")", "]", "}") and opened:
            opened.pop()
    return opened and (opened, tokens)


def closing(lines, start):
    """Where the bracket around a place is closed."""
    found = depth(lines, start)
    if not found:
        return None
    opened, tokens = found
    inside = 0
    for item in tokens[opened[-1] :]:
        inside += turn(item)
        if not inside:
            return place(item)
    return None


def before(lines, start):
    """The last token that ends before a place."""
    found = None
    for item in read(lines):
        if after(item) > start:
            break
        found = item
    return found


def text(tokens):
    """Source that reads as these tokens do."""
    return " ".join(item.string for item in tokens)


def parses(tokens):
    try:
        return ast.parse(f"({text(tokens)}\n)", mode="eval").body
    except SyntaxError:
        return None


def token_end(lines, start, end):
    """The place of the last token in a range."""
    inside = [place(item) for item in read(lines) if start <= place(item) < end]
    return inside[-1] if inside else start


def statement_end(line, offset):
    """Where the statement that begins at a column ends in its line."""
    last = offset
    for item in read([line[offset - 1 :]]):
        if item.type in (_token.NEWLINE, _token.ENDMARKER) or item.string == ";":
            break
        last = item.end[1] + offset
    return last
