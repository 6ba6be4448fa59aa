"""The tokens of source that does not parse: where they are, and what is open around them."""

import ast
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


def place(item):
    return item.start[0], item.start[1] + 1


def after(item):
    return item.end[0], item.end[1] + 1


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
    depth = 0
    for item in tokens[opened[-1] :]:
        if item.string in ("(", "[", "{"):
            depth += 1
        elif item.string in (")", "]", "}"):
            depth -= 1
            if not depth:
                return place(item)
    return None


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
