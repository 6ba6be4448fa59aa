"""What is wrong where expressions stand side by side: a comma or an `in` is missing."""

import ast
import token as _token

import _syntax_tokens as _tokens

_WORDS = {"if", "else", "for", "in", "is", "and", "or", "not", "lambda", "async", "await", "from", "as", "import", "yield"}
ENDS = {",", ")", "]", "}", ":", "=", ":=", ";"}


def missing_comma(lines, start):
    """`invalid_expression` of CPython's grammar: two expressions side by side, in brackets."""
    found = _tokens.depth(lines, start)
    if not found:
        return None
    opened, tokens = found
    first = opened[-1]
    if first >= 2 and tokens[first].string == "(" and tokens[first - 2].string in ("def", "class"):
        return None
    # The elements of the innermost brackets, one after the other.
    begin, depth = first + 1, 0
    for number in range(first + 1, len(tokens)):
        item = tokens[number]
        if item.type == _token.NEWLINE:
            return None
        if item.string in ("(", "[", "{"):
            depth += 1
        elif item.string in (")", "]", "}") and depth:
            depth -= 1
        elif not depth and item.string in ENDS:
            if item.string in (")", "]", "}"):
                return None
            begin = number + 1
            continue
        if depth or number <= begin or not _begins(item):
            continue
        before = tokens[begin:number]
        whole = _tokens.parses(before)
        if whole is None or isinstance(whole, (ast.Lambda, ast.IfExp, ast.Starred, ast.NamedExpr, ast.Yield)):
            continue
        if before[-1].type == _token.STRING and item.type == _token.STRING:
            continue
        if len(before) == 1 and before[0].type == _token.NAME and item.type == _token.STRING:
            return None
        if item.string in ("(", "[") and _tokens.parses(tokens[begin : number + 1] + _until_closed(tokens, number)):
            continue
        last = _expression(tokens, number)
        if last is None:
            return None
        return "invalid syntax. Perhaps you forgot a comma?", _tokens.place(before[0]), _tokens.after(tokens[last])
    return None


def behind_targets(lines, start):
    """`invalid_for_target` of a comprehension: names without `in` behind them."""
    tokens, depth = _tokens.read(lines), 0
    for number, item in enumerate(tokens[:-1]):
        depth = max(0, depth + _tokens.turn(item))
        if item.string != "for" or item.start[0] != start[0] or not depth:
            continue
        behind = number + 1
        while tokens[behind].type == _token.NAME and tokens[behind].string not in _WORDS:
            behind += 1
            if behind + 1 >= len(tokens) or tokens[behind].string != ",":
                break
            behind += 1
        if behind == number + 1 or behind >= len(tokens):
            continue
        if tokens[behind].string not in ("in", ",", ".", "[", "("):
            return "'in' expected after for-loop variables", _tokens.place(tokens[behind]), _tokens.after(tokens[behind])
    return None


def _until_closed(tokens, number):
    depth, taken = 1, []
    for item in tokens[number + 1 :]:
        taken.append(item)
        depth += _tokens.turn(item)
        if not depth:
            break
    return taken


def _begins(item):
    if item.type in (_token.NUMBER, _token.STRING, _token.FSTRING_START):
        return True
    if item.type == _token.NAME:
        return item.string not in _WORDS
    return item.string in ("(", "[", "{")


def _expression(tokens, number):
    """The last token of the longest expression that begins at a token."""
    best, depth = None, 0
    for end in range(number, min(len(tokens), number + 60)):
        item = tokens[end]
        if item.type == _token.NEWLINE or (not depth and item.string in ENDS):
            break
        depth += _tokens.turn(item)
        if not depth and _tokens.parses(tokens[number : end + 1]) is not None:
            best = end
    return best
