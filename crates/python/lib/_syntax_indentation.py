"""Says what is wrong with a script's indentation in CPython's words: where a block is missing, where tabs and spaces do not agree."""

import re
import token as _token

import _syntax_tokens as _tokens

_UNINDENT = "unindent does not match any outer indentation level"


def change(error, lines):
    """What CPython would say: the class, and a message, a start and an end; None for them where it says the same."""
    kind = type(error)
    start = (error.lineno, error.offset)
    end = (error.end_lineno or error.lineno, error.end_offset or error.offset)
    message = error.msg
    if message == "unexpected indentation":
        return kind, ("unexpected indent", start, end)
    if message.startswith("expected an indented block after "):
        return kind, _missing_block(message, lines)
    if message.startswith("inconsistent use of tabs"):
        return _tabs(error, lines)
    return kind, None


def _missing_block(message, lines):
    """It is missing before what comes next, or at the end; the line that is named is that of the statement."""
    named = re.search(r" on line (\d+)$", message)
    if named is None:
        return None
    number = int(named[1])
    # The parser counts a comment's line as the statement's.
    while number > 1 and re.match(r"\s*(#|$)", lines[number - 1]):
        number -= 1
    message = f"{message[: named.start(1)]}{number}"
    tokens = _tokens.read(lines)
    for place, item in enumerate(tokens):
        if item.start[0] < number or item.type != _token.NEWLINE:
            continue
        follows = tokens[place + 1] if place + 1 < len(tokens) else None
        if follows is not None and follows.type not in (_token.ENDMARKER, _token.NEWLINE):
            # Of what comes next the first word, unless a block ends there.
            header = lines[number - 1]
            if follows.start[1] < len(header) - len(header.lstrip()):
                return message, (follows.start[0], 0), (follows.start[0], -1)
            return message, _tokens.place(follows), _tokens.after(follows)
        break
    last = max(1, len(lines) - (lines[-1] == ""))
    return message, (last, 0), (last, -1)


def _tabs(error, lines):
    """As CPython's tokenizer compares: once with tabs that reach to the next eighth column, once with those of one."""
    columns, others = [0], [0]
    for item in _tokens.lines(lines, error.lineno):
        text = lines[item - 1]
        column = other = 0
        for letter in text[: len(text) - len(text.lstrip(" \t"))]:
            column, other = (column + 1, other + 1) if letter == " " else ((column // 8 + 1) * 8, other + 1)
        if column > columns[-1]:
            if other <= others[-1]:
                break
            columns.append(column)
            others.append(other)
            continue
        while column < columns[-1]:
            columns.pop()
            others.pop()
        if column != columns[-1]:
            return IndentationError, (_UNINDENT, (item, len(text) + 1), (item, -1))
        if other != others[-1]:
            break
    return type(error), (error.msg, (error.lineno, 1), (error.lineno, 0))
